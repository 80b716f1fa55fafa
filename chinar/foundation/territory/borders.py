"""Official borders of municipalities, brought by the operator as GeoJSON (RFC 7946), for the map."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from django.db import transaction

from chinar.foundation.core.actor import Actor
from chinar.foundation.journal import actions as journal
from chinar.foundation.territory import geometry
from chinar.foundation.territory.models import Border, Municipality, Settlement
from chinar.foundation.territory.problems import Problem, Refused

OUTSIDE = 0.025  # degrees, about 2 km: borders are drawn simplified


@dataclass(frozen=True, slots=True)
class Line:
    """The outer rings around the municipality of that code."""

    code: str
    rings: list[list[geometry.Point]]


def read_borders(path: Path) -> list[Line]:
    """Features with a property `code` (as LOV34) and a Polygon or MultiPolygon. Raises Refused with every problem."""
    try:
        features = list(json.loads(path.read_text(encoding="utf-8"))["features"])
    except FileNotFoundError:
        raise Refused([Problem(path.name, None, "", "no_file")]) from None
    except (ValueError, KeyError, TypeError):
        raise Refused([Problem(path.name, None, "", "not_json")]) from None
    problems: list[Problem] = []
    lines: dict[str, Line] = {}
    known = set(Municipality.objects.values_list("code", flat=True))
    for number, feature in enumerate(features, start=1):
        code = str(((feature or {}).get("properties") or {}).get("code", ""))
        rings = _outer_rings((feature or {}).get("geometry") or {})
        if not rings:
            problems.append(Problem(path.name, number, "geometry", "ring", code))
        elif not all(geometry.is_in_bulgaria(point) for ring in rings for point in ring):
            problems.append(Problem(path.name, number, "geometry", "outside", code))
        if code in lines:
            problems.append(Problem(path.name, number, "code", "duplicate", code))
        if code not in known:
            problems.append(Problem(path.name, number, "code", "unknown_municipality", code))
        lines[code] = Line(code, rings or [])
    if problems:
        raise Refused(problems)
    return list(lines.values())


@transaction.atomic
def import_borders(lines: Iterable[Line], *, source: str, by: Actor, at: datetime) -> tuple[int, list[Problem]]:
    """Keeps official borders in the place of those that were. Answers how many differ from before, and the doubts:
    settlements whose point lies outside. `source` is shown under the map."""
    towns = {town.code: town for town in Municipality.objects.all()}
    changed = 0
    doubts: list[Problem] = []
    for line in lines:
        town = towns[line.code]
        rings: Any = [[list(point) for point in ring] for ring in line.rings]
        before = Border.objects.filter(municipality=town, is_official=True).first()
        if before is None or (before.rings, before.source) != (rings, source):
            values = {"rings": rings, "source": source}
            Border.objects.update_or_create(municipality=town, is_official=True, defaults=values)
            changed += 1
        doubts += _outside(town, line)
    if changed:
        facts = {"borders": str(changed), "source": source}
        journal.record("territory.borders_imported", by=by, at=at, subject="borders", facts=facts)
    return changed, doubts


def _outside(town: Municipality, line: Line) -> Iterator[Problem]:
    for place in Settlement.objects.current().filter(municipality=town, longitude__isnull=False):
        point = place.point
        if point and geometry.degrees_outside(point, line.rings) > OUTSIDE:
            yield Problem(line.code, None, "", "outside_border", f"{place.ekatte} {place.name}")


def _outer_rings(shape: dict[str, Any]) -> list[list[geometry.Point]] | None:
    """None when the shape is no polygon with closed rings of numbers."""
    try:
        polygons = {"Polygon": lambda c: [c], "MultiPolygon": list}[shape["type"]](shape["coordinates"])
        rings = [[(float(point[0]), float(point[1])) for point in polygon[0]] for polygon in polygons]
    except (KeyError, TypeError, ValueError, IndexError):
        return None
    return rings if all(len(ring) >= 4 and ring[0] == ring[-1] for ring in rings) else None
