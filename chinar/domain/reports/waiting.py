"""What signals keep waiting besides the matters themselves: wordings, objections, wishes to open one again, work that
is late."""

from datetime import date

from django.utils.translation import gettext_lazy as _

from chinar.domain.cases.access import User
from chinar.domain.cases.new_papers import waiting_cases
from chinar.domain.cases.rules import Phase
from chinar.domain.cases.waiting import Rows, Source, register
from chinar.domain.reports.models import Feedback, WorkOrder
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


def late_work(user: User, on: date, mine: bool) -> Rows:
    """What a crew, a firm or another body should have answered by now: whoever has the signal asks them again."""
    if not can(user, "reports.answer", on=on):
        return None
    cases = waiting_cases(user, on=on, all_of_them=not mine).exclude(phase__in=(Phase.DECIDED, Phase.CLOSED))
    late: Rows = WorkOrder.objects.waiting().filter(until_on__lt=on, report__case__in=cases)
    return late


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
register(
    Source(
        "work",
        _("Ordered work that is late"),
        late_work,
        "cases:case",
        "ordered_at",
        due="until_on",
        ref="report__case__number",
        case="report__case",
    )
)
