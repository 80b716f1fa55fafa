"""What came of the voices of people, for everybody."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from chinar.domain.cases import kinds
from chinar.domain.cases.figure_tables import public_minimum
from chinar.domain.cases.figures import Standing
from chinar.domain.cases.models import VoiceTally
from chinar.domain.cases.voices import OTHERS, Voice, measured


@require_safe
def voices(request: HttpRequest) -> HttpResponse:
    """How many were answered in time, how many led to something, and how long both took; small groups together."""
    rows = list(VoiceTally.objects.values_list("kind", "standing", "taken", "to_result", "n", "counted_at"))
    counts = [(Voice(kind, Standing(standing), taken, led), n) for kind, standing, taken, led, n, _at in rows]
    minimum = public_minimum()
    found = measured(counts, minimum=minimum)
    total, groups = found or (None, {})
    names = {kind.code: kind.name for kind in kinds.registered()}
    ordered = sorted(groups.items(), key=lambda pair: (pair[0] == OTHERS, -pair[1].n))
    context = {
        "total": total,
        "groups": [(names.get(code, ""), measures) for code, measures in ordered],
        "minimum": minimum,
        "counted_at": rows[0][-1] if rows else None,
    }
    return render(request, "cases/voices.html", context)
