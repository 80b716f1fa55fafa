"""What cases add to the frame of the officials' pages."""

from typing import Any

from django.http import HttpRequest
from django.utils.timezone import localdate

from chinar.domain.cases.access import counts_for
from chinar.domain.cases.new_papers import count_new
from chinar.domain.cases.opinions import asked_of
from chinar.foundation.core.slots import register, rendered
from chinar.foundation.people.access import can

ARRANGED = {
    "remind": "watch.set",
    "check": "checklists.set",
    "number": "numbering.set",
    "choose_country": "country.set",
}


def way_to_worklist(request: HttpRequest, subject: Any) -> str:
    return rendered("cases/desk_navigation.html", request) if can(request.user, "cases.read") else ""


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


def ways_to_people(request: HttpRequest, subject: Any) -> str:
    """Who is away, for those who give out matters the register of their resolutions, and what other municipalities sent
    for those who receive it."""
    if not can(request.user, "cases.read"):
        return ""
    may = {"may_resolve": can(request.user, "cases.resolve"), "may_receive": can(request.user, "cases.receive")}
    return rendered("cases/desk_people_link.html", request, **may)


def way_to_figures(request: HttpRequest, subject: Any) -> str:
    """Figures, and for those who answer for the whole town hall what must be kept and destroyed."""
    if not can(request.user, "figures.read"):
        return ""
    abilities = {"may_destroy": "retention.manage", "may_report": "reports.make"}
    may = {name: can(request.user, ability) for name, ability in abilities.items()}
    return rendered("cases/desk_figures_link.html", request, **may)


def way_to_filings(request: HttpRequest, subject: Any) -> str:
    """The register of filings that were not acknowledged."""
    return rendered("cases/numbering/desk_link.html", request) if can(request.user, "filings.refuse") else ""


def ways_to_arrange(request: HttpRequest, subject: Any) -> str:
    """What the town sets once and seldom touches."""
    may = {name: can(request.user, ability) for name, ability in ARRANGED.items()}
    return rendered("cases/desk_arrangements.html", request, may=may) if any(may.values()) else ""


register("desk.navigation", way_to_worklist)
register("desk.seldom", ways_to_people)
register("desk.seldom", way_to_figures)
register("desk.arrangements", ways_to_arrange)
register("desk.seldom", way_to_filings)
register("desk.home", day_at_a_glance)
register("people.account", way_to_own_matters)
