"""Ticking the lines of the checklist of a matter, and the town's lines themselves."""

from collections.abc import Collection
from datetime import datetime

from django.db import transaction

from chinar.domain.cases.actions.holding import hold
from chinar.domain.cases.actions.moving import AlreadyDecided
from chinar.domain.cases.checklists import lines_of, unticked
from chinar.domain.cases.models import Case, ChecklistLine, ChecklistTick
from chinar.foundation.core.actor import Actor
from chinar.foundation.journal.actions import record


class Unticked(Exception):
    """Lines without which nothing is decided are not ticked; nothing was changed."""


class LineKnown(Exception):
    """Such a line stands already."""


@transaction.atomic
def tick(case: Case, *, shown: Collection[int], ticked: Collection[int], by: Actor, at: datetime) -> int:
    """Keeps what an official ticked and took back, and nothing else: `shown` are the lines that their page showed
    ticked, `ticked` those that they sent. What a colleague ticked meanwhile stays. Gives how many changed.

    Raises AlreadyDecided.
    """
    case = hold(case)
    if not case.is_open:
        raise AlreadyDecided(case.number)
    known = {line.pk for line in lines_of(case)}
    standing = ChecklistTick.objects.standing().filter(case=case)
    already = set(standing.values_list("line_id", flat=True))
    new = sorted((known & set(ticked)) - set(shown) - already)
    for line in new:
        ChecklistTick.objects.create(case=case, line_id=line, at=at, by_id=by.account_id)
    back = set(shown) - set(ticked)
    undone: int = standing.filter(line__in=back).update(undone_at=at, undone_by_id=by.account_id)
    changed = len(new) + undone
    if changed:
        record("checklist.ticked", by=by, at=at, subject=case.number, subject_kind="case")
    return changed


def must_be_ticked(case: Case) -> None:
    """For whoever decides, in their transaction. Raises Unticked."""
    if any(line.is_binding for line in unticked(case)):
        raise Unticked(case.number)


@transaction.atomic
def add_line(
    *, kind: str, subject: str, step: str, text: str, is_binding: bool, by: Actor, at: datetime
) -> ChecklistLine:
    """A line for matters that are received from now on. Raises LineKnown."""
    facts = {"kind": kind, "subject": subject, "step": step, "text": text}
    if ChecklistLine.objects.standing().filter(**facts).exists():
        raise LineKnown(text)
    made: ChecklistLine = ChecklistLine.objects.create(
        **facts, is_binding=is_binding, added_at=at, added_by_id=by.account_id
    )
    record("checklist.line_added", by=by, at=at, facts={"line": text})
    return made


@transaction.atomic
def end_line(line: ChecklistLine, *, by: Actor, at: datetime) -> bool:
    """Matters received from now on have it no more; False when it was ended before."""
    standing = ChecklistLine.objects.standing().filter(pk=line.pk)
    ended: int = standing.update(ended_at=at, ended_by_id=by.account_id)
    if ended:
        record("checklist.line_ended", by=by, at=at, facts={"line": line.text})
    return bool(ended)
