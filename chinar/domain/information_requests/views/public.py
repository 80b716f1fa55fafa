"""The public register of requests for information, for everybody."""

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from chinar.domain.information_requests.access import get_public_answer, public_files
from chinar.domain.information_requests.models import PublicAnswer
from chinar.domain.information_requests.models.choices import DecisionOutcome
from chinar.foundation.documents.views.download import download

ON_A_PAGE = 30


@require_safe
def register(request: HttpRequest) -> HttpResponse:
    """Newest first, or of one outcome."""
    outcome = request.GET.get("outcome", "")
    rows = PublicAnswer.objects.public().select_related("decision").order_by("-published_at", "-id")
    if outcome in DecisionOutcome.values:
        rows = rows.filter(decision__outcome=outcome)
    page = Paginator(rows, ON_A_PAGE).get_page(request.GET.get("page"))
    context = {"page": page, "outcome": outcome, "outcomes": DecisionOutcome.choices}
    return render(request, "information_requests/register.html", context)


@require_safe
def answer(request: HttpRequest, pk: int) -> HttpResponse:
    """One request with what was answered and given."""
    found = get_public_answer(pk)
    context = {"answer": found, "decision": found.decision, "files": public_files(found)}
    return render(request, "information_requests/answer.html", context)


@require_safe
def file(request: HttpRequest, pk: int, file: int) -> HttpResponse:
    """A file that an official has shown to everybody."""
    for row in public_files(get_public_answer(pk)):
        if row.pk == file:
            return download(row.document)
    raise Http404
