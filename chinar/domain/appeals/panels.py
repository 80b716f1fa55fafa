"""What appeals add to the pages of lower modules and to the frame of the officials' pages."""

from typing import Any

from django.http import HttpRequest
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from chinar.domain.appeals import figures, queries
from chinar.domain.appeals.access import appeals_seen_by, notices_to_take_down
from chinar.domain.cases import kinds
from chinar.domain.cases.access import may_handle
from chinar.domain.cases.models import Case
from chinar.domain.cases.queries import appeal_until, ledger_of
from chinar.domain.cases.rules import Step
from chinar.domain.cases.views.public import OPENED
from chinar.foundation.core.slots import register, rendered
from chinar.foundation.people.access import can, departments_of
from chinar.foundation.people.ways import Way, ways


def on_the_matter(request: HttpRequest, case: Case) -> str:
    """For the citizen: where to appeal, the button, and their own appeals."""
    if kinds.kind_of(case).set_aside is None:
        return ""
    today = localdate()
    appealed = any(row.step == Step.APPEALED for row in ledger_of(case))
    own = appeals_seen_by(request.user, case, opened=request.session.get(OPENED, [])) if appealed else []
    target = queries.target_of(case, on=today)
    if target is None and not own:
        return ""
    until = appeal_until(case)
    return rendered(
        "appeals/on_matter.html",
        request,
        case=case,
        own=own,
        target=target,
        has_heading=until is not None,
        superior=queries.superior_name(queries.issuer_of(case.department), case.municipality),
    )


def on_the_case(request: HttpRequest, case: Case) -> str:
    """For the official: the appeals against the matter, until when it is not executed, and the way to enter one."""
    if kinds.kind_of(case).set_aside is None:
        return ""
    today = localdate()
    target = queries.target_of(case, on=today)
    appeals = queries.of_case(case)
    may_enter = target is not None and may_handle(request.user, case, "appeals.enter", on=today)
    if target is None and not appeals:
        return ""
    return rendered(
        "appeals/on_case.html",
        request,
        case=case,
        appeals=appeals,
        target=target,
        not_before=queries.no_execution_before(case) if target == "act" else None,
        today=today,
        may_enter=may_enter,
    )


def board_at_a_glance(request: HttpRequest, subject: Any) -> str:
    """Notices whose days on the board are over, for whoever takes them down. One query."""
    if not can(request.user, "appeals.handle"):
        return ""
    count = notices_to_take_down(request.user, on=localdate())
    return rendered("appeals/desk_home.html", request, count=count) if count else ""


def desk_figures(request: HttpRequest, period: Any) -> str:
    """How appeals against the acts of the departments that the official's role reaches ended."""
    departments = departments_of(request.user, "figures.read", on=localdate())
    return rendered("appeals/figures.html", request, found=figures.of(period, departments=departments), minimum=0)


def public_figures(request: HttpRequest, period: Any) -> str:
    """The same for everybody, small groups folded."""
    found, minimum = figures.public(period)
    return rendered("appeals/figures.html", request, found=found, minimum=minimum)


def way_from_outside(request: HttpRequest, subject: Any) -> str:
    return rendered("appeals/outside_link.html", request)


register("cases.follow", way_from_outside)
register("cases.matter", on_the_matter)
register("cases.case", on_the_case)
register("desk.home", board_at_a_glance)
register("desk.navigation", ways(Way("appeals:list", _("Appeals"), "appeals.handle")))
register("cases.desk_figures", desk_figures)
register("cases.public_figures", public_figures)
