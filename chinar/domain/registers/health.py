"""How the registers do, from what came of the questions to them. Pure.

Web and worker are several processes, each with circuit breakers of its own; what they have in common is what they wrote
down, so the state is judged from that by the breaker's own rule.
"""

import statistics
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from chinar.domain.registers.regix import errors
from chinar.domain.registers.regix.breaker import FAILURES, REST_SECONDS, State
from chinar.domain.registers.regix.errors import RegixError

_BREAKING = frozenset(
    kind.code
    for kind in vars(errors).values()
    if isinstance(kind, type) and issubclass(kind, RegixError) and kind.breaks
)
NOT_SENT = frozenset({errors.CircuitOpen.code, errors.TooMany.code, errors.WrongQuestion.code})


@dataclass(frozen=True, slots=True)
class Came:
    """What came of one question: `error` is "" for an answer."""

    operation: str
    error: str
    at: datetime
    milliseconds: int


@dataclass(frozen=True, slots=True)
class Health:
    """Of one operation. `median_ms` and `slow_ms` (of a hundred questions five are slower) are of those that RegiX
    answered or failed, None without any; `is_granted` is None while RegiX has said neither."""

    operation: str
    asked: int
    failed: int
    median_ms: int | None
    slow_ms: int | None
    state: State
    is_granted: bool | None
    last_at: datetime
    last_error: str
    last_error_at: datetime | None

    @property
    def report(self) -> str:
        return self.operation.rpartition(".")[2]


def health(came: Iterable[Came], *, at: datetime) -> list[Health]:
    """One for each operation, those in trouble first."""
    grouped: dict[str, list[Came]] = {}
    for one in came:
        grouped.setdefault(one.operation, []).append(one)
    found = [_of(operation, rows, at) for operation, rows in grouped.items()]
    return sorted(found, key=lambda one: (one.state is State.CLOSED, one.is_granted is not False, one.report))


def _of(operation: str, rows: list[Came], at: datetime) -> Health:
    rows = sorted(rows, key=lambda one: one.at, reverse=True)
    sent = [one for one in rows if one.error not in NOT_SENT]
    times = sorted(one.milliseconds for one in sent)
    wrong = next((one for one in rows if one.error and one.error != errors.CircuitOpen.code), None)
    return Health(
        operation=operation,
        asked=len(sent),
        failed=sum(bool(one.error) for one in sent),
        median_ms=round(statistics.median(times)) if times else None,
        slow_ms=times[max(0, -(-len(times) * 95 // 100) - 1)] if times else None,
        state=_state(sent, at),
        is_granted=_granted(sent),
        last_at=rows[0].at,
        last_error=wrong.error if wrong else "",
        last_error_at=wrong.at if wrong else None,
    )


def _state(sent: list[Came], at: datetime) -> State:
    """`sent` newest first: as many failures in a row as open a breaker, the last of them less than its rest ago."""
    breaking = [one for one in sent if not one.error or one.error in _BREAKING][:FAILURES]
    if len(breaking) < FAILURES or not all(one.error for one in breaking):
        return State.CLOSED
    return State.OPEN if (at - breaking[0].at).total_seconds() < REST_SECONDS else State.HALF_OPEN


def _granted(sent: list[Came]) -> bool | None:
    for one in sent:
        if one.error == errors.Refused.code:
            return False
        if not one.error or one.error == errors.RegisterFailed.code:
            return True
    return None
