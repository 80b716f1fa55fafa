"""What the citizen adds to their own matter, and that an official has read it."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.db import transaction

from chinar.domain.cases.actions.holding import hold
from chinar.domain.cases.models import Case, CaseDocument, CaseUpdate, Opinion
from chinar.foundation.core.actor import Actor
from chinar.foundation.documents.actions import keep
from chinar.foundation.documents.uploads import Paper
from chinar.foundation.journal.actions import record

MOST_UNREAD = 20
ADDED = "Допълнение"
"""Title of what comes after the request, in the official language, when nobody has named it."""


class TooManyUnread(Exception):
    """So much of this matter waits to be read already that more would help nobody; nothing was kept."""


@transaction.atomic
def add_update(
    case: Case,
    *,
    text: str = "",
    papers: Sequence[Paper] = (),
    title: str = ADDED,
    taken: bool = False,
    key: UUID,
    by: Actor,
    at: datetime,
) -> CaseUpdate:
    """Keeps the citizen's words and papers in the file of the case, in every phase. The same key again changes nothing.

    `taken` when an official enters what was brought to a desk or came by post, `title` what the papers are.
    Raises TooManyUnread.
    """
    case = hold(case)
    kept: CaseUpdate | None = case.updates.filter(key=key).first()
    if kept is not None:
        return kept
    if not taken and CaseUpdate.objects.unread().filter(case=case).count() >= MOST_UNREAD:
        raise TooManyUnread(case.number)
    who = {"taken_by_id": by.account_id} if taken else {"by_id": by.account_id}
    update: CaseUpdate = CaseUpdate.objects.create(case=case, key=key, text=text, at=at, **who)
    for paper in papers:
        _file(update, paper, title, by=by, at=at)
    verb = "case.paper_taken" if taken else "case.updated"
    record(verb, by=by, at=at, subject=case.number, subject_kind="case")
    return update


def _file(update: CaseUpdate, paper: Paper, title: str, *, by: Actor, at: datetime) -> None:
    document = keep(
        paper.content,
        kind="attachment",
        title=title,
        subject=update.case.number,
        media_type=paper.media_type,
        from_outside=True,
        by=by,
        at=at,
    )
    CaseDocument.objects.create(case=update.case, document=document, part=CaseDocument.Part.ATTACHMENT, update=update)


@transaction.atomic
def mark_read(case: Case, *, last: int, last_opinion: int = 0, by: Actor, at: datetime) -> int:
    """An official has read what came, up to the rows that they saw: `last` of what the citizen added, `last_opinion`
    of what other units and bodies answered. Gives how many there were."""
    case = hold(case)
    read = {"read_at": at, "read_by_id": by.account_id}
    came = CaseUpdate.objects.unread().filter(case=case, pk__lte=last)
    opinions = Opinion.objects.unread().filter(request__case=case, pk__lte=last_opinion)
    count: int = came.update(**read) + opinions.update(**read)
    if count:
        record("case.updates_read", by=by, at=at, subject=case.number, subject_kind="case")
    return count
