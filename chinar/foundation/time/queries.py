"""Working calendars as the rules need them."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any, NamedTuple, TypeVar

from django.db import models
from django.db.models import Value

from chinar.foundation.core import scope
from chinar.foundation.core.statements import Statement
from chinar.foundation.territory.models import Settlement
from chinar.foundation.territory.towns import country_here
from chinar.foundation.time.calendar_file import DayKind, NationalDay, calendar_of, shipped, shipped_calendar
from chinar.foundation.time.models import CalendarDay, LocalDay, ReadingChoice
from chinar.foundation.time.readings import reading_of
from chinar.foundation.time.rules import (
    Hours,
    Reading,
    Reason,
    Start,
    WorkingCalendar,
    local_of,
    started_on,
    years_needed,
)

M = TypeVar("M", bound=models.Model)


class TownsDay(NamedTuple):
    """A LocalDay as counting needs it."""

    date: date
    place: str
    working: bool
    name: str
    name_en: str

    @property
    def reason(self) -> Reason:
        return Reason("local", self.name, self.name_en)


@dataclass(frozen=True, slots=True)
class Calendars:
    """The national calendar with the local days of the municipality in scope, for any of its places."""

    national: WorkingCalendar
    local: tuple[TownsDay, ...]

    def of(self, settlement: Settlement | None = None) -> WorkingCalendar:
        """The calendar of a settlement; without one, of what holds in the whole municipality.

        A day declared for the settlement wins over one for its mayoralty, and that over one for all.
        """
        places = [""]
        if settlement is not None:
            mayoralty = settlement.mayoralty
            places += [mayoralty.code] if mayoralty else []
            places.append(settlement.ekatte)
        here = {
            day.date: day
            for day in sorted(
                (day for day in self.local if day.place in places), key=lambda day: places.index(day.place)
            )
        }
        return self.national.overlaid(
            off={on: day.reason for on, day in here.items() if not day.working},
            worked=[on for on, day in here.items() if day.working],
        )


def calendars(*, years: Iterable[int] | None = None) -> Calendars:
    """One query.

    Not kept between requests: reading a few years costs little more than asking whether a copy is still true, and a
    day declared a second ago counts at once in every process. Only the shipped file, which never changes, is kept.
    """
    wanted = None if years is None else frozenset(years)
    country = country_here()
    first_and_last = (date(min(wanted), 1, 1), date(max(wanted), 12, 31)) if wanted else None
    days = sorted((_NATIONAL if scope.current_or_none() is None else _DAYS).ask("", country, first_and_last))
    table = (NationalDay(on, name, en, DayKind(kind)) for on, name, en, kind, _, _ in days if kind != _LOCAL)
    own = (TownsDay(on, place, bool(working), *said) for on, *said, kind, place, working in days if kind == _LOCAL)
    return Calendars(_national(country, calendar_of(table), wanted), tuple(own))


Range = tuple[date, date] | None
_COLUMNS = ("date", "name", "name_en", "kind", "place", "working")


def _national_days(shape: str, country: str, within: Range) -> models.QuerySet[Any, Any]:
    national = CalendarDay.objects.filter(country=country).annotate(place=Value(""), working=Value(False))
    return _within(national, within).order_by().values_list(*_COLUMNS)


def _days(shape: str, country: str, within: Range) -> models.QuerySet[Any, Any]:
    local = _within(LocalDay.objects.standing(), within).annotate(kind=Value(_LOCAL))
    return _national_days(shape, country, within).union(local.order_by().values_list(*_COLUMNS), all=True)


_NATIONAL, _DAYS = Statement(_national_days, of_town=False), Statement(_days)
_LOCAL = "local"
"""Stands among the kinds of national days for one that the municipality declared."""


def calendar_for(settlement: Settlement | None = None, *, years: Iterable[int] | None = None) -> WorkingCalendar:
    """The working calendar of a place in the municipality in scope, or of the country when none is.

    Without `years` all that are known. A year that is asked for and not known is no error here: counting into
    it raises NoCalendar.
    """
    return calendars(years=years).of(settlement)


@dataclass(frozen=True, slots=True)
class Readings:
    """Since when the municipality in scope reads in which way what can be read in two: (day, convention, variant)."""

    chosen: tuple[tuple[date, str, str], ...] = ()

    @classmethod
    def here(cls) -> "Readings":
        """One query, for any number of days; none when no municipality is in scope."""
        if scope.current_or_none() is None:
            return cls()
        return cls(tuple(_READINGS.ask("")))

    def on(self, day: date) -> Reading:
        return reading_of((convention, variant) for since, convention, variant in self.chosen if since <= day)


def _readings(shape: str) -> models.QuerySet[Any, Any]:
    return ReadingChoice.objects.values_list("valid_from", "convention", "variant")  # type: ignore[no-any-return]


_READINGS = Statement(_readings)


def reading_on(day: date) -> Reading:
    """How the municipality in scope reads, on that day, what can be read in two ways; the standard one elsewhere."""
    return Readings.here().on(day)


def started_here(received_at: datetime, hours: Hours, calendar: WorkingCalendar) -> Start:
    """`rules.started_on` as the municipality in scope reads it; asks for the reading only when it matters."""
    start = started_on(received_at, hours, calendar)
    if not start.convention:
        return start
    late_is_day = reading_on(local_of(received_at).date()).late_is_day
    return started_on(received_at, hours, calendar, late_is_day=late_is_day)


def missing_years(on: date) -> tuple[int, ...]:
    """The years of which the holidays should be known by this day and are not: dates there would be refused."""
    needed = years_needed(on)
    known = calendar_for(years=needed).years
    return tuple(year for year in needed if year not in known)


def _national(country: str, table: WorkingCalendar, years: frozenset[int] | None) -> WorkingCalendar:
    """The installation's table; for years of which it has no holidays, the shipped calendar lies below it."""
    wanted = shipped_calendar(country).years | table.years if years is None else years
    missing = wanted - table.years
    below = calendar_of(day for day in shipped(country) if day.date.year in missing)
    return replace(below.overlaid(off=table.off, worked=table.worked), years=(below.years | table.years) & wanted)


def _within(rows: models.QuerySet[M], within: Range) -> models.QuerySet[M]:
    """By range, which an index serves, and not by year."""
    return rows.filter(date__range=within) if within else rows
