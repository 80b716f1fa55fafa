"""The files that are given, and the protocol to be signed when access is given otherwise."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from chinar.domain.cases.access import actor_on
from chinar.domain.cases.actions.moving import AlreadyDecided
from chinar.domain.information_requests import access
from chinar.domain.information_requests.actions import giving
from chinar.domain.information_requests.forms.giving import FilesForm
from chinar.domain.information_requests.models import GivenFile, InformationRequest
from chinar.domain.information_requests.printing import access_protocol_pdf
from chinar.foundation.core.actor import Actor
from chinar.foundation.documents.views.download import pdf_response
from chinar.foundation.journal.actions import record_read
from chinar.foundation.people.access import require


@never_cache
@require(access.HANDLE)
@require_http_methods(["GET", "HEAD", "POST"])
def files(request: HttpRequest, number: str) -> HttpResponse:
    """What is given as files: added and taken out until the decision is made."""
    asked = _asked(request, number)
    posted = request.method == "POST"
    form = FilesForm(request.POST if posted else None, request.FILES if posted else None)
    if posted and form.is_valid():
        try:
            giving.add_files(asked.case, **form.cleaned_data, by=_by(request, asked), at=timezone.now())
        except giving.TooManyFiles:
            text = _("At most %(most)s files can be given. Give fewer, larger ones.")
            form.add_error(None, text % {"most": GivenFile.MOST})
        except AlreadyDecided:
            form.add_error(None, _("This matter is decided: no file can be added any more."))
        else:
            messages.success(request, _("Added. The applicant has it when the decision gives access."))
            return redirect("information_requests:files", number=number)
    if not posted:
        _read(request, asked)
    context = {"form": form, "case": asked.case, "files": access.files_of(asked), "most": GivenFile.MOST}
    return render(request, "information_requests/files.html", context)


@require(access.HANDLE)
@require_POST
def take_out(request: HttpRequest, number: str, pk: int) -> HttpResponse:
    """It was added in error."""
    asked = _asked(request, number)
    try:
        if giving.take_out_file(asked.case, pk=pk, by=_by(request, asked), at=timezone.now()):
            messages.success(request, _("Taken out."))
    except AlreadyDecided:
        messages.error(request, _("This matter is decided: what was given stays."))
    return redirect("information_requests:files", number=number)


@never_cache
@require(access.HANDLE)
@require_safe
def protocol(request: HttpRequest, number: str) -> HttpResponse:
    """To be signed by whoever receives access; not for what is given electronically."""
    asked = _asked(request, number)
    decision = access.decision_of(asked)
    if decision is None or not decision.place:
        raise Http404
    decision.request = asked
    _read(request, asked)
    pdf = access_protocol_pdf(decision, by=request.user, at=timezone.now())  # type: ignore[arg-type]
    return pdf_response(pdf, filename=f"{number}.pdf")


def _asked(request: HttpRequest, number: str) -> InformationRequest:
    return access.get_request_to_handle(request.user, number, on=timezone.localdate())


def _by(request: HttpRequest, asked: InformationRequest) -> Actor:
    return actor_on(request.user, asked.case, on=timezone.localdate())


def _read(request: HttpRequest, asked: InformationRequest) -> None:
    by, at = _by(request, asked), timezone.now()
    record_read("case.read", by=by, at=at, subject=asked.case.number, subject_kind="case")
