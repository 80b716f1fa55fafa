"""Reads and checks a folder of classifier files: districts, municipalities, kmetstva, settlements (docs in README.md).

Changes nothing; every wrong row of every file is reported at once.
"""

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from pathlib import Path

from chinar.foundation.territory import geometry
from chinar.foundation.territory.problems import Problem, Refused
from chinar.foundation.territory.rules import is_ekatte
from chinar.foundation.territory.tables import Row, Table, read_table

KINDS = {"1": "town", "3": "village", "7": "monastery"}
NO_MAYORALTY = "00"
FAR = 0.2  # degrees to the nearest other settlement of the municipality

DISTRICT = re.compile(r"[A-Z]{3}\Z")
MUNICIPALITY = re.compile(r"[A-Z]{3}[0-9]{2}\Z")
MAYORALTY = re.compile(r"[A-Z]{3}[0-9]{2}-[0-9]{2}\Z")
POSTAL_CODE = re.compile(r"[0-9]{4}\Z")


@dataclass(slots=True)
class Edition:
    """Checked rows, and what is doubtful in them but may be true."""

    districts: list[Row]
    municipalities: list[Row]
    mayoralties: list[Row]
    settlements: list[Row]
    doubts: list[Problem] = field(default_factory=list)


def read_edition(folder: Path, *, is_whole: bool = True, far: float = FAR) -> Edition:
    """`far` in degrees; in a part of the country a centre may lie outside it. Raises Refused with every problem."""
    problems: list[Problem] = []
    districts = read_table(folder / "districts.csv", ("code", "name", "nuts3", "centre_ekatte"), problems)
    municipalities = read_table(
        folder / "municipalities.csv", ("code", "name", "district", "centre_ekatte", "category_2014"), problems
    )
    mayoralties = read_table(folder / "kmetstva.csv", ("code", "name", "centre_ekatte", "municipality"), problems)
    columns = ("ekatte", "kind", "name", "name_en", "municipality", "kmetstvo", "category", "postal_code")
    settlements = read_table(folder / "settlements.csv", columns, problems, optional=("lon", "lat"))
    if not problems:
        _check_codes(districts, "code", DISTRICT)
        _check_codes(municipalities, "code", MUNICIPALITY)
        _check_codes(mayoralties, "code", MAYORALTY)
        _check_settlements(settlements)
        _check_parents(districts, municipalities, mayoralties, settlements)
        centres = {row["ekatte"] for row in settlements.rows} if is_whole else None
        for table in (districts, municipalities, mayoralties):
            _check_centres(table, centres)
        for table in (districts, municipalities, mayoralties, settlements):
            problems += table.problems
    if problems:
        raise Refused(problems)
    doubts = [*_odd_postal_codes(settlements), *_far_points(settlements, far)]
    return Edition(districts.rows, municipalities.rows, mayoralties.rows, settlements.rows, doubts)


def point_of(row: Row) -> tuple[Decimal, Decimal] | None:
    """Longitude and latitude with six decimals (about 0.1 m). Raises InvalidOperation."""
    if not row.get("lon") and not row.get("lat"):
        return None
    step = Decimal("0.000001")
    return Decimal(row.get("lon")).quantize(step), Decimal(row.get("lat")).quantize(step)


def _check_codes(table: Table, column: str, form: re.Pattern[str]) -> None:
    for row in table.rows:
        if not form.match(row[column]):
            table.complain(row, column, "form")
    _check_single(table, column)
    for row in table.rows:
        _check_text(table, row, "name")


def _check_settlements(table: Table) -> None:
    _check_single(table, "ekatte")
    for row in table.rows:
        if not is_ekatte(row["ekatte"]):
            table.complain(row, "ekatte", "check_digit")
        _check_text(table, row, "name")
        _check_text(table, row, "name_en")
        if row["kind"] not in KINDS:
            table.complain(row, "kind", "kind")
        _check_number(table, row, "category")
        _check_point(table, row)


def _check_single(table: Table, column: str) -> None:
    seen: set[str] = set()
    for row in table.rows:
        if row[column] in seen:
            table.complain(row, column, "duplicate")
        seen.add(row[column])


def _check_text(table: Table, row: Row, column: str) -> None:
    if not row[column]:
        table.complain(row, column, "empty")
    elif len(row[column]) > 120:
        table.complain(row, column, "too_long")


def _check_number(table: Table, row: Row, column: str) -> None:
    if row[column] and not re.match(r"[0-9]{1,2}\Z", row[column]):
        table.complain(row, column, "number")


def _check_point(table: Table, row: Row) -> None:
    if bool(row.get("lon")) != bool(row.get("lat")):
        table.complain(row, "lat" if row.get("lon") else "lon", "half_point")
        return
    try:
        point = point_of(row)
    except InvalidOperation:
        table.complain(row, "lon", "number", f"{row.get('lon')}, {row.get('lat')}")
        return
    if point and not geometry.is_in_bulgaria((float(point[0]), float(point[1]))):
        table.complain(row, "lon", "outside", f"{row.get('lon')}, {row.get('lat')}")


def _check_parents(districts: Table, municipalities: Table, mayoralties: Table, settlements: Table) -> None:
    towns = {row["code"] for row in municipalities.rows}
    ours = {row["code"] for row in mayoralties.rows}
    regions = {row["code"] for row in districts.rows}
    for row in municipalities.rows:
        _check_number(municipalities, row, "category_2014")
        _check_parent(municipalities, row, "district", regions, row["code"][:3])
    for row in mayoralties.rows:
        _check_parent(mayoralties, row, "municipality", towns, row["code"][:5])
    for row in settlements.rows:
        _check_parent(settlements, row, "municipality", towns, row["kmetstvo"][:5])
        if row["kmetstvo"][6:] != NO_MAYORALTY and row["kmetstvo"] not in ours:
            settlements.complain(row, "kmetstvo", "unknown_parent")


def _check_parent(table: Table, row: Row, column: str, known: set[str], by_code: str) -> None:
    """The parent must be there, and be the one that the row's own code names."""
    if row[column] not in known:
        table.complain(row, column, "unknown_parent")
    elif row[column] != by_code:
        table.complain(row, column, "other_parent")


def _check_centres(table: Table, places: set[str] | None) -> None:
    """A centre need not lie in its own municipality: Пловдив is that of Марица and of Родопи."""
    for row in table.rows:
        if not is_ekatte(row["centre_ekatte"]):
            table.complain(row, "centre_ekatte", "check_digit")
        elif places is not None and row["centre_ekatte"] not in places:
            table.complain(row, "centre_ekatte", "unknown_parent")


def _odd_postal_codes(settlements: Table) -> Iterator[Problem]:
    """Leaves them out: postal codes are no part of the classifier, which must not wait for them."""
    for row in settlements.rows:
        if row["postal_code"] and not POSTAL_CODE.match(row["postal_code"]):
            yield Problem(settlements.file, row.number, "postal_code", "postal_code", row["postal_code"])
            row.cells["postal_code"] = ""


def _far_points(settlements: Table, far: float) -> Iterator[Problem]:
    """Points with no other one of their municipality within `far` degrees."""
    by_town: dict[str, list[tuple[Row, geometry.Point]]] = defaultdict(list)
    for row in settlements.rows:
        if exact := point_of(row):
            by_town[row["municipality"]].append((row, (float(exact[0]), float(exact[1]))))
    for places in by_town.values():
        for row, point in places:
            others = [geometry.distance(point, other) for place, other in places if place is not row]
            if others and min(others) > far:
                yield Problem(settlements.file, row.number, "lon", "far", f"{row['ekatte']} {row['name']}")
