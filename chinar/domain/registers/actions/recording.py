"""The path by hand: it works in every town from the first day, whatever register is connected."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from chinar.domain.registers.actions.holding import hold
from chinar.domain.registers.models import Evidence, EvidenceRecord
from chinar.domain.registers.rules import THERE
from chinar.foundation.core.actor import Actor
from chinar.foundation.journal.actions import record

Outcome = EvidenceRecord.Outcome
BY_HAND = (Outcome.HELD, Outcome.GIVEN, Outcome.RECEIVED)


@dataclass(frozen=True, slots=True)
class Finding:
    """What an official has found: where, as of which day, on what ground, and what it says."""

    outcome: str
    place: str
    holds_on: date
    ground: str
    words: str


@transaction.atomic
def record_finding(
    evidence: Evidence, finding: Finding, *, seen: int | None = None, by: Actor, at: datetime
) -> EvidenceRecord:
    """Enters evidence that came otherwise than over the wire. Raises RecordedMeanwhile, AlreadyDecided."""
    if finding.outcome not in BY_HAND:
        raise ValueError(f"{finding.outcome} is not entered by hand.")
    fresh = hold(evidence, seen=seen)
    made = add_record(
        fresh,
        finding.outcome,
        by=by,
        at=at,
        place=finding.place,
        holds_on=finding.holds_on,
        ground=finding.ground,
        words=finding.words,
    )
    tell("evidence.recorded", fresh, by=by, at=at)
    return made


def add_record(evidence: Evidence, outcome: str, *, by: Actor, at: datetime, **content: object) -> EvidenceRecord:
    """The next record; evidence that is there is not asked for by the worker any more."""
    made: EvidenceRecord = EvidenceRecord.objects.create(
        evidence=evidence, outcome=outcome, by_id=by.account_id, at=at, **content
    )
    if outcome in THERE and evidence.ask_at is not None:
        evidence.ask_at = None
        evidence.save(update_fields=["ask_at"])
    return made


def tell(verb: str, evidence: Evidence, *, by: Actor, at: datetime) -> None:
    record(verb, by=by, at=at, subject=evidence.case.number, subject_kind="case", facts=named(evidence))


def named(evidence: Evidence) -> dict[str, str]:
    """What the journal calls the evidence, in both languages."""
    return {"evidence": evidence.name, "evidence_en": evidence.name_en}
