"""The places of a municipality, for everybody."""

from itertools import groupby
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from chinar.foundation.territory import drawing, queries
from chinar.foundation.territory.models import Border, Mayoralty, Municipality, Settlement

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


@cache_control(public=True, max_age=3600)
@require_safe
def geojson(request: HttpRequest) -> HttpResponse:
    """The line around the municipality and its settlements (RFC 7946), for maps here and for whoever makes others.

    The member `tiles` is ours: what the installation lays under its own maps.
    """
    town: Municipality = request.municipality  # type: ignore[attr-defined]
    line = queries.line_around(town)
    places = [_as_feature(one, town) for one in queries.settlements_of(town) if one.point]
    tiles = settings.MAP_TILES
    told: dict[str, Any] = {
        "type": "FeatureCollection",
        "tiles": {"address": tiles.address, "note": tiles.note} if tiles else None,
        "features": ([_outline(line)] if line else []) + places,
    }
    return JsonResponse(told, content_type="application/geo+json")


def _outline(line: Border) -> dict[str, Any]:
    shape = {"type": "MultiPolygon", "coordinates": [[ring] for ring in line.rings]}
    facts = {"kind": "outline", "official": line.is_official, "source": line.source}
    return {"type": "Feature", "properties": facts, "geometry": shape}


def _as_feature(settlement: Settlement, town: Municipality) -> dict[str, Any]:
    facts = {
        "kind": "settlement",
        "ekatte": settlement.ekatte,
        "name": settlement.name if get_language() == "bg" else settlement.name_en,
        "centre": settlement.ekatte == town.centre_ekatte,
    }
    return {"type": "Feature", "properties": facts, "geometry": {"type": "Point", "coordinates": settlement.point}}
