"""What "on time" means, and the figures that follow from it: pure, and the only place where the formula stands.

A matter counts in the month in which its decision was due: the due date told to the applicant, with every suspension,
extension and defect notice as the ledger counts them. On time: decided on or before that day. Late: decided after it.
Still owed: the day has passed and there is no decision; silence is no decision (АПК чл. 58 gives the applicant a right
and takes no duty away). Not counted: what is neither due nor decided, what waits while its clock stands, and what ended
without a decision (withdrawn, terminated, forwarded). The same words stand on the page and in docs/law/on-time.md.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from chinar.domain.cases.rules import Phase


class Standing(StrEnum):
    """Where a matter stands in the figures; the last three are the open workload, only OWED is measured by it."""

    ON_TIME = "on_time"
    LATE = "late"
    OWED = "owed"
    RUNNING = "running"
    WAITING = "waiting"


MEASURED = frozenset({Standing.ON_TIME, Standing.LATE, Standing.OWED})
DECIDED = frozenset({Standing.ON_TIME, Standing.LATE})
OPEN = frozenset({Standing.OWED, Standing.RUNNING, Standing.WAITING})


@dataclass(frozen=True, slots=True)
class Outcome:
    """How one matter is counted. `taken` are calendar days from receipt to decision, None while there is none;
    `late` are calendar days after the due date, 0 when on time; None while open: it grows every day."""

    standing: Standing
    taken: int | None
    late: int | None


def outcome_of(
    *, phase: Phase, received_on: date, due_on: date, decided_on: date | None, today: date
) -> Outcome | None:
    """How a matter is counted by the formula above; None when it is left out."""
    if phase in (Phase.DECIDED, Phase.CLOSED):
        if decided_on is None:
            return None
        late = max((decided_on - due_on).days, 0)
        return Outcome(Standing.LATE if late else Standing.ON_TIME, max((decided_on - received_on).days, 0), late)
    if phase == Phase.WAITING:
        return Outcome(Standing.WAITING, None, None)
    return Outcome(Standing.OWED if due_on < today else Standing.RUNNING, None, None)


@dataclass(frozen=True, slots=True)
class Count:
    """So many matters of one group that are counted alike."""

    standing: Standing
    taken: int | None
    late: int | None
    n: int


@dataclass(slots=True)
class Figures:
    """What is known of one group. `days` and `delays` are histograms: days -> how many matters."""

    standings: Counter[Standing] = field(default_factory=Counter)
    days: Counter[int] = field(default_factory=Counter)
    delays: Counter[int] = field(default_factory=Counter)
    workload: int = 0
    """Open matters on the day of counting, whatever the month of their due date."""

    def add(self, count: Count) -> None:
        self.standings[count.standing] += count.n
        if count.taken is not None:
            self.days[count.taken] += count.n
        if count.late:
            self.delays[count.late] += count.n

    def include(self, other: "Figures") -> None:
        """Counts the other group too."""
        self.standings.update(other.standings)
        self.days.update(other.days)
        self.delays.update(other.delays)
        self.workload += other.workload

    @property
    def n(self) -> int:
        """How many are measured: on time, late and still owed."""
        return sum(self.standings[standing] for standing in MEASURED)

    @property
    def decided(self) -> int:
        return sum(self.standings[standing] for standing in DECIDED)

    @property
    def on_time(self) -> int:
        return self.standings[Standing.ON_TIME]

    @property
    def late(self) -> int:
        return self.standings[Standing.LATE]

    @property
    def owed(self) -> int:
        return self.standings[Standing.OWED]

    @property
    def share(self) -> int | None:
        """Per cent on time, rounded down, so that 100 says that none was late; None when nothing is measured."""
        return 100 * self.standings[Standing.ON_TIME] // self.n if self.n else None

    @property
    def median(self) -> int | None:
        return percentile(self.days, 50)

    @property
    def average(self) -> int | None:
        """Rounded half up; None of none."""
        n = sum(self.days.values())
        return (2 * sum(days * times for days, times in self.days.items()) + n) // (2 * n) if n else None

    @property
    def ninetieth(self) -> int | None:
        return percentile(self.days, 90)

    @property
    def delay(self) -> int | None:
        """The median of days late among the decided ones that were late."""
        return percentile(self.delays, 50)

    @property
    def longest_delay(self) -> int | None:
        return max(self.delays, default=None)


def percentile(histogram: Mapping[int, int], per_cent: int) -> int | None:
    """The smallest value within which that share of all lies (nearest rank, `percentile_disc` of SQL); None of none."""
    total, seen = sum(histogram.values()), 0
    for value in sorted(histogram):
        seen += histogram[value]
        if 100 * seen >= per_cent * total:
            return value
    return None


def summed(counts: Iterable[tuple[str, Count]]) -> dict[str, Figures]:
    """Group -> its figures."""
    groups: dict[str, Figures] = {}
    for group, count in counts:
        groups.setdefault(group, Figures()).add(count)
    return groups
