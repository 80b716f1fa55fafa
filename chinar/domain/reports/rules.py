"""Pure decisions about signals: their standing in law, what an answer needs, who gets them, what was promised."""

import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from statistics import median
from typing import NamedTuple

from chinar.domain.cases.rules import is_barred
from chinar.foundation.time.rules import Period, WorkingCalendar

KIND = "report"
"""What signals are called by search, trail and conversation."""


class LegalClass(StrEnum):
    """What it is in law (АПК чл. 107), apart from its topic. A question becomes a matter of another kind."""

    SIGNAL = "signal"
    PROPOSAL = "proposal"


class Standing(StrEnum):
    """Whether it opens a proceeding (АПК чл. 111 ал. 4)."""

    ORDINARY = "ordinary"
    ANONYMOUS = "anonymous"
    BARRED = "barred"


class Against(StrEnum):
    """Whom it accuses: signals are not decided by those they are against (АПК чл. 113)."""

    NOBODY = "nobody"
    OFFICIAL = "official"
    SECRETARY = "secretary"
    MAYOR = "mayor"


class Outcome(StrEnum):
    """What came of it."""

    FIXED = "fixed"
    PLANNED = "planned"
    EXPLAINED = "explained"
    REFUSED = "refused"
    NOT_OURS = "not_ours"


class Lack(StrEnum):
    """What an answer still needs."""

    PROOF = "proof"
    DAY = "day"
    DAY_AHEAD = "day_ahead"
    FOR_JOINED = "for_joined"


def standing_of(
    *, name: str, happened_on: date | None, filed_on: date, bar: Period, calendar: WorkingCalendar
) -> Standing:
    """How the law sees it: `bar` is the time after which a violation opens no proceeding."""
    if happened_on is not None and is_barred(happened_on, filed_on, bar, calendar):
        return Standing.BARRED
    return Standing.ORDINARY if name.strip() else Standing.ANONYMOUS


def lack_of(outcome: Outcome, *, has_proof: bool, planned_on: date | None, today: date) -> Lack | None:
    """Why an answer cannot be given so; None when it can. Who says "fixed" shows it, who says "later" says when."""
    if outcome is Outcome.FIXED and not has_proof:
        return Lack.PROOF
    if outcome is Outcome.PLANNED and planned_on is None:
        return Lack.DAY
    if outcome is Outcome.PLANNED and planned_on is not None and planned_on <= today:
        return Lack.DAY_AHEAD
    return None


@dataclass(frozen=True, slots=True)
class Facts:
    """What routing looks at; category, settlement and department are ids."""

    category: int
    settlement: int | None
    text: str


@dataclass(frozen=True, slots=True)
class Rule:
    """A routing rule as the rules see it; None and () fit everything."""

    department: int
    category: int | None = None
    settlement: int | None = None
    keywords: tuple[str, ...] = ()

    def fits(self, facts: Facts) -> bool:
        if self.category not in (None, facts.category) or self.settlement not in (None, facts.settlement):
            return False
        found = _words(facts.text)
        return not self.keywords or any(word.startswith(begin) for word in found for begin in self.keywords)


def keywords_of(typed: str) -> tuple[str, ...]:
    """The beginnings of words in what an official typed with commas."""
    return tuple(part for part in (piece.strip().lower() for piece in typed.split(",")) if part)


def department_for(rules: Iterable[Rule], facts: Facts, *, otherwise: int) -> int:
    """The department of the first rule that fits, else that of the category."""
    return next((rule.department for rule in rules if rule.fits(facts)), otherwise)


_WORD = re.compile(r"\w{3,}")
_STEM = 4
NEAR = 200.0
"""Metres within which two reports of one category may well be of the same thing."""
NEWEST = 1000
"""Of so many signals the public list counts and searches; it shows them all."""


def _words(text: str) -> list[str]:
    return _WORD.findall(text.lower())


