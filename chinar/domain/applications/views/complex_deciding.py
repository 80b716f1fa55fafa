"""The competent body decides a complex request; the result is handed over, or downloaded by the applicant."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from chinar.domain.applications.complex import access, deciding
from chinar.domain.applications.complex.forms import ActForm
from chinar.domain.applications.delivering import AlreadyDelivered
from chinar.domain.applications.models import ComplexRequest
from chinar.domain.cases.access import actor_on
from chinar.domain.cases.actions.holding import ChangedSince, seen_of
from chinar.domain.cases.actions.moving import AlreadyDecided, ClockStands
from chinar.domain.cases.views.acting import tell_change
from chinar.domain.cases.views.public import matter_for
from chinar.foundation.core.actor import Actor
from chinar.foundation.documents.views.download import download
from chinar.foundation.journal.actions import record_read
from chinar.foundation.people.access import citizen_of, require


@never_cache
@require("applications.decide")
def decide(request: HttpRequest, number: str) -> HttpResponse:
    """The competent body enters its act."""
    today = timezone.localdate()
    asked = access.get_complex_for(request.user, number, on=today, ability="applications.decide")
    if asked.is_sent_on:
        raise Http404
    if request.method != "POST" and not asked.case.is_open:
        return redirect("cases:case", number=number)
    sent = request.method == "POST"
    initial = {"seen": seen_of(asked.case)}
    form = ActForm(request.POST if sent else None, request.FILES if sent else None, initial=initial)
    by = actor_on(request.user, asked.case, on=today)
    if sent and form.is_valid() and _decided(request, asked, form, by):
        return redirect("cases:case", number=number)
    if not sent:
        record_read("case.read", by=by, at=timezone.now(), subject=number, subject_kind="case")
    return render(request, "applications/complex_decide.html", {"form": form, "asked": asked, "case": asked.case})


def _decided(request: HttpRequest, asked: ComplexRequest, form: ActForm, by: Actor) -> bool:
    """False when it is not, and the form says why with everything typed still in it."""
    try:
        deciding.decide(asked, form.decided(), seen=form.cleaned_data["seen"], by=by, at=timezone.now())
    except ChangedSince as changed:
        tell_change(form, asked.case, changed)
    except AlreadyDecided:
        form.add_error(None, _("This matter has been decided meanwhile. Nothing was changed."))
    except ClockStands:
        form.add_error(None, _("The clock of this matter stands, so it cannot be decided now. Nothing was changed."))
    else:
        messages.success(request, _("Decided. Where it was filed, it is known within seconds."))
        return True
    return False


@never_cache
@require("documents.deliver")
@require_POST
def deliver(request: HttpRequest, number: str) -> HttpResponse:
    """An official gives the result to the applicant at the counter, which serves it."""
    today = timezone.localdate()
    asked = access.get_complex_for(request.user, number, on=today, ability="documents.deliver")
    answer = access.answer_of(asked)
    if answer is None:
        raise Http404
    try:
        deciding.deliver(asked, on=today, by=actor_on(request.user, asked.case, on=today), at=timezone.now())
    except AlreadyDelivered:
        messages.error(request, _("The result was received before. Nothing was changed."))
        return redirect("cases:case", number=number)
    messages.success(request, _("Noted: the applicant has it."))
    return redirect("cases:case", number=number)


@never_cache
@require("documents.deliver")
@require_safe
def result(request: HttpRequest, number: str) -> HttpResponse:
    """The document, for an official who prints it; the reading is journalled."""
    today = timezone.localdate()
    asked = access.get_complex_for(request.user, number, on=today, ability="documents.deliver")
    answer = access.answer_of(asked)
    if answer is None or answer.document is None or answer.document.is_erased:
        raise Http404
    by = actor_on(request.user, asked.case, on=today)
    given = download(answer.document)
    record_read("complex.result_read", by=by, at=timezone.now(), subject=number, subject_kind="case")
    return given


@never_cache
@require_POST
def receive(request: HttpRequest, number: str) -> HttpResponse:
    """The applicant downloads it on the page of the matter; the first time serves it (АПК чл. 29в)."""
    asked = access.complex_of(matter_for(request, number))
    answer = access.answer_of(asked)
    if answer is None or answer.document is None or asked.delivery != ComplexRequest.Delivery.PAGE:
        raise Http404
    given = download(answer.document)  # before anything is noted: what is held back was not received
    deciding.receive_result(asked, on=timezone.localdate(), by=citizen_of(request.user), at=timezone.now())
    return given
