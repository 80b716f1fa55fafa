"""A draft of an act on its way: the head approves, an authorised person signs, or it goes back."""

import secrets
from typing import cast

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from chinar.domain.applications import approving
from chinar.domain.applications.forms.signing import ReturnForm
from chinar.domain.applications.models import Decision, DraftAct
from chinar.domain.applications.signing_access import Way, get_way_for, waiting_for
from chinar.domain.applications.summary import asked, rows_of
from chinar.domain.applications.typed import TypedAct, draft_of, judge
from chinar.domain.applications.views.desk import clock_stands, not_signed
from chinar.domain.cases import kinds
from chinar.domain.cases.access import actor_on, reaches
from chinar.domain.cases.actions.checking import Unticked
from chinar.domain.cases.actions.moving import AlreadyDecided, ClockStands
from chinar.domain.cases.checklists import unticked
from chinar.domain.cases.models import Case
from chinar.foundation.core.actor import Actor
from chinar.foundation.documents.codes import draw
from chinar.foundation.documents.signing import SigningFailed
from chinar.foundation.documents.views.download import pdf_response
from chinar.foundation.journal.actions import record_read
from chinar.foundation.people.access import require
from chinar.foundation.people.models import Account


@never_cache
@require("cases.read")
@require_http_methods(["GET", "HEAD", "POST"])
def act(request: HttpRequest, number: str) -> HttpResponse:
    """The draft with what is asked beside it; approved, signed or returned from here."""
    case, way = get_way_for(request.user, number, on=timezone.localdate())
    form = ReturnForm(request.POST if "return" in request.POST else None)
    if request.method == "POST":
        return _done(request, case, way, form) or _act_page(request, case, way, form)
    _tell("case.read", request, case)
    return _act_page(request, case, way, form)


def _done(request: HttpRequest, case: Case, way: Way, form: ReturnForm) -> HttpResponse | None:
    """The answer when it is done; None when the page says why it was not."""
    by, at = _actor(request, case), timezone.now()
    try:
        if "approve" in request.POST and way.may_approve:
            approving.approve_act(way.draft, by=by, at=at)
            messages.success(request, _("Approved. Whoever is authorised signs it now."))
        elif "sign" in request.POST and way.signatory is not None:
            _sign(request, way, by)
        elif "return" in request.POST and way.may_return:
            if not form.is_valid():
                return None
            approving.return_act(way.draft, reason=form.cleaned_data["reason"], by=by, at=at)
            messages.success(request, _("The draft went back, with what you wrote."))
    except (approving.DraftMoved, approving.SamePerson, AlreadyDecided):
        messages.error(request, _("A colleague has moved this draft meanwhile. Nothing of yours was done."))
    except ClockStands:
        messages.error(request, clock_stands())
    except Unticked:
        messages.error(
            request, _("Lines of the checklist without which nothing is decided are not ticked. Nothing was changed.")
        )
    except SigningFailed:
        messages.error(request, not_signed())
    return redirect("cases:case", number=case.number)


def _sign(request: HttpRequest, way: Way, by: Actor) -> None:
    judged, signatory = _judged(way.draft), way.signatory
    if signatory is None or not judged.is_valid:
        messages.error(request, _("What was typed no longer fits the form. Return the draft, so that it is mended."))
        return
    code, at = draw(secrets.token_bytes), timezone.now()
    decision = approving.sign_act(way.draft, issue=judged.issue, code=code, signatory=signatory, by=by, at=at)
    messages.success(request, _("Signed as number %(number)s.") % {"number": decision.number})


def _judged(draft: DraftAct) -> TypedAct:
    return judge(draft.application, draft.outcome, draft.typed, on=timezone.localdate())


def _act_page(request: HttpRequest, case: Case, way: Way, form: ReturnForm) -> HttpResponse:
    context = {
        "case": case,
        "title": kinds.titles([case])[case.pk],
        "way": way,
        "may_see_paper": way.signatory or reaches(request.user, case, "people.unmask", on=timezone.localdate()),
        "form": form,
        "is_refusal": way.draft.outcome == Decision.Outcome.REFUSED,
        "asked": rows_of(asked(way.draft.application)),
        "unticked": unticked(case),
        "state": kinds.kind_of(case).state(case.state),
    }
    return render(request, "applications/act.html", context)


@never_cache
@require("applications.drafts")
@require_safe
def paper(request: HttpRequest, number: str) -> HttpResponse:
    """The draft as it will be printed; its face says that it is an unsigned draft. Numbers stand in it in full: it is
    for whoever may see them anyway, and for who signs it."""
    case, way = get_way_for(request.user, number, on=timezone.localdate(), ability="applications.drafts")
    if way.signatory is None and not reaches(request.user, case, "people.unmask", on=timezone.localdate()):
        raise Http404
    _tell("application.draft_seen", request, case)
    signer = cast(Account, request.user) if way.signatory else Account(name="–")
    post = way.signatory.post_on_paper if way.signatory else "–"
    draft = draft_of(way.draft.application, way.draft.outcome, by=signer, post=post, at=timezone.now())
    return pdf_response(_judged(way.draft).paper(draft), filename=f"{number}.pdf")


@never_cache
@require("applications.sign")
@require_safe
def waiting(request: HttpRequest) -> HttpResponse:
    """What waits for the reader's approval or signature, by due date."""
    drafts = waiting_for(request.user, on=timezone.localdate())
    cases = [draft.application.case for draft in drafts]
    titles = kinds.titles(cases)
    rows = [{"draft": draft, "case": case, "title": titles[case.pk]} for draft, case in zip(drafts, cases, strict=True)]
    return render(request, "applications/acts.html", {"rows": rows, "today": timezone.localdate()})


def _tell(verb: str, request: HttpRequest, case: Case) -> None:
    record_read(verb, by=_actor(request, case), at=timezone.now(), subject=case.number, subject_kind="case")


def _actor(request: HttpRequest, case: Case) -> Actor:
    return actor_on(request.user, case, on=timezone.localdate())
