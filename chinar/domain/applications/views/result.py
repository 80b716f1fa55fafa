"""Receiving the result, and the receipt as an official prints it."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from chinar.domain.applications import access, actions
from chinar.domain.applications.delivering import AlreadyDelivered
from chinar.domain.applications.forms.delivering import HandOverForm
from chinar.domain.applications.printing import receipt_pdf
from chinar.domain.cases.access import actor_on, get_case_for_official, may_handle
from chinar.domain.cases.models import Case, CaseDocument
from chinar.domain.cases.views.public import matter_for
from chinar.foundation.documents.models import Document
from chinar.foundation.documents.views.download import download, pdf_response
from chinar.foundation.journal.actions import record_read
from chinar.foundation.offices.models import Office
from chinar.foundation.people.access import citizen_of, require


@never_cache
@require_POST
def receive(request: HttpRequest, number: str) -> HttpResponse:
    """Downloads the result; the first time serves it (АПК чл. 29в). A POST, so that no link preview serves anything."""
    case = matter_for(request, number)
    if access.is_handed_over(case) or access.withdrawn_result(case):
        raise Http404
    document = _result(case)
    try:
        actions.serve_result(case, on=timezone.localdate(), by=citizen_of(request.user), at=timezone.now())
    except actions.NotPaid:
        return redirect("applications:fee", number=number)
    return download(document)


@never_cache
@require("documents.deliver")
@require_POST
def deliver(request: HttpRequest, number: str) -> HttpResponse:
    """An official prints the result and gives it to the applicant at the desk, which serves it."""
    case = get_case_for_official(request.user, number, on=timezone.localdate(), ability="documents.deliver")
    document = _result(case)
    if not may_handle(request.user, case, "documents.deliver", on=timezone.localdate()):
        raise Http404
    form = HandOverForm(request.POST, offices=list(Office.objects.all()))
    if not form.is_valid():
        messages.error(request, _("Check office and name; nothing was handed over."))
        return redirect("cases:case", number=number)
    today = timezone.localdate()
    try:
        by = actor_on(request.user, case, on=today)
        actions.deliver_result(case, **form.cleaned_data, on=today, by=by, at=timezone.now())
    except AlreadyDelivered:
        messages.error(request, _("The result was received before. Nothing was changed."))
        return redirect("cases:case", number=number)
    except actions.NotPaid:
        messages.error(request, _("The fee is paid before the result is received, and it is not paid yet."))
        return redirect("cases:case", number=number)
    return download(document)


def _result(case: Case) -> Document:
    """The newest: an earlier one fell on appeal. Raises Http404 while there is none."""
    results = CaseDocument.objects.select_related("document").filter(case=case, part=CaseDocument.Part.RESULT)
    part = results.order_by("-id").first()
    if part is None:
        raise Http404
    return part.document  # type: ignore[no-any-return]


@never_cache
@require("people.unmask")
@require_safe
def desk_result(request: HttpRequest, number: str) -> HttpResponse:
    """The issued document, in which numbers stand in full, for an official to read; nothing is served by that."""
    case = get_case_for_official(request.user, number, on=timezone.localdate(), ability="people.unmask")
    document = _result(case)
    by, at = actor_on(request.user, case, on=timezone.localdate()), timezone.now()
    record_read("application.result_read", by=by, at=at, subject=number, subject_kind="case")
    return download(document)


@never_cache
@require("cases.read")
@require_safe
def desk_receipt(request: HttpRequest, number: str) -> HttpResponse:
    """The applicant's receipt, printed once more by an official; the key is the applicant's secret and not on it."""
    case = get_case_for_official(request.user, number, on=timezone.localdate())
    by = actor_on(request.user, case, on=timezone.localdate())
    record_read("case.read", by=by, at=timezone.now(), subject=case.number, subject_kind="case")
    return pdf_response(receipt_pdf(access.application_of(case), with_key=False), filename=f"{number}.pdf")
