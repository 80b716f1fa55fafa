"""After a visit: the receipt, the protocols to be signed, and the scans of what was signed or brought."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from chinar.domain.cases.access import actor_on, get_case_for_official
from chinar.domain.cases.models import Case, CaseDocument
from chinar.domain.visits import access, printing
from chinar.domain.visits.actions.scanning import AlreadyScanned, keep_scan
from chinar.domain.visits.forms import ScanForm
from chinar.domain.visits.models import Visit, VisitItem
from chinar.foundation.documents.views.download import download, pdf_response
from chinar.foundation.journal.actions import record_read
from chinar.foundation.payments.queries import open_cents, owed_for_all
from chinar.foundation.people.access import actor_of, require


def _finished(request: HttpRequest, key: UUID, verb: str) -> tuple[Visit, list[VisitItem]]:
    """A visit whose services were registered; that somebody reads it is journalled. Raises Http404."""
    visit = access.get_visit_for(request.user, key, on=timezone.localdate())
    items = list(
        visit.items.filter(application__case__in=Case.objects.shown_to(request.user.pk))
        .select_related(*(f"application__{path}" for path in _OF_APPLICATION))
        .prefetch_related("papers__document__created_by")
    )
    if not items:
        raise Http404
    by, at = actor_of(request.user), timezone.now()
    record_read(verb, by=by, at=at, subject=str(visit.pk), subject_kind="visit")
    return visit, items


_OF_APPLICATION = (
    "case__department",
    "case__office",
    "service_version__service",
    "heirs_request__settlement",
    "sheet__version",
)


@never_cache
@require(access.ABILITY)
@require_safe
def done(request: HttpRequest, key: UUID) -> HttpResponse:
    """Numbers, due dates and keys; the papers to print; what is still to be scanned."""
    visit, items = _finished(request, key, "visit.read")
    return render(request, "visits/done.html", _about(visit, items))


def _about(visit: Visit, items: list[VisitItem], form: ScanForm | None = None, pk: int = 0) -> dict[str, object]:
    today = timezone.localdate()
    applications = printing.applications_of(items)
    with_keys = printing.shows_keys(visit, on=today)
    owed = owed_for_all([application.case.number for application in applications])
    return {
        "visit": visit,
        "rows": printing.receipt_rows(applications, with_keys=with_keys, on=today),
        "with_keys": with_keys,
        "total": printing.total(applications, on=today) if len(applications) > 1 else "",
        "to_take": [number for number, rows in owed.items() if open_cents(rows)],
        "papers": [(item.application, paper) for item in items for paper in item.papers.all()],
        "form": form or ScanForm(),
        "wrong_paper": pk,
        "rating": printing.rating_of(visit),
    }


@never_cache
@require(access.ABILITY)
@require_safe
def receipt(request: HttpRequest, key: UUID) -> HttpResponse:
    visit, items = _finished(request, key, "visit.printed")
    with_keys = printing.shows_keys(visit, on=timezone.localdate())
    pdf = printing.receipt_pdf(visit, items, with_keys=with_keys, at=timezone.now())
    return pdf_response(pdf, filename=f"receipt-{visit.pk}.pdf")


@never_cache
@require(access.ABILITY)
@require_safe
def protocols(request: HttpRequest, key: UUID) -> HttpResponse:
    visit, items = _finished(request, key, "visit.printed")
    return pdf_response(printing.protocols_pdf(visit, items, at=timezone.now()), filename=f"protocol-{visit.pk}.pdf")


@never_cache
@require(access.ABILITY)
@require_POST
def scan(request: HttpRequest, key: UUID, pk: int) -> HttpResponse:
    """A scanned paper comes into its file, once; a wrong file is told beside its box."""
    paper = access.get_paper_for(request.user, key, pk, on=timezone.localdate())
    form = ScanForm(request.POST, request.FILES)
    if not form.is_valid():
        visit, items = _finished(request, key, "visit.read")
        return render(request, "visits/done.html", _about(visit, items, form, pk))
    scanned, by, at = form.cleaned_data["scan"], actor_of(request.user), timezone.now()
    try:
        keep_scan(paper, content=scanned.content, media_type=scanned.media_type, by=by, at=at)
    except AlreadyScanned:
        messages.info(request, _("This paper is in the file already. Nothing was changed."))
    else:
        messages.success(request, _("The scan is in the file of the matter."))
    return redirect("visits:done", key=key)


@never_cache
@require("cases.read")
@require_safe
def desk_scan(request: HttpRequest, number: str, pk: int) -> HttpResponse:
    """A signed protocol, for an official who handles the matter; the journal is told."""
    case = get_case_for_official(request.user, number, on=timezone.localdate())
    rows = CaseDocument.objects.select_related("document").filter(case=case, part=CaseDocument.Part.PROTOCOL)
    part = get_object_or_404(rows, pk=pk)
    by, at = actor_on(request.user, case, on=timezone.localdate()), timezone.now()
    given = download(part.document)
    record_read("visit.scan_read", by=by, at=at, subject=number, subject_kind="case")
    return given
