"""Pure decisions about ratings: what is low, what may be shown, what the town promises unless it says otherwise."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

WORST, LOW, BEST = 1, 2, 5
SCORES = range(WORST, BEST + 1)
FEWEST = 5
"""So many answers stand together on a public page, never fewer."""
MOST_ANSWER_DAYS, MOST_OPEN_DAYS, MOST_TEXT_MONTHS = 30, 365, 60


@dataclass(frozen=True, slots=True)
class Plan:
    """Working days to answer a low rating, calendar days to give one, months until its words are erased."""

    answer_days: int = 5
    open_days: int = 30
    text_months: int = 24


@dataclass(frozen=True, slots=True)
class Distribution:
    """How many gave which mark."""

    counts: Mapping[int, int] = field(default_factory=dict)

    @property
    def n(self) -> int:
        return sum(self.counts.values())

    def of(self, score: int) -> int:
        return self.counts.get(score, 0)

    def share(self, score: int) -> int:
        """Per cent, rounded; 0 of none."""
        return round(100 * self.of(score) / self.n) if self.n else 0

    @property
    def good(self) -> int:
        """Per cent of 4 and 5, rounded down, so that 100 says that nobody gave less."""
        return 100 * (self.of(4) + self.of(5)) // self.n if self.n else 0

    @classmethod
    def sum_of(cls, counted: Iterable[tuple[int, int]]) -> "Distribution":
        """Of (mark, how many)."""
        counts: dict[int, int] = {}
        for score, n in counted:
            counts[score] = counts.get(score, 0) + n
        return cls(counts)


def shown_of(n: int) -> int:
    """How many of n answers, the oldest first, a public page counts: whole groups of five. Whoever looks each day sees
    five come at once and can tell nobody's apart."""
    return n - n % FEWEST


def erased_before(today: date, months: int) -> date:
    """Words given before this day have been kept for so many months."""
    month = today.year * 12 + today.month - 1 - months
    return date(month // 12, month % 12 + 1, min(today.day, 28))
