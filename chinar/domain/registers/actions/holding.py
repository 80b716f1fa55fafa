"""Two officials at the same evidence: one wins, the other learns what happened and keeps what they typed."""

from chinar.domain.cases.actions.moving import lock_open
from chinar.domain.registers.models import Evidence


class RecordedMeanwhile(Exception):
    """Somebody, or the worker, recorded something after the page was shown; nothing was changed."""


def seen_of(evidence: Evidence) -> int:
    """What a form keeps of the evidence as it was shown: its newest record."""
    return evidence.last.pk if evidence.last else 0


def hold(evidence: Evidence, *, seen: int | None = None) -> Evidence:
    """The row as it is now, locked after its case. Raises RecordedMeanwhile, AlreadyDecided."""
    case = lock_open(evidence.case)
    fresh: Evidence = Evidence.objects.select_for_update().get(pk=evidence.pk)
    fresh.case = case
    if seen is not None and seen_of(fresh) != seen:
        raise RecordedMeanwhile(str(fresh))
    return fresh