def likeness(text: str, other: str) -> int:
    """How many longer words of one text the other holds, whatever their endings."""
    wanted = {word[:_STEM] for word in _words(text) if len(word) >= _STEM}
    return len(wanted & {word[:_STEM] for word in _words(other)})


def settlement_named(text: str, names: Mapping[str, str]) -> str:
    """The code of the one settlement whose name stands in the text as a word; "" when none does, or several."""
    found = set(_words(text))
    named = [code for code, name in names.items() if set(_words(name)) and set(_words(name)) <= found]
    return named[0] if len(named) == 1 else ""


def metres_between(one: tuple[float, float], other: tuple[float, float]) -> float:
    """Distance of two points (longitude, latitude in degrees), exact enough for a town."""
    middle = math.radians((one[1] + other[1]) / 2)
    east = math.radians(other[0] - one[0]) * math.cos(middle)
    north = math.radians(other[1] - one[1])
    return 6_371_000 * math.hypot(east, north)


class Course(NamedTuple):
    """How one signal is counted. `taken` are the calendar days from receipt to the last answer, None while there is
    none; `promised` that the promised day has passed or an answer came, `kept` that it came by that day."""

    group: str
    taken: int | None
    is_fixed: bool
    promised: bool
    kept: bool


def course_of(
    *, group: str, received_on: date, answered_on: date | None, outcome: str, promise_on: date | None, today: date
) -> Course:
    """`answered_on` is the day of the last resolution, None while the signal is open."""
    if answered_on is None:
        return Course(group, None, False, promise_on is not None and promise_on < today, False)
    kept = promise_on is not None and answered_on <= promise_on
    return Course(group, (answered_on - received_on).days, outcome == "fixed", promise_on is not None, kept)


@dataclass(frozen=True, slots=True)
class Measures:
    """The published formula: medians in calendar days from receipt, each with the number of signals behind it.

    Kept: of the signals with a promise that was due by today, those answered on the promised day or before.
    """

    n: int
    answered: int
    days_to_answer: float | None
    fixed: int
    days_to_fixed: float | None
    promised: int
    kept: int


Counts = Mapping[Course, int]
"""How many signals took each course."""


def measure(counts: Counts) -> Measures:
    """Medians of nothing are None."""
    answered: Counter[int] = Counter()
    fixed: Counter[int] = Counter()
    for course, n in counts.items():
        if course.taken is not None:
            answered[course.taken] += n
            fixed[course.taken] += n if course.is_fixed else 0
    return Measures(
        n=sum(counts.values()),
        answered=answered.total(),
        days_to_answer=median_of(answered),
        fixed=fixed.total(),
        days_to_fixed=median_of(fixed),
        promised=sum(n for course, n in counts.items() if course.promised),
        kept=sum(n for course, n in counts.items() if course.kept),
    )


def median_of(histogram: Mapping[int, int]) -> float | None:
    """The middle one of all; of an even number the mean of the two in the middle."""
    n = sum(histogram.values())
    if not n:
        return None
    return median([_at(histogram, (n - 1) // 2), _at(histogram, n // 2)])


def _at(histogram: Mapping[int, int], place: int) -> int:
    """The value at a place of the whole row, counted from 0."""
    for value in sorted(histogram):
        place -= histogram[value]
        if place < 0:
            return value
    raise IndexError(place)


def by_group(counts: Counts, *, minimum: int) -> tuple[dict[str, Measures], Measures | None]:
    """Measures of each group of at least `minimum` signals; the smaller ones together, when they are enough."""
    groups: dict[str, dict[Course, int]] = {}
    for course, n in counts.items():
        groups.setdefault(course.group, {})[course] = n
    size = {name: sum(courses.values()) for name, courses in groups.items()}
    shown = {name: measure(courses) for name, courses in groups.items() if size[name] >= minimum}
    rest = {course: n for course, n in counts.items() if size[course.group] < minimum}
    return shown, measure(rest) if sum(rest.values()) >= minimum else None
