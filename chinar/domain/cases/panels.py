"""What cases add to the frame of the officials' pages."""

from typing import Any

from django.http import HttpRequest
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from chinar.domain.cases.access import counts_for
from chinar.domain.cases.new_papers import count_new
from chinar.domain.cases.opinions import asked_of
from chinar.foundation.core.slots import register, rendered
from chinar.foundation.people.access import can
from chinar.foundation.people.ways import Way, ways


def way_to_own_matters(request: HttpRequest, subject: Any) -> str:
    """On the page of one's account."""
    return rendered("cases/account.html", request)


def day_at_a_glance(request: HttpRequest, subject: Any) -> str:
    """What is late, due today, nobody's yet; what came and was not read; what others ask."""
    if not can(request.user, "cases.read"):
        return ""
    user, today = request.user, localdate()
    came = {"new": count_new(user, on=today), "asked": asked_of(user, on=today).count()}
    return rendered("cases/desk_home.html", request, counts=counts_for(user, on=today), **came)


register(
    "desk.navigation",
    ways(
        Way("cases:worklist", _("Worklist"), "cases.read", key=2),
        Way("cases:waiting", _("Waiting for us"), "cases.read"),
        Way("cases:new_papers", _("New papers"), "cases.read"),
        Way("cases:opinions", _("Opinions"), "cases.read"),
    ),
)
register(
    "desk.seldom",
    ways(
        Way("cases:absences", _("Absences"), "cases.read"),
        Way("cases:resolutions", _("Resolutions"), "cases.resolve"),
        Way("cases:received", _("From other municipalities"), "cases.receive"),
        Way("cases:desk_figures", _("Figures"), "figures.read"),
        Way("cases:rating_figures", _("Ratings in figures"), "figures.read"),
        Way("cases:retention", _("Keeping and destroying"), "retention.manage"),
        Way("cases:reports", _("Yearly reports"), "reports.make"),
        Way("cases:filings", _("Not acknowledged"), "filings.refuse", below=True),
    ),
)
register(
    "desk.arrangements",
    ways(
        Way("cases:reminders", _("Reminders"), "watch.set"),
        Way("cases:checklists", _("Checklists"), "checklists.set"),
        Way("cases:numbering", _("Records system"), "numbering.set"),
        Way("cases:country", _("Country"), "country.set"),
    ),
)
register("desk.home", day_at_a_glance)
register("people.account", way_to_own_matters)
