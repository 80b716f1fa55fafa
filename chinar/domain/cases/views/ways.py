"""The path of your file: what becomes of a matter of each kind, from its states as they are."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from chinar.domain.cases import kinds
from chinar.domain.cases.kinds import Kind
from chinar.domain.cases.rules import Phase


def followed() -> list[Kind]:
    """Kinds of matter that citizens have."""
    return [kind for kind in kinds.registered() if not kind.is_between_administrations]


@require_safe
def way(request: HttpRequest, kind: str) -> HttpResponse:
    """The phases in their order, each with the words that the page of a matter says in it."""
    shown = next((one for one in followed() if one.code == kind), None)
    if shown is None:
        raise Http404
    context = {"kind": shown, "phases": _phases(shown), "others": [one for one in followed() if one is not shown]}
    return render(request, "cases/way.html", context)


def _phases(kind: Kind) -> list[tuple[str, list[str]]]:
    """(phase, what is said in it), without phases and numbers that citizens never meet."""
    said = {
        phase: list(dict.fromkeys(str(state.for_citizen) for state in kind.states if _is_met(kind, state.code, phase)))
        for phase in Phase
    }
    return [(phase.value, words) for phase, words in said.items() if words]


def _is_met(kind: Kind, state: str, phase: Phase) -> bool:
    return state != kind.voided_state and kind.state(state).phase == phase
