"""The yearly reports that a law asks for."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from chinar.domain.cases import reporting
from chinar.foundation.documents.views.download import pdf_response
from chinar.foundation.journal.actions import record_read
from chinar.foundation.people.access import actor_of, require
from chinar.foundation.territory.models import Municipality

FIRST_YEAR = 2000


@never_cache
@require("reports.make")
@require_safe
def reports(request: HttpRequest) -> HttpResponse:
    """Which reports this installation can make, for which year."""
    this_year = timezone.localdate().year
    year = _year(request.GET.get("year") or str(this_year - 1))
    found = [(report, reporting.title(report)) for report in reporting.available()]
    years = range(this_year, this_year - 10, -1)
    return render(request, "cases/reports.html", {"reports": found, "year": year, "years": years})


@never_cache
@require("reports.make")
@require_safe
def report(request: HttpRequest, code: str, year: int, form: str) -> HttpResponse:
    """The report of a year as a PDF or as CSV; that it was made is journalled."""
    found, year = reporting.find(code), _year(str(year))
    if found is None:
        raise Http404
    record_read(
        "report.made", by=actor_of(request.user), at=timezone.now(), facts={"report": found.code, "year": str(year)}
    )
    filename = f"{found.code}-{year}.{form}"
    if form == "pdf":
        municipality: Municipality = request.municipality  # type: ignore[attr-defined]
        content = reporting.as_pdf(found, year, municipality=municipality, at=timezone.now())
        return pdf_response(content, filename=filename)
    response = HttpResponse(reporting.as_csv(found, year), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{filename}"'
    return response


def _year(typed: str) -> int:
    this_year = timezone.localdate().year
    if not (typed.isascii() and typed.isdecimal() and len(typed) == 4 and FIRST_YEAR <= int(typed) <= this_year):
        raise Http404
    return int(typed)
