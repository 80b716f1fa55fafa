"""Pure geometry of small maps. A point is (longitude, latitude) in degrees (WGS 84); a ring is a list of them."""

import math
from collections.abc import Iterable, Sequence
from itertools import pairwise

Point = tuple[float, float]
Ring = Sequence[Point]

# Easternmost, northernmost... points of the country, rounded outwards: no settlement lies outside.
BULGARIA = (22.34, 41.22, 28.63, 44.23)


def is_in_bulgaria(point: Point) -> bool:
    west, south, east, north = BULGARIA
    return west <= point[0] <= east and south <= point[1] <= north


def distance(one: Point, other: Point) -> float:
    """Plain distance in degrees: good enough to notice a misplaced point."""
    return math.hypot(one[0] - other[0], one[1] - other[1])


def outline(points: Iterable[Point], padding: float = 0.02) -> list[Point]:
    """A closed ring around the points, `padding` degrees of latitude away from them: a convex hull with round corners.

    Says where a municipality roughly lies, when nobody has its border. Empty without points.
    """
    around = []
    for longitude, latitude in points:
        stretch = 1 / math.cos(math.radians(latitude))
        for step in range(12):
            angle = math.tau * step / 12
            x = longitude + padding * stretch * math.cos(angle)
            around.append((round(x, 4), round(latitude + padding * math.sin(angle), 4)))
    hull = convex_hull(around)
    return [*hull, hull[0]] if hull else []


def convex_hull(points: Iterable[Point]) -> list[Point]:
    """Counter-clockwise, not closed (Andrew's monotone chain)."""
    ordered = sorted(set(points))
    if len(ordered) < 3:
        return ordered
    lower, upper = _half_hull(ordered), _half_hull(reversed(ordered))
    return [*lower[:-1], *upper[:-1]]


def degrees_outside(point: Point, rings: Iterable[Ring]) -> float:
    """0 inside any of the closed rings, otherwise the distance to the nearest one."""
    nearest = math.inf
    for ring in rings:
        if _is_inside(point, ring):
            return 0.0
        nearest = min(nearest, *(_to_segment(point, a, b) for a, b in pairwise(ring)))
    return nearest


def _half_hull(points: Iterable[Point]) -> list[Point]:
    half: list[Point] = []
    for point in points:
        while len(half) > 1 and _turn(half[-2], half[-1], point) <= 0:
            half.pop()
        half.append(point)
    return half


def _turn(a: Point, b: Point, c: Point) -> float:
    return (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0])


def _is_inside(point: Point, ring: Ring) -> bool:
    x, y = point
    inside = False
    for (x1, y1), (x2, y2) in pairwise(ring):
        if (y1 > y) != (y2 > y) and x < (x2 - x1) * (y - y1) / (y2 - y1) + x1:
            inside = not inside
    return inside


def _to_segment(point: Point, a: Point, b: Point) -> float:
    length = (b[0] - a[0]) ** 2 + (b[1] - a[1]) ** 2
    if not length:
        return distance(point, a)
    along = ((point[0] - a[0]) * (b[0] - a[0]) + (point[1] - a[1]) * (b[1] - a[1])) / length
    along = max(0.0, min(1.0, along))
    return distance(point, (a[0] + along * (b[0] - a[0]), a[1] + along * (b[1] - a[1])))
