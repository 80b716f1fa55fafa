"""The expert issues the result of a service by the form that was published with it."""

import secrets

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from chinar.domain.applications import access, actions
from chinar.domain.applications.general import result_form_of, result_version_of
from chinar.domain.applications.models import Application, Decision
from chinar.domain.applications.papers import document_pdf
from chinar.domain.applications.prefilling import Prefilled, prefill
from chinar.domain.applications.signing_access import is_signed_apart
from chinar.domain.applications.views.desk import (
    about,
    acting,
    decided_before,
    decided_meanwhile,
    hindered,
    is_of,
    prepared,
    returned_typed,
    tell_journal,
    unsaved,
)
from chinar.domain.cases.actions.checking import Unticked
from chinar.domain.cases.actions.holding import ChangedSince, seen_of
from chinar.domain.cases.actions.moving import AlreadyDecided, ClockStands
from chinar.domain.cases.forms_of_acts import SeenForm
from chinar.domain.cases.models import Case
from chinar.domain.cases.views.acting import change_told
from chinar.domain.questionnaires.forms import AnswersForm
from chinar.foundation.documents.codes import draw
from chinar.foundation.documents.signing import SigningFailed
from chinar.foundation.documents.views.download import pdf_response
from chinar.foundation.people.access import require


@never_cache
@require("applications.decide")
def issue_document(request: HttpRequest, number: str) -> HttpResponse:
    """The form of the result, filled from the town's bases, previewed as a draft, then issued."""
    application = access.get_application_to_decide(request.user, number, on=timezone.localdate())
    if result_version_of(application) is None:
        raise Http404
    if request.method != "POST":
        if not application.case.is_open:
            return redirect("cases:case", number=number)
        tell_journal("case.read", request, application)
        if (back := returned_typed(application, Decision.Outcome.GRANTED)) is not None:
            return _page(request, application, _form(application, back))
        known = prefill(application, by=acting(request, application), at=timezone.now())
        return _page(request, application, _form(application, initial=known.answers), known)
    form = _form(application, request.POST)
    if not (form.is_valid() & _seen(request, application).is_valid()):
        return _page(request, application, form)
    if "preview" in request.POST:
        tell_journal("application.draft_seen", request, application)
        draft = unsaved(request, application, Decision.Outcome.GRANTED)
        return pdf_response(document_pdf(draft, form.answers(), code=""), filename=f"{number}.pdf")
    if is_signed_apart(application):
        return prepared(request, application, Decision.Outcome.GRANTED, form) or _page(
            request, application, form, shown_anew=True
        )
    return _issue(request, application, form)


def _issue(request: HttpRequest, application: Application, form: AnswersForm) -> HttpResponse:
    number = application.case.number
    try:
        decision = actions.issue_document(
            application,
            answers=form.answers(),
            code=draw(secrets.token_bytes),
            seen=request.POST.get("seen", ""),
            by=acting(request, application),
            at=timezone.now(),
        )
    except ChangedSince as changed:
        form.add_error(None, change_told(changed))
        return _page(request, application, form, shown_anew=True)
    except AlreadyDecided:
        if not is_of(request, application, Decision.Outcome.GRANTED):
            form.add_error(None, decided_meanwhile())
            return _page(request, application, form)
        messages.info(request, decided_before())
        return redirect("cases:case", number=number)
    except (ClockStands, SigningFailed, Unticked) as hindrance:
        form.add_error(None, hindered(hindrance))
        return _page(request, application, form)
    messages.success(request, _("Issued as number %(number)s.") % {"number": decision.number})
    return redirect("cases:case", number=number)


def _form(application: Application, data: object = None, initial: dict[str, str] | None = None) -> AnswersForm:
    questions = result_form_of(application).questions
    return AnswersForm(
        questions, data, on=timezone.localdate(), municipality=application.case.municipality, initial=initial
    )


def _seen(request: HttpRequest, application: Application) -> SeenForm:
    """Beside the answers: the matter as the page showed it."""
    return SeenForm(request.POST or None, initial={"seen": seen_of(application.case)})


def _page(
    request: HttpRequest,
    application: Application,
    form: AnswersForm,
    known: Prefilled | None = None,
    *,
    shown_anew: bool = False,
) -> HttpResponse:
    seen = _seen(request, application)
    if shown_anew:
        seen.show_anew(Case.objects.get(pk=application.case_id))
    context = {"form": form, "seen": seen["seen"], "known": known, **about(application)}
    return render(request, "applications/issue_document.html", context)
