"""A decision is prepared by whoever handles the request, and made by whoever may decide."""

import secrets
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from chinar.domain.cases.access import actor_on, may_handle
from chinar.domain.cases.actions.holding import ChangedSince, seen_of
from chinar.domain.cases.actions.moving import AlreadyDecided, ClockStands
from chinar.domain.cases.models import Case
from chinar.domain.cases.notices import is_reached
from chinar.domain.cases.views.acting import tell_change
from chinar.domain.information_requests import access, queries
from chinar.domain.information_requests.actions import deciding
from chinar.domain.information_requests.forms.deciding import DecideForm, typed_from
from chinar.domain.information_requests.models import Decision, InformationRequest, ProposedDecision
from chinar.domain.information_requests.rules import Flaw, Outcome, flaws
from chinar.foundation.documents.codes import draw
from chinar.foundation.journal.actions import record_read
from chinar.foundation.people.access import require


@never_cache
@require(access.HANDLE)
@require_http_methods(["GET", "HEAD", "POST"])
def decide(request: HttpRequest, number: str) -> HttpResponse:
    """Kept as a proposal, or decided."""
    today = timezone.localdate()
    asked = access.get_request_to_handle(request.user, number, on=today)
    if request.method != "POST":
        if not asked.case.is_open:
            return redirect("cases:case", number=number)
        by, at = actor_on(request.user, asked.case, on=today), timezone.now()
        record_read("case.read", by=by, at=at, subject=number, subject_kind="case")
        return _page(request, asked, DecideForm(initial=_first_words(asked), on=today))
    form = DecideForm(request.POST, on=today)
    decides = "decide" in request.POST and _may_decide(request, asked)
    if form.is_valid() or "outcome" in form.cleaned_data:
        form.tell(_flaws(request, asked, form, decides=decides))
    if form.is_valid():
        done = _act(request, asked, form, decides=decides)
        if done is not None:
            return done
    return _page(request, asked, form)


def _first_words(asked: InformationRequest) -> dict[str, Any]:
    """What was prepared, or what most decisions say."""
    seen = {"seen": seen_of(asked.case)}
    proposal = _proposal(asked)
    if proposal is not None:
        return {**seen, "version": proposal.version, **typed_from(proposal.terms)}
    shortest = queries.shortest_access(on=timezone.localdate())
    usual = {"form": asked.form, "access_days": shortest, "appeal": queries.appeal_wording()}
    return {**seen, "version": 0, "outcome": Outcome.GRANTED.value, **usual}


def _proposal(asked: InformationRequest) -> ProposedDecision | None:
    return getattr(asked, "proposed_decision", None)


def _flaws(request: HttpRequest, asked: InformationRequest, form: DecideForm, *, decides: bool) -> list[Any]:
    """What is only prepared may still wait for its files."""
    terms, today = form.terms(), timezone.localdate()
    found = flaws(terms, queries.facts_for(asked, terms, on=today, reader=request.user.pk), on=today)
    return found if decides else [(name, flaw) for name, flaw in found if flaw is not Flaw.NOTHING_SENT]


def _may_decide(request: HttpRequest, asked: InformationRequest) -> bool:
    return may_handle(request.user, asked.case, access.DECIDE, on=timezone.localdate())


def _act(request: HttpRequest, asked: InformationRequest, form: DecideForm, *, decides: bool) -> HttpResponse | None:
    """The answer when it is done; None when it is not, and the form says why with everything typed still in it."""
    case, at = asked.case, timezone.now()
    shown = {"seen": form.cleaned_data["seen"], "version": form.cleaned_data["version"] or 0}
    by = actor_on(request.user, case, on=timezone.localdate())
    try:
        if decides:
            deciding.decide(case, form.terms(), code=draw(secrets.token_bytes), **shown, by=by, at=at)
            messages.success(request, _decided_words(case))
        else:
            deciding.propose(case, form.terms(), **shown, by=by, at=at)
            messages.success(request, _("The decision is prepared. Nobody outside sees it until it is made."))
    except ChangedSince as changed:
        tell_change(form, case, changed)
        kept = ProposedDecision.objects.select_related("prepared_by").filter(request=asked).first()
        if kept is not None and kept.version != shown["version"]:
            _tell_proposal(asked, form, kept)
    except deciding.OtherProposal as other:
        _tell_proposal(asked, form, other.proposal)
    except ClockStands:
        words = _("The clock stands: first note that the applicant made the request clear, or leave it unexamined.")
        form.add_error(None, words)
    except AlreadyDecided:
        if Decision.objects.filter(request=asked, decided_by_id=request.user.pk).exists():
            messages.info(request, _("You have decided this request before."))
            return redirect("cases:case", number=case.number)
        form.add_error(None, _("This matter has been decided meanwhile. Nothing was changed."))
    else:
        return redirect("cases:case", number=case.number)
    return None


def _tell_proposal(asked: InformationRequest, form: DecideForm, kept: ProposedDecision) -> None:
    """It is shown beside what was typed, and what is sent next is written with knowledge of it."""
    form.add_error(None, _("A colleague has prepared another decision meanwhile; it stands below, unchanged."))
    form.keep_as_shown("version", str(kept.version))
    asked.proposed_decision = kept


def _decided_words(case: Case) -> str:
    if is_reached(case, "decided"):
        return _("Decided. The applicant is told; the paper is below.")
    return _("Decided. The applicant gave no e-mail address: send them the paper below by post, or hand it over.")


def _page(request: HttpRequest, asked: InformationRequest, form: DecideForm) -> HttpResponse:
    proposal = _proposal(asked)
    context = {
        "form": form,
        "asked": asked,
        "case": asked.case,
        "proposal": proposal if form.is_bound and proposal else None,
        "may_decide": _may_decide(request, asked),
        "files": access.files_of(asked),
    }
    return render(request, "information_requests/decide.html", context)
