"""The days of a year that differ from their weekday, as a person reads them: whose they are, why, by which act."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.utils.functional import Promise
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from chinar.foundation.core.content import words
from chinar.foundation.territory.models import Mayoralty, Municipality, Settlement
from chinar.foundation.territory.queries import settlements_of
from chinar.foundation.territory.towns import country_here
from chinar.foundation.time import explaining
from chinar.foundation.time.calendar_file import DayKind, shipped
from chinar.foundation.time.models import CalendarDay, LocalDay
from chinar.foundation.time.rules import Reason

KINDS: dict[str, str | Promise] = {
    DayKind.PUBLIC: _("holiday"),
    DayKind.SUBSTITUTE: _("day off for a holiday on a Saturday or Sunday"),
    DayKind.MOVED: _("day off, exchanged for a working Saturday"),
    DayKind.WORKING_SATURDAY: _("working Saturday"),
    DayKind.DECLARED: _("day off declared by the Council of Ministers"),
}
HOLIDAYS_BY = {"BG": _("Labour Code, art. 154")}
"""Country -> the act that sets its holidays, where it was read."""


@dataclass(frozen=True, slots=True)
class ListedDay:
    """`place` is empty for the whole country; `local` is the row of a council's decision, None for a national day."""

    on: date
    name: str
    kind: str | Promise
    place: str | Promise
    act: str | Promise
    entered_on: date | None = None
    local: LocalDay | None = None

    @property
    def told(self) -> str:
        return explaining.day(self.on)


WHOLE = _("the whole municipality")
DAY_OFF, WORKED = _("local day off"), _("working day by decision of the council")


def days_of(year: int, municipality: Municipality) -> list[ListedDay]:
    """National and local days in order; empty when the year is not known. Three queries."""
    return sorted([*_national(year), *_local(year, municipality)], key=lambda day: day.on)


def _national(year: int) -> Iterable[ListedDay]:
    country = country_here()
    act = HOLIDAYS_BY.get(country, "")
    rows = list(CalendarDay.objects.filter(country=country, date__year=year))
    for row in rows:
        reason = explaining.reason(Reason(row.kind, row.name, row.name_en))
        yield ListedDay(row.date, reason, KINDS[row.kind], "", row.act or act, localdate(row.entered_at))
    if any(row.kind == DayKind.PUBLIC for row in rows):
        return
    taken = {row.date for row in rows}
    for day in shipped(country):
        if day.date.year == year and day.date not in taken:
            reason = explaining.reason(Reason(day.kind, day.name, day.name_en))
            yield ListedDay(day.date, reason, KINDS[day.kind], "", act)


def _local(year: int, municipality: Municipality) -> Iterable[ListedDay]:
    rows = list(LocalDay.objects.standing().filter(date__year=year))
    names = dict(places_of(municipality)) if any(row.place for row in rows) else {}
    for row in rows:
        place = names.get(row.place, row.place) or WHOLE
        kind = WORKED if row.working else DAY_OFF
        yield ListedDay(row.date, explaining.reason(row.reason), kind, place, row.act, row.entered_on, row)


def places_of(municipality: Municipality) -> list[tuple[str, str]]:
    """Code and name of each mayoralty and settlement for which the council may declare a day."""
    settlements: list[Settlement] = settlements_of(municipality)
    mayoralties: dict[str, Mayoralty] = {one.mayoralty.code: one.mayoralty for one in settlements if one.mayoralty}
    named = [(one.code, _("mayoralty %(name)s") % {"name": words(one, "name")}) for one in mayoralties.values()]
    return [*named, *((one.ekatte, one.full_name) for one in settlements)]
