"""Everything that waits for the municipality, of every sort, on one page."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from chinar.domain.cases import waiting
from chinar.domain.cases.worklists import HEADINGS
from chinar.foundation.people.access import require


@never_cache
@require("desk.enter")
@require_safe
def waiting_for_us(request: HttpRequest) -> HttpResponse:
    """By due date; `show=mine` for what is the reader's own and nobody's, `only` for one sort."""
    today, mine = timezone.localdate(), request.GET.get("show") == "mine"
    only = request.GET.get("only", "")
    counted = waiting.counts(request.user, on=today, mine=mine)
    known = only if only in {source.code for source in counted} else ""
    listed = waiting.lines(request.user, on=today, mine=mine, only=known)
    context = {
        "groups": waiting.under_headings(listed, today=today),
        "headings": HEADINGS,
        "counts": counted,
        "n": sum(counted.values()),
        "shown": len(listed),
        "of": sum(n for source, n in counted.items() if known in ("", source.code)),
        "only": known,
        "mine": mine,
        "today": today,
    }
    return render(request, "cases/waiting.html", context)
