"""The working calendars that ship with this release: data/<country>_days.csv (README.md there says where from)."""

import csv
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache
from pathlib import Path

from chinar.foundation.time.rules import Reason, WorkingCalendar

DATA = Path(__file__).parent / "data"
COLUMNS = ("date", "name", "name_en", "kind")


class DayKind(StrEnum):
    """What makes a day differ from its weekday."""

    PUBLIC = "public"  # official holiday (КТ чл. 154 ал. 1)
    SUBSTITUTE = "substitute"  # day off for a holiday on Saturday or Sunday (КТ чл. 154 ал. 2, since 2017)
    MOVED = "moved"  # day off exchanged for a working Saturday by the Council of Ministers
    WORKING_SATURDAY = "working_saturday"
    DECLARED = "declared"  # one-off day off declared by the Council of Ministers


@dataclass(frozen=True, slots=True)
class NationalDay:
    """One day that differs from its weekday."""

    date: date
    name: str
    name_en: str
    kind: DayKind


class WrongCalendarFile(ValueError):
    """The file cannot be used; the message names every wrong line."""


def read(path: Path) -> tuple[NationalDay, ...]:
    """Raises WrongCalendarFile naming all wrong lines at once, and OSError."""
    days, wrong = [], []
    with path.open(encoding="utf-8", newline="") as file:
        rows = csv.DictReader(file)
        if tuple(rows.fieldnames or ()) != COLUMNS:
            raise WrongCalendarFile(f"{path.name}: the columns must be {', '.join(COLUMNS)}")
        for row in rows:
            try:
                days.append(
                    NationalDay(
                        date.fromisoformat(row["date"]), row["name"].strip(), row["name_en"], DayKind(row["kind"])
                    )
                )
            except ValueError as error:
                wrong.append(f"line {rows.line_num}: {error}")
    if len({day.date for day in days}) < len(days):
        wrong.append("a date stands there twice")
    if wrong:
        raise WrongCalendarFile("; ".join(wrong))
    return tuple(days)


def write(path: Path, days: Iterable[NationalDay]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        lines = csv.writer(file, lineterminator="\n")
        lines.writerow(COLUMNS)
        lines.writerows((day.date, day.name, day.name_en, day.kind.value) for day in days)


def file_of(country: str) -> Path:
    return DATA / f"{country.lower()}_days.csv"


@cache
def shipped(country: str = "BG") -> tuple[NationalDay, ...]:
    """Read once per process: the file never changes within a release. Nothing for a country without one: every year
    of it is unknown."""
    return read(file_of(country)) if file_of(country).is_file() else ()


@cache
def shipped_calendar(country: str = "BG") -> WorkingCalendar:
    """The calendar of the shipped file alone."""
    return calendar_of(shipped(country))


def calendar_of(days: Iterable[NationalDay]) -> WorkingCalendar:
    """A year is known when its official holidays are there; a single declared day does not make a year known."""
    days = tuple(days)
    return WorkingCalendar(
        years=frozenset(day.date.year for day in days if day.kind is DayKind.PUBLIC),
        off={
            day.date: Reason(day.kind.value, day.name, day.name_en)
            for day in days
            if day.kind is not DayKind.WORKING_SATURDAY
        },
        worked=frozenset(day.date for day in days if day.kind is DayKind.WORKING_SATURDAY),
    )
