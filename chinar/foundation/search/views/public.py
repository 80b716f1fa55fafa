"""Search for everybody."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe
from django_ratelimit.core import is_ratelimited

from chinar.foundation.search.actions import note_miss
from chinar.foundation.search.describing import described, kind_named
from chinar.foundation.search.queries import search

RATE = "120/m"
"""Questions of one address; a person does not come near it."""
LONGEST = 200


@require_safe
def results(request: HttpRequest) -> HttpResponse:
    """What answers the question `q`, of one `kind` or of all; what nobody could answer is told to the editor."""
    text = request.GET.get("q", "").strip()[:LONGEST]
    kind = request.GET.get("kind", "")
    kind = kind if kind_named(kind) else ""
    context: dict[str, object] = {"text": text, "kind": kind, "kinds": described(), "found": None}
    if text:
        if is_ratelimited(request, group="search", key="ip", rate=RATE, increment=True):
            return render(request, "search/results.html", {**context, "limited": True}, status=429)
        found = search(text, kind=kind)
        context["found"] = found
        if not found.hits and request.method == "GET":
            note_miss(text, on=timezone.localdate())
    response = render(request, "search/results.html", context)
    response["X-Robots-Tag"] = "noindex"
    return response
