"""An official wants a register to be asked: at once, or after a second one has agreed. The worker sends it."""

from datetime import datetime

from django.db import transaction

from chinar.domain.registers.actions.holding import hold
from chinar.domain.registers.actions.recording import add_record, tell
from chinar.domain.registers.models import Evidence, EvidenceRecord
from chinar.foundation.core.actor import Actor

Outcome = EvidenceRecord.Outcome


class CannotAsk(Exception):
    """The evidence has no register, nobody to ask about, or does not wait for an approval; nothing was changed."""


class NeedsAnother(Exception):
    """Whoever asked cannot approve it."""


@transaction.atomic
def request_query(
    evidence: Evidence, *, is_present: bool = False, seen: int | None = None, by: Actor, at: datetime
) -> EvidenceRecord:
    """With four eyes it waits for another official; otherwise the worker asks within seconds.

    Raises CannotAsk, RecordedMeanwhile, AlreadyDecided.
    """
    fresh = hold(evidence, seen=seen)
    if not (fresh.operation and fresh.subject and fresh.ground):
        raise CannotAsk(str(fresh))
    outcome = Outcome.REQUESTED if fresh.four_eyes else Outcome.APPROVED
    made = add_record(fresh, outcome, by=by, at=at, ground=fresh.ground, is_present=is_present)
    if outcome == Outcome.APPROVED:
        _let_worker_ask(fresh, at)
    tell("evidence.query_requested", fresh, by=by, at=at)
    return made


@transaction.atomic
def approve_query(evidence: Evidence, *, seen: int | None = None, by: Actor, at: datetime) -> EvidenceRecord:
    """The second official agrees. Raises NeedsAnother, CannotAsk, RecordedMeanwhile, AlreadyDecided."""
    fresh = hold(evidence, seen=seen)
    asked = _waiting(fresh)
    if asked.by_id == by.account_id:
        raise NeedsAnother(str(fresh))
    made = add_record(fresh, Outcome.APPROVED, by=by, at=at, ground=fresh.ground, is_present=asked.is_present)
    _let_worker_ask(fresh, at)
    tell("evidence.query_approved", fresh, by=by, at=at)
    return made


@transaction.atomic
def stop_query(evidence: Evidence, *, seen: int | None = None, by: Actor, at: datetime) -> EvidenceRecord:
    """The second official, or the one who asked, lets it be. Raises CannotAsk, RecordedMeanwhile, AlreadyDecided."""
    fresh = hold(evidence, seen=seen)
    _waiting(fresh)
    made = add_record(fresh, Outcome.STOPPED, by=by, at=at)
    tell("evidence.query_stopped", fresh, by=by, at=at)
    return made


def _waiting(evidence: Evidence) -> EvidenceRecord:
    last: EvidenceRecord | None = evidence.last
    if last is None or last.outcome != Outcome.REQUESTED:
        raise CannotAsk(str(evidence))
    return last


def _let_worker_ask(evidence: Evidence, at: datetime) -> None:
    evidence.ask_at, evidence.tries = at, 0
    evidence.save(update_fields=["ask_at", "tries"])
