"""Queries that the secretary should look at: pure rules over facts, no names kept."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from enum import StrEnum

USED_WITHIN = timedelta(days=7)


class Doubt(StrEnum):
    """Why a query is on the list. None of them proves anything."""

    UNUSED = "unused"
    OUTSIDE_HOURS = "outside_hours"
    COLLEAGUE = "colleague"
    NAMESAKE = "namesake"


@dataclass(frozen=True, slots=True)
class Asked:
    """A query that an official made. `asked_at` is local; `used` when its answer was seen or the matter decided."""

    asked_at: datetime
    used: bool
    subject_is_official: bool
    asker: str
    names: Sequence[str]
    """Family names of the parties of the matter."""


def doubts(query: Asked, *, hours: Mapping[int, tuple[time, time]], on: datetime) -> list[Doubt]:
    """`hours` holds opening and closing by weekday (Monday is 0); a weekday without them is a day off."""
    found = []
    if not query.used and on - query.asked_at >= USED_WITHIN:
        found.append(Doubt.UNUSED)
    opens = hours.get(query.asked_at.weekday())
    if opens is None or not opens[0] <= query.asked_at.time() <= opens[1]:
        found.append(Doubt.OUTSIDE_HOURS)
    if query.subject_is_official:
        found.append(Doubt.COLLEAGUE)
    if family_stem(query.asker) in {family_stem(name) for name in query.names if name.strip()}:
        found.append(Doubt.NAMESAKE)
    return found


def family_stem(name: str) -> str:
    """The last name without the ending by which a wife's or daughter's differs: „Петрова“ and „Петров“ are one."""
    last = name.casefold().split()[-1] if name.strip() else ""
    last = last.rpartition("-")[2]
    if last.endswith(("ова", "ева", "ина")):
        return last[:-1]
    for woman, man in (("ска", "ски"), ("шка", "шки"), ("чка", "чки"), ("цка", "цки")):
        if last.endswith(woman):
            return last.removesuffix(woman) + man
    return last
