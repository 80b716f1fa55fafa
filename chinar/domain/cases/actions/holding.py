"""Two officials at once: one wins, the other learns what changed and keeps what they typed."""

import hashlib
from enum import StrEnum

from chinar.domain.cases.models import Case
from chinar.domain.cases.queries import forget_ledger, ledger_of


class Change(StrEnum):
    """What of a case can change while somebody has its page open. The first are kept with every form (`seen_of`);
    those after them only where a page shows them."""

    STATE = "state"
    HANDLER = "handler"
    DEPARTMENT = "department"
    CLOCK = "clock"
    LAW = "law"
    SUBJECT = "subject"
    RESOLUTION = "resolution"
    RECUSAL = "recusal"


class ChangedSince(Exception):
    """The matter is not as it was shown; nothing was changed. `changes` is never empty."""

    def __init__(self, changes: tuple[Change, ...]) -> None:
        super().__init__(", ".join(changes))
        self.changes = changes


def seen_of(case: Case) -> str:
    """What a form keeps of the case as it was shown."""
    return ".".join(str(value) for value in _facts(case))


def _facts(case: Case) -> tuple[object, ...]:
    ledger = ledger_of(case)[-1].pk
    return (case.state, case.handler_id or 0, case.department_id, ledger, case.legal_period, case.subject)


class OtherDraft(Exception):
    """A colleague has saved another draft after the page was shown; nothing was changed."""

    def __init__(self, draft: str) -> None:
        super().__init__()
        self.draft = draft


def draft_mark(draft: str) -> str:
    """What a page keeps of a draft, to know later whether it is still the same; "" for none."""
    return hashlib.sha256(draft.encode()).hexdigest()[:32] if draft else ""


def compare_draft(draft: str, seen: str | None) -> None:
    """Raises OtherDraft when the draft of a locked matter is not the one that was shown: it is never written over
    unread. None was shown nothing."""
    if seen is not None and draft and draft_mark(draft) != seen:
        raise OtherDraft(draft)


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
