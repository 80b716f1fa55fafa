"""Who of the officials has opened my matter."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from chinar.domain.cases import kinds
from chinar.domain.cases.readers import MOST, readers_of
from chinar.domain.cases.views.public import matter_for


@never_cache
@require_safe
def readers(request: HttpRequest, number: str) -> HttpResponse:
    """For whoever follows it: each official with the first and the last time; what came of it stands elsewhere."""
    case = matter_for(request, number)
    context = {
        "case": case,
        "title": kinds.title_of(case),
        "rows": readers_of(case),
        "most": MOST,
    }
    return render(request, "cases/readers.html", context)
