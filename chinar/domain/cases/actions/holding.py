"""Two officials at once: one wins, the other learns what changed and keeps what they typed."""

from enum import StrEnum

from chinar.domain.cases.models import Case
from chinar.domain.cases.queries import forget_ledger, ledger_of


class Change(StrEnum):
    """What of a case can change while somebody has its page open."""

    STATE = "state"
    HANDLER = "handler"
    DEPARTMENT = "department"
    CLOCK = "clock"


class ChangedSince(Exception):
    """The matter is not as it was shown; nothing was changed. `changes` is never empty."""

    def __init__(self, changes: tuple[Change, ...]) -> None:
        super().__init__(", ".join(changes))
        self.changes = changes


def seen_of(case: Case) -> str:
    """What a form keeps of the case as it was shown."""
    return ".".join(str(value) for value in _facts(case))


def _facts(case: Case) -> tuple[object, ...]:
    return (case.state, case.handler_id or 0, case.department_id, ledger_of(case)[-1].pk)


def hold(case: Case, *, seen: str = "") -> Case:
    """The row as it is now, whatever its phase, locked till the end of the transaction. Raises ChangedSince."""
    fresh: Case = Case.objects.select_for_update().get(pk=case.pk)
    forget_ledger(fresh)
    compare(fresh, seen)
    return fresh


def compare(case: Case, seen: str) -> None:
    """Raises ChangedSince when the locked case is not as it was shown; an empty `seen` was shown nothing."""
    if not seen:
        return
    now, shown = seen_of(case).split("."), seen.split(".")
    changes = tuple(change for change, a, b in zip(Change, now, shown, strict=False) if a != b)
    if changes:
        raise ChangedSince(changes)
