"""Makes the shipped calendar from the package `holidays` (MIT), which follows the State Gazette."""

from collections.abc import Iterable
from datetime import date
from typing import Any

import holidays

from chinar.foundation.time.calendar_file import DayKind, NationalDay

# Its English names are American; these days have a name of their own in our English.
_ENGLISH = {
    "Labor Day and International Workers' Solidarity Day": "Labour Day and International Workers' Solidarity Day",
    "Labor Day": "Labour Day",
    "Non-working day": "Declared non-working day",
}


LANGUAGES = {"BG": "bg", "RO": "ro"}


def days_of(years: Iterable[int], country: str = "BG") -> list[NationalDay]:
    """Every day of these years that differs from its weekday, in order, named in the language of the country."""
    years = list(years)
    own = _holidays(country, years, LANGUAGES[country])
    english = _holidays(country, years, "en_US")
    days = [NationalDay(day, own[day], _english(english[day]), _kind(own[day])) for day in own if day.year in years]
    days += [
        NationalDay(day, "Работна събота (отработване)", "Working Saturday (in exchange)", DayKind.WORKING_SATURDAY)
        for day in own.weekend_workdays
    ]
    return sorted(days, key=lambda day: day.date)


def _holidays(country: str, years: list[int], language: str) -> Any:
    return holidays.country_holidays(country, years=years, language=language, observed=True)


def _kind(name: str) -> DayKind:
    if name.startswith("Почивен ден (прехвърлен"):
        return DayKind.MOVED
    if name.endswith("(почивен ден)"):
        return DayKind.SUBSTITUTE
    return DayKind.DECLARED if name == "Неприсъствен ден" else DayKind.PUBLIC


def _english(name: str) -> str:
    """`Day off (substituted from 01/24/2015)` becomes `Day off (moved from 24.01.2015)`."""
    if name.startswith("Day off (substituted from "):
        month, day, year = (int(part) for part in name[len("Day off (substituted from ") : -1].split("/"))
        return f"Day off (moved from {date(year, month, day):%d.%m.%Y})"
    for theirs, ours in _ENGLISH.items():
        name = name.replace(theirs, ours)
    return name.replace("(observed)", "(day off in lieu)")
