"""One question of the worker to a register: claimed, sent outside any transaction, and written down.

`claim` and `settle` are one transaction each, and no connection to a register is open inside either.
"""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils import translation
from django.utils.timezone import localtime

from chinar.domain.registers.actions.recording import add_record, tell
from chinar.domain.registers.models import (
    Evidence,
    EvidenceRecord,
    RegisterAnswer,
    RegisterQuery,
    RegisterResult,
)
from chinar.domain.registers.regix.answer import Answer
from chinar.domain.registers.regix.errors import CircuitOpen, RegixError, TooMany
from chinar.domain.registers.results import class_of, has_content
from chinar.domain.registers.rules import LEASE, THERE, try_again_after
from chinar.domain.registers.subjects import subject_hash
from chinar.foundation.core.actor import SYSTEM
from chinar.foundation.people.abilities import ROLE_NAMES
from chinar.foundation.people.access import roles_of
from chinar.foundation.people.models import Account

Outcome = EvidenceRecord.Outcome
FINAL = frozenset({"refused", "not_trusted", "fault", "wrong_question", "no_such_entry_point"})
"""Another try would end the same way: the administrator has to mend something."""


@dataclass(frozen=True, slots=True)
class Claim:
    """Evidence that is this worker's to ask for, with the query that was written down."""

    evidence: Evidence
    query: RegisterQuery


@transaction.atomic
def claim(evidence: Evidence, *, oid: str, at: datetime) -> Claim | None:
    """Writes the query that is about to be sent. None when another worker was quicker, or nothing is to be asked.

    A worker that dies after this leaves a query without result; the evidence is due again after rules.LEASE.
    """
    fresh: Evidence | None = Evidence.objects.select_for_update().due(at=at).filter(pk=evidence.pk).first()
    if fresh is None:
        return None
    fresh.ask_at, fresh.tries = at + LEASE, fresh.tries + 1
    fresh.save(update_fields=["ask_at", "tries"])
    asked, approved = _behind(fresh)
    query = RegisterQuery.objects.create(
        case_id=fresh.case_id,
        evidence=fresh,
        service=fresh.service,
        operation=fresh.operation,
        ground=fresh.ground,
        by_id=asked.by_id if asked else None,
        position=_position(asked.by, at) if asked else "",
        approved_by_id=approved.by_id if approved else None,
        is_present=bool(asked and asked.is_present),
        oid=oid,
        subject_hash=subject_hash(fresh.subject),
        at=at,
    )
    tell("evidence.query_sent", fresh, by=SYSTEM, at=at)
    return Claim(fresh, query)


def _position(official: Account | None, at: datetime) -> str:
    """In Bulgarian, as the register's own log and the person concerned read it."""
    with translation.override("bg"):
        roles = roles_of(official, on=localtime(at).date()) if official else []
        return ", ".join(str(ROLE_NAMES[role.role]) for role in roles if role.role in ROLE_NAMES)[:200]


def _behind(evidence: Evidence) -> tuple[EvidenceRecord | None, EvidenceRecord | None]:
    """Who asked and who approved: the newest request, and the approval of another official after it."""
    rows = evidence.records.filter(outcome__in=[Outcome.REQUESTED, Outcome.APPROVED])
    newest = list(rows.select_related("by").order_by("-id")[:2])
    if not newest:
        return None, None
    if newest[0].outcome == Outcome.APPROVED and evidence.four_eyes and len(newest) == 2:
        return newest[1], newest[0]
    return newest[0], None


@transaction.atomic
def settle_answer(claimed: Claim, answer: Answer, *, milliseconds: int, at: datetime) -> EvidenceRecord | None:
    """Keeps what the register said, with the proof, whatever its content."""
    outcome = class_of(answer)
    proof = {"call_number": answer.call_id, "verdict": str(answer.verdict.outcome), "signer": answer.verdict.signer}
    _result(claimed, outcome, at, milliseconds, **proof)
    if has_content(answer):
        RegisterAnswer.objects.create(query=claimed.query, raw=answer.raw.decode())
    return _close(claimed, outcome, again_at=None, at=at, holds_on=localtime(answer.at).date())


@transaction.atomic
def settle_error(claimed: Claim, error: RegixError, *, milliseconds: int, at: datetime) -> EvidenceRecord | None:
    """The register did not answer: a task for the official, and another try while that can help.

    A register that is left alone for a while, or busy with others of us, costs no try and makes no record.
    """
    _result(claimed, Outcome.FAILED, at, milliseconds, error=error.code, call_number=getattr(error, "call_id", ""))
    fresh = Evidence.objects.select_for_update().get(pk=claimed.evidence.pk)
    if isinstance(error, CircuitOpen | TooMany) and fresh.last is not None:
        wait = try_again_after(1)
        fresh.ask_at, fresh.tries = at + wait if wait else None, max(0, fresh.tries - 1)
        fresh.save(update_fields=["ask_at", "tries"])
        return None
    wait = None if error.code in FINAL else try_again_after(fresh.tries)
    return _close(claimed, Outcome.FAILED, again_at=at + wait if wait else None, at=at)


def _result(claimed: Claim, outcome: str, at: datetime, milliseconds: int, **content: str) -> None:
    RegisterResult.objects.create(query=claimed.query, outcome=outcome, at=at, milliseconds=milliseconds, **content)


def _close(
    claimed: Claim, outcome: str, *, again_at: datetime | None, at: datetime, **content: object
) -> EvidenceRecord | None:
    """The record; none where an official went on by hand meanwhile and the register has nothing to add."""
    fresh: Evidence = (
        Evidence.objects.select_for_update(of=("self",)).select_related("case").get(pk=claimed.evidence.pk)
    )
    is_there = fresh.last is not None and fresh.last.outcome in THERE
    fresh.ask_at = None if is_there else again_at
    if outcome != Outcome.FAILED:
        fresh.tries = 0
    fresh.save(update_fields=["ask_at", "tries"])
    if is_there and outcome != Outcome.FETCHED:
        return None
    made = add_record(
        fresh, outcome, by=SYSTEM, at=at, place="RegiX", ground=fresh.ground, query=claimed.query, **content
    )
    verb = "evidence.register_failed" if outcome == Outcome.FAILED else "evidence.register_answered"
    tell(verb, fresh, by=SYSTEM, at=at)
    return made
