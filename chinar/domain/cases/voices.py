"""What is counted of voices, by one published formula. Pure.

A voice is a matter in which somebody said or asked something: its kind tells what came of it (Kind.came_of). Counted
are those received in the last 365 days that were answered, or whose due date has passed without an answer. On time:
answered on the due date or before (figures.py). Led to something: the kind names a day on which something came of it,
for everybody to read. Days are calendar days from the day of receipt.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from chinar.domain.cases.anonymity import Cell, shown_groups
from chinar.domain.cases.figures import DECIDED, MEASURED, Standing, outcome_of, percentile
from chinar.domain.cases.rules import Phase


class Voice(NamedTuple):
    """How one voice is counted. `taken` are the days to the answer, `to_result` those to the first thing that came of
    it; None while there is none."""

    kind: str
    standing: Standing
    taken: int | None
    to_result: int | None


def voice_of(
    *,
    kind: str,
    phase: Phase,
    received_on: date,
    due_on: date,
    decided_on: date | None,
    came_on: date | None,
    today: date,
) -> Voice | None:
    """None for what is neither answered nor due yet, and for what ended without an answer."""
    outcome = outcome_of(phase=phase, received_on=received_on, due_on=due_on, decided_on=decided_on, today=today)
    if outcome is None or outcome.standing not in MEASURED:
        return None
    to_result = None if came_on is None else max((came_on - received_on).days, 0)
    return Voice(kind, outcome.standing, outcome.taken, to_result)


@dataclass(slots=True)
class Measures:
    """The published figures of one group. `days` and `result_days` are histograms: days -> how many voices."""

    n: int = 0
    answered: int = 0
    on_time: int = 0
    days: Counter[int] = field(default_factory=Counter)
    result_days: Counter[int] = field(default_factory=Counter)

    def add(self, voice: Voice, n: int) -> None:
        self.n += n
        self.answered += n if voice.standing in DECIDED else 0
        self.on_time += n if voice.standing is Standing.ON_TIME else 0
        if voice.taken is not None:
            self.days[voice.taken] += n
        if voice.to_result is not None:
            self.result_days[voice.to_result] += n

    @property
    def led(self) -> int:
        return self.result_days.total()

    @property
    def share_on_time(self) -> int | None:
        """Per cent, rounded down; None of nothing."""
        return 100 * self.on_time // self.n if self.n else None

    @property
    def share_led(self) -> int | None:
        return 100 * self.led // self.n if self.n else None

    @property
    def days_to_answer(self) -> int | None:
        return percentile(self.days, 50)

    @property
    def days_to_result(self) -> int | None:
        return percentile(self.result_days, 50)


OTHERS = ""


def measured(counts: Iterable[tuple[Voice, int]], *, minimum: int) -> tuple[Measures, dict[str, Measures]] | None:
    """The total, and each kind of enough voices by itself, smaller ones together under OTHERS; None when all together
    are too few to be shown (anonymity.py)."""
    rows = list(counts)
    sizes: Counter[str] = Counter()
    for voice, n in rows:
        sizes[voice.kind] += n
    shown = shown_groups([Cell((kind,), "", n) for kind, n in sizes.items()], minimum=minimum)
    if shown is None:
        return None
    total, groups = Measures(), dict[str, Measures]()
    for voice, n in rows:
        total.add(voice, n)
        if not shown[0]:
            continue  # all of them together are the total
        group = voice.kind if voice.kind in shown[0] else OTHERS
        groups.setdefault(group, Measures()).add(voice, n)
    return total, groups
