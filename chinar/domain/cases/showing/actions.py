"""Verbs about the file as the parties see it."""

from datetime import datetime

from django.db import transaction

from chinar.domain.cases.actions.holding import hold
from chinar.domain.cases.models import Case, CaseDocument, FileRequest, PaperShown
from chinar.domain.cases.showing.queries import papers_of
from chinar.domain.cases.showing.rules import Manner
from chinar.foundation.core.actor import Actor
from chinar.foundation.documents.actions import keep
from chinar.foundation.documents.models import Document
from chinar.foundation.documents.uploads import Paper
from chinar.foundation.journal.actions import record

DECIDED = frozenset({Manner.WHOLE, Manner.MASKED, Manner.WITHHELD})


class DecidedMeanwhile(Exception):
    """A colleague decided about this paper after the page was shown; nothing was changed."""


@transaction.atomic
def decide_showing(
    paper: CaseDocument,
    *,
    manner: Manner,
    copy: Paper | None = None,
    ground: str = "",
    seen: int,
    by: Actor,
    at: datetime,
) -> PaperShown:
    """How the parties see the paper from now on; `copy` is the one in which third persons are masked, `ground` why it
    is withheld, `seen` the decision that the official saw, 0 for none.

    Raises DecidedMeanwhile.
    """
    if (
        manner not in DECIDED
        or (manner is Manner.MASKED) != (copy is not None)
        or (manner is Manner.WITHHELD) != bool(ground)
        or paper.part == CaseDocument.Part.RESULT
    ):
        raise ValueError(manner)
    case = hold(paper.case)
    last = PaperShown.objects.filter(paper=paper).order_by("-pk").values_list("pk", flat=True).first()
    if (last or 0) != seen:
        raise DecidedMeanwhile(paper.pk)
    masked = _keep(paper, copy, by=by, at=at) if copy else None
    made: PaperShown = PaperShown.objects.create(
        paper=paper, manner=manner.value, copy=masked, ground=ground, at=at, by_id=by.account_id
    )
    record("file.showing_decided", by=by, at=at, subject=case.number, subject_kind="case")
    if all(row.manner is not Manner.UNDECIDED for row in papers_of(case)):
        _answer(case, by=by, at=at)
    return made


def _keep(paper: CaseDocument, copy: Paper, *, by: Actor, at: datetime) -> Document:
    return keep(
        copy.content,
        kind="masked",
        title=paper.document.title,
        subject=paper.case.number,
        media_type=copy.media_type,
        from_outside=True,
        by=by,
        at=at,
    )


@transaction.atomic
def ask_for_file(case: Case, *, by: Actor, at: datetime) -> FileRequest:
    """Somebody who follows the matter wants to see what nobody has looked at yet; one open request is enough."""
    case = hold(case)
    known: FileRequest | None = case.file_requests.filter(answered_at=None).first()
    if known is not None:
        return known
    made: FileRequest = FileRequest.objects.create(case=case, at=at, by_id=by.account_id)
    record("file.asked", by=by, at=at, subject=case.number, subject_kind="case")
    return made


def _answer(case: Case, *, by: Actor, at: datetime) -> None:
    """Nothing is undecided any more: what was asked for can be seen."""
    case.file_requests.filter(answered_at=None).update(answered_at=at, answered_by_id=by.account_id)
