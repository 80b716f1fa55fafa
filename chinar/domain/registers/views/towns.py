"""Evidence between municipalities of the installation: the request that came is answered; documents are read."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from chinar.domain.cases.access import actor_on
from chinar.domain.cases.actions.holding import ChangedSince, seen_of
from chinar.domain.cases.actions.moving import AlreadyDecided
from chinar.domain.cases.views.acting import tell_change
from chinar.domain.registers import access
from chinar.domain.registers.actions.answering_towns import answer_request
from chinar.domain.registers.forms_of_towns import AnswerRequestForm
from chinar.domain.registers.models import EvidenceRequest
from chinar.foundation.documents.views.download import download
from chinar.foundation.journal.actions import record_read
from chinar.foundation.people.access import require


@never_cache
@require("evidence.record")
def answer(request: HttpRequest, number: str) -> HttpResponse:
    """An official answers; the page names the number that it is about, and its reading is journalled."""
    today = timezone.localdate()
    asked = access.get_request_for(request.user, number, on=today)
    if request.method != "POST" and not asked.case.is_open:
        return redirect("cases:case", number=number)
    sent = request.method == "POST"
    form = AnswerRequestForm(
        request.POST if sent else None,
        request.FILES if sent else None,
        initial={"seen": seen_of(asked.case)},
        on=today,
    )
    if sent and form.is_valid() and _answered(request, asked, form):
        return redirect("cases:case", number=number)
    if not sent:
        by = actor_on(request.user, asked.case, on=today)
        record_read("evidence_request.read", by=by, at=timezone.now(), subject=number, subject_kind="case")
    return render(request, "registers/answer_request.html", {"asked": asked, "case": asked.case, "form": form})


def _answered(request: HttpRequest, asked: EvidenceRequest, form: AnswerRequestForm) -> bool:
    """False when it is not, and the form says why with everything typed still in it."""
    by = actor_on(request.user, asked.case, on=timezone.localdate())
    try:
        answer_request(asked, form.given(), seen=form.cleaned_data["seen"], by=by, at=timezone.now())
    except ChangedSince as changed:
        tell_change(form, asked.case, changed)
    except AlreadyDecided:
        form.add_error(None, _("This matter has been decided meanwhile. Nothing was changed."))
    else:
        messages.success(request, _("Answered. The municipality that asked has it within seconds."))
        return True
    return False


@never_cache
@require("evidence.record")
@require_safe
def answer_document(request: HttpRequest, number: str) -> HttpResponse:
    """What this municipality sent; the reading is journalled."""
    today = timezone.localdate()
    asked = access.get_request_for(request.user, number, on=today)
    document = asked.answer.document if hasattr(asked, "answer") else None
    if document is None or document.is_erased:
        raise Http404
    by = actor_on(request.user, asked.case, on=today)
    record_read("evidence_request.read", by=by, at=timezone.now(), subject=number, subject_kind="case")
    return download(document)
