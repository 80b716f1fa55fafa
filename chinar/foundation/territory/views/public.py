"""The places of a municipality, for everybody."""

from itertools import groupby

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language

from chinar.foundation.territory import drawing, queries
from chinar.foundation.territory.models import Mayoralty, Municipality, Settlement

SMALLEST_RANK = 9


def places(request: HttpRequest) -> HttpResponse:
    """A map that needs no script, and the same places as a list by mayoralty."""
    town: Municipality = request.municipality  # type: ignore[attr-defined]
    settlements = queries.settlements_of(town)
    line = queries.line_around(town)
    drawn = drawing.draw([place for each in settlements if (place := _place(each, town))], line.rings if line else [])
    context = {
        "groups": _by_mayoralty(settlements),
        "count": len(settlements),
        "drawing": drawn,
        "line": line,
        "has_points": any(place.point for place in settlements),
    }
    return render(request, "territory/places.html", context)


def _by_mayoralty(settlements: list[Settlement]) -> list[tuple[Mayoralty | None, list[Settlement]]]:
    return [(mayoralty, list(places)) for mayoralty, places in groupby(settlements, key=lambda each: each.mayoralty)]


def _place(settlement: Settlement, town: Municipality) -> drawing.Place | None:
    point = settlement.point
    if point is None:
        return None
    is_centre = settlement.ekatte == town.centre_ekatte
    rank = 1 if is_centre else max(2, settlement.category or SMALLEST_RANK)
    name = settlement.name if get_language() == "bg" else settlement.name_en
    return drawing.Place(settlement.ekatte, name, rank, point)
