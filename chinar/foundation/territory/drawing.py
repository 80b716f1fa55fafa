"""Pure layout of a small map: where points and names stand in an SVG of WIDTH units, on a phone and on a screen.

The style sheet gives names NARROW units on a phone, where the whole picture shrinks, and WIDE units on a screen.
"""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from chinar.foundation.territory.geometry import Point, Ring

WIDTH = 1000.0
MARGIN = 56.0
NARROW, WIDE = 44.0, 22.0
LETTER = 0.54  # width of an average letter, in units of the type size
SIDES = {"right": (20, 0), "left": (-20, 0), "below": (0, 1), "above": (0, -1)}

Box = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Place:
    """What is drawn: `rank` 1 for the most important."""

    key: str
    name: str
    rank: int
    point: Point


@dataclass(frozen=True, slots=True)
class Label:
    """Where a name stands beside its point: `size` "narrow" is readable everywhere, "wide" on a screen only."""

    size: str
    side: str  # right, left, below, above
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Dot:
    """A drawn place; without a label where its name finds no room."""

    place: Place
    x: float
    y: float
    label: Label | None


@dataclass(frozen=True, slots=True)
class Drawing:
    height: float
    outlines: list[str]  # values of the SVG attribute `points`
    dots: list[Dot]


def draw(places: Sequence[Place], rings: Sequence[Ring]) -> Drawing | None:
    """None when there is nothing to draw."""
    everything = [*(place.point for place in places), *(point for ring in rings for point in ring)]
    if not everything:
        return None
    west, east = min(p[0] for p in everything), max(p[0] for p in everything)
    south, north = min(p[1] for p in everything), max(p[1] for p in everything)
    # Degrees of longitude are shorter than those of latitude.
    narrowing = math.cos(math.radians((south + north) / 2))
    span = max((east - west) * narrowing, (north - south) / 1.2, 0.01)
    scale = (WIDTH - 2 * MARGIN) / span
    inset = (WIDTH - (east - west) * narrowing * scale) / 2

    def on_paper(point: Point) -> Point:
        x = inset + (point[0] - west) * narrowing * scale
        return round(x, 1), round(MARGIN + (north - point[1]) * scale, 1)

    outlines = [" ".join(f"{x},{y}" for x, y in map(on_paper, ring)) for ring in rings]
    dots = _dots([(place, on_paper(place.point)) for place in sorted(places, key=lambda place: place.rank)])
    return Drawing(round(2 * MARGIN + (north - south) * scale, 1), outlines, dots)


def _dots(places: list[tuple[Place, Point]]) -> list[Dot]:
    """Names of important places take the room first; one that finds none is left to the list under the map."""
    marks = [(x - 14, y - 14, x + 14, y + 14) for _, (x, y) in places]
    taken: dict[float, list[Box]] = {NARROW: [], WIDE: []}
    dots = []
    for index, (place, (x, y)) in enumerate(places):
        others = [*marks[:index], *marks[index + 1 :]]
        dots.append(Dot(place, x, y, _label(place, x, y, others, taken)))
    return dots


def _label(place: Place, x: float, y: float, marks: list[Box], taken: dict[float, list[Box]]) -> Label | None:
    for name, sizes in (("narrow", (NARROW, WIDE)), ("wide", (WIDE,))):
        for side, (dx, dy) in SIDES.items():
            # Above and below it stands off by its largest size, so that it has one place for all.
            at = x + dx, y + dy * (14 + sizes[0] * 0.6)
            boxes = {size: _box(place.name, at, size, side) for size in sizes}
            if all(_is_free(box, [*taken[size], *marks]) for size, box in boxes.items()):
                for size, box in boxes.items():
                    taken[size].append(box)
                return Label(name, side, round(at[0], 1), round(at[1], 1))
    return None


def _box(name: str, at: Point, size: float, side: str) -> Box:
    width = len(name) * size * LETTER
    left = at[0] - {"right": 0.0, "left": width}.get(side, width / 2)
    return left, at[1] - size * 0.55, left + width, at[1] + size * 0.55


def _is_free(box: Box, others: Iterable[Box]) -> bool:
    if box[0] < 0 or box[2] > WIDTH:
        return False
    return all(box[2] < o[0] or o[2] < box[0] or box[3] < o[1] or o[3] < box[1] for o in others)
