"""What signals keep waiting besides the matters themselves: wordings, objections, wishes to open one again."""

from datetime import date

from django.utils.translation import gettext_lazy as _

from chinar.domain.cases.access import User
from chinar.domain.cases.waiting import Rows, Source, register
from chinar.domain.reports.models import Feedback
from chinar.domain.reports.moderating import cases_within, objections_for, unpublished
from chinar.foundation.people.access import can


def wordings(user: User, on: date, mine: bool) -> Rows:
    return unpublished(user, on=on) if can(user, "reports.answer", on=on) else None


def objections(user: User, on: date, mine: bool) -> Rows:
    return objections_for(user, on=on) if can(user, "cases.resolve", on=on) else None


def reopenings(user: User, on: date, mine: bool) -> Rows:
    if not can(user, "cases.resolve", on=on):
        return None
    cases = cases_within(user, "cases.resolve", on=on)
    asked: Rows = Feedback.objects.filter(wants_reopening=True, decided_at=None, resolution__report__case__in=cases)
    return asked


register(Source("wordings", _("Signals to be published"), wordings, "reports:publish", "case__received_at"))
register(
    Source(
        "objections",
        _("Objections to what was withheld"),
        objections,
        "reports:objection",
        "at",
        due="due_on",
        ref="withholding__subject",
        case="",
        detail="withholding__subject",
    )
)
register(
    Source(
        "reopenings",
        _("Authors who ask to open a signal again"),
        reopenings,
        "reports:reopening",
        "at",
        ref="resolution__report__case__number",
        case="resolution__report__case",
    )
)
