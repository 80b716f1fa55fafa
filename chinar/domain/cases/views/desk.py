"""The page of one case for officials."""

from datetime import date
from typing import cast

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from chinar.domain.cases import access, checklists, kinds, notices, opinions, outcomes, queries, relations
from chinar.domain.cases.actions import moving
from chinar.domain.cases.clock_pages import ClockPage, pages_for
from chinar.domain.cases.handed_over import received_as, sent_of
from chinar.domain.cases.models import Case
from chinar.domain.cases.resolutions import latest_among
from chinar.domain.cases.rules import Phase
from chinar.domain.cases.standing_in import away_on
from chinar.domain.cases.views.acting import acts_for
from chinar.foundation.core.content import words
from chinar.foundation.core.jinja import day, moment
from chinar.foundation.journal.actions import record_read
from chinar.foundation.notifications.queries import told_about
from chinar.foundation.people.access import require
from chinar.foundation.people.models import Account


def _facts(user: access.User, case: Case, due_on: date) -> list[dict[str, str]]:
    """Rows of the summary: what the spine knows."""
    received = f"{moment(case.received_at)}, {case.get_channel_display()}"
    rows = [(_("Received"), received)]
    if case.is_open and case.phase != Phase.WAITING:
        rows.append((_("Due"), day(due_on)))
    rows.append((_("Department"), words(case.department, "name")))
    rows.append((_("Handler"), _handler(user, case)))
    rows.append((_("The citizen reads"), f"„{kinds.kind_of(case).state(case.state).for_citizen}“"))
    return [{"key": key, "value": value} for key, value in rows]


def _handler(user: access.User, case: Case) -> str:
    if case.handler is None:
        return _("nobody yet")
    absence = away_on(user, on=timezone.localdate()).rows.get(case.handler.pk)
    if absence is None:
        return case.handler.name
    return _("%(name)s, absent until %(day)s; %(substitute)s stands in") % {
        "name": case.handler.name,
        "day": day(absence.last_on),
        "substitute": absence.substitute.name,
    }


def clock_pages_for(user: access.User, case: Case) -> tuple[ClockPage, ...]:
    """The steps of the clock that this official may take today."""
    today = timezone.localdate()
    may = case.is_open and access.may_handle(user, case, "cases.clock", on=today)
    return pages_for(case, on=today) if may else ()


@never_cache
@require("cases.read")
@require_safe
def case_page(request: HttpRequest, number: str) -> HttpResponse:
    """Everything an official needs about one case; the reading is journalled."""
    try:
        case = access.get_case_for_official(request.user, number, on=timezone.localdate())
    except Http404:
        found = access.find_tombstone(number)
        if found is None:
            raise
        return render(request, "cases/desk_tombstone.html", {"case": found[0], "erasure": found[1]})
    leading = relations.leading_of(case)
    if leading.pk != case.pk and "own" not in request.GET and _may_read(request, leading):
        messages.info(request, _("Number %(old)s leads here: %(why)s.") % {"old": number, "why": _why(case)})
        return redirect("cases:case", number=leading.number)
    by = access.actor_on(request.user, case, on=timezone.localdate())
    record_read("case.read", by=by, at=timezone.now(), subject=case.number, subject_kind="case")
    kind = kinds.kind_of(case)
    explanation = queries.explain(case)
    panel = kind.official_panel(request, case)  # first: it reads the kind's own row, which the title needs too
    requests = opinions.requests_of(case)
    may_take = access.may_handle(request.user, case, "cases.take", on=timezone.localdate())
    assignments = list(case.assignments.select_related("official", "department", "by", "resolution__by"))
    context = {
        "case": case,
        "title": kinds.title_of(case),
        "state": kind.state(case.state),
        "explanation": explanation,
        "milestones": queries.milestones(case, on=timezone.localdate()),
        "facts": _facts(request.user, case, explanation.due_on),
        "may_take": may_take,
        "may_check": may_take and case.is_open,
        "may_ask": may_take and case.is_open,
        "checklist": list(checklists.by_step(checklists.checked_of(case))),
        "requests": requests,
        "told_of_opinions": opinions.told_of(case, requests),
        "whom": opinions.whom,
        "opinions": opinions.unread_among(requests),
        "last_opinion": opinions.last_among(requests),
        "file_request": getattr(case, "has_file_request", False),
        "today": timezone.localdate(),
        "overdue": case.is_open and not explanation.stands and explanation.due_on < timezone.localdate(),
        "clock_pages": clock_pages_for(request.user, case),
        "resolution": latest_among(assignments),
        "panel": panel,
        "sent": sent_of(case),
        "came": received_as(case),
        "outcome": outcomes.outcome_of(case),
        "updates": queries.updates_of(case),
        "assignments": assignments,
        "relations": access.relations_shown_to(request.user, case),
        "notices": told_about(notices.about(case)),
        "groups": acts_for(request, case),
    }
    return render(request, "cases/case.html", context)


def _may_read(request: HttpRequest, case: Case) -> bool:
    return bool(access.cases_for(request.user, on=timezone.localdate()).filter(pk=case.pk).exists())


def _why(case: Case) -> str:
    ended = outcomes.outcome_of(case)
    return str(ended.words) if ended else ""


@require("cases.take")
@require_POST
def take(request: HttpRequest, number: str) -> HttpResponse:
    """Makes the signed-in official responsible."""
    case = access.get_case_for_official(request.user, number, on=timezone.localdate(), ability="cases.take")
    if not access.may_handle(request.user, case, "cases.take", on=timezone.localdate()):
        raise Http404
    seen = request.POST.get("seen", "")
    try:
        moving.take_case(
            case,
            handler=cast(Account, request.user),
            seen=int(seen) if seen.isdecimal() and len(seen) < 20 else None,
            by=access.actor_on(request.user, case, on=timezone.localdate()),
            at=timezone.now(),
        )
    except moving.TakenMeanwhile:
        messages.error(request, _("A colleague has taken this matter meanwhile. Nothing was changed."))
    except moving.AlreadyDecided:
        messages.error(request, _("This matter has been decided meanwhile. Nothing was changed."))
    return redirect("cases:case", number=number)
