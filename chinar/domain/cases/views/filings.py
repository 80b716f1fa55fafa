"""Filings that cannot be taken: entered with the reason, told to the sender, listed."""

from datetime import datetime
from uuid import uuid4

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from chinar.domain.cases import kinds
from chinar.domain.cases.actions.not_acknowledging import NewRefusal, refuse_filing
from chinar.domain.cases.models import RefusedFiling
from chinar.domain.cases.numbering.forms import FilingForm
from chinar.domain.cases.numbering.printing import filing_pdf
from chinar.domain.cases.numbering.words import REASONS
from chinar.foundation.documents.views.download import pdf_response
from chinar.foundation.people.access import actor_of, require

ABILITY = "filings.refuse"
ON_A_PAGE = 100


@never_cache
@require(ABILITY)
@require_safe
def filings(request: HttpRequest) -> HttpResponse:
    """The register, newest first; `?before=` goes on to older ones."""
    rows = RefusedFiling.objects.select_related("by").order_by("-id")
    before = request.GET.get("before", "")
    if before.isascii() and before.isdecimal() and len(before) < 19:
        rows = rows.filter(pk__lt=int(before))
    found = list(rows[: ON_A_PAGE + 1])
    named = services() if any(row.about for row in found) else {}
    listed = [(row, named.get(row.about, ""), REASONS[row.reason]) for row in found[:ON_A_PAGE]]
    more = listed[-1][0].pk if len(found) > ON_A_PAGE else 0
    return render(request, "cases/filings/filings.html", {"rows": listed, "more": more})


def services() -> dict[str, str]:
    """Code of what can be asked for -> what it is called."""
    return {code: name for kind in kinds.registered() if kind.subject for code, name in kind.subject_names().items()}


@never_cache
@require(ABILITY)
@require_http_methods(["GET", "HEAD", "POST"])
def refuse(request: HttpRequest) -> HttpResponse:
    """One more; a second press leads to the same."""
    now: datetime = timezone.now()
    local = timezone.localtime(now)
    initial = {"key": uuid4(), "received_on": local.date(), "received_time": f"{local:%H:%M}", "language": "bg"}
    form = FilingForm(request.POST if request.method == "POST" else None, initial=initial, services=services(), at=now)
    if request.method == "POST" and form.is_valid():
        typed = form.cleaned_data
        names = ("way", "received_at", "reason", "about", "address", "language")
        new = NewRefusal(**{name: typed[name] for name in names})
        refused = refuse_filing(typed["key"], new, by=actor_of(request.user), at=now)
        messages.success(request, _("Not acknowledged, number %(number)s.") % {"number": refused.number})
        return redirect("cases:filings")
    return render(request, "cases/filings/refuse.html", {"form": form})


@never_cache
@require(ABILITY)
@require_safe
def paper(request: HttpRequest, pk: int) -> HttpResponse:
    """The message on paper, for whoever has no address."""
    refused = RefusedFiling.objects.select_related("municipality").filter(pk=pk).first()
    if refused is None:
        raise Http404
    return pdf_response(filing_pdf(refused, at=timezone.now()), filename=f"not-acknowledged-{pk}.pdf")
