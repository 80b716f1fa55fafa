"""What the citizen adds to their own matter, and that an official has read it."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from chinar.domain.cases.actions.holding import hold
from chinar.domain.cases.models import Case, CaseUpdate
from chinar.foundation.core.actor import Actor
from chinar.foundation.journal.actions import record

MOST_UNREAD = 20


class TooManyUnread(Exception):
    """So much of this matter waits to be read already that more would help nobody; nothing was kept."""


@transaction.atomic
def add_update(case: Case, *, text: str, key: UUID, by: Actor, at: datetime) -> CaseUpdate:
    """Keeps the citizen's words in the file of the case, in every phase. The same key again changes nothing.

    Raises TooManyUnread.
    """
    case = hold(case)
    kept: CaseUpdate | None = case.updates.filter(key=key).first()
    if kept is not None:
        return kept
    if CaseUpdate.objects.unread().filter(case=case).count() >= MOST_UNREAD:
        raise TooManyUnread(case.number)
    update: CaseUpdate = CaseUpdate.objects.create(case=case, key=key, text=text, at=at, by_id=by.account_id)
    record("case.updated", by=by, at=at, subject=case.number, subject_kind="case")
    return update


@transaction.atomic
def mark_read(case: Case, *, last: int, by: Actor, at: datetime) -> int:
    """An official has read what came, up to the row `last` that they saw. Gives how many there were."""
    case = hold(case)
    came = CaseUpdate.objects.unread().filter(case=case, pk__lte=last)
    count: int = came.update(read_at=at, read_by_id=by.account_id)
    if count:
        record("case.updates_read", by=by, at=at, subject=case.number, subject_kind="case")
    return count
