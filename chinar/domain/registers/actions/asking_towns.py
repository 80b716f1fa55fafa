"""Evidence that another municipality of this installation holds: asked there by a message, which gets a number and a
clock of its own (АПК чл. 36 ал. 7; paper: чл. 57 ал. 4), and entered here when the answer comes.

Neither writes a row of the other.
"""

from collections.abc import Mapping
from datetime import date, datetime

from django.db import transaction
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from chinar.domain.cases.access import erasure_of
from chinar.domain.cases.law_here import in_force
from chinar.domain.cases.models import Case, CaseDocument
from chinar.domain.registers.actions.holding import hold
from chinar.domain.registers.actions.recording import add_record, named
from chinar.domain.registers.models import Evidence, EvidenceAnswer, EvidenceCharge, EvidenceRecord
from chinar.foundation.core.actor import SYSTEM, Actor
from chinar.foundation.documents import files
from chinar.foundation.documents.actions import keep
from chinar.foundation.documents.models import Document
from chinar.foundation.journal.actions import record
from chinar.foundation.territory import doors
from chinar.foundation.territory.models import HandOver, Municipality
from chinar.foundation.time.queries import calendar_for
from chinar.foundation.time.rules import count

Outcome = EvidenceRecord.Outcome
REQUEST, ANSWER = "evidence_request", "evidence_answer"
"""Kinds of messages: the request is a kind of case where it is received, the answer is entered by the worker."""
ON_PAPER, OTHERWISE = "data_on_paper", "data_of_other_body"
"""Codes of the legal periods within which another body answers."""
GIVEN_TITLE = "Предоставено доказателство"
"""Of the document, in the official language."""


@transaction.atomic
def ask_town(
    evidence: Evidence,
    *,
    to: Municipality,
    what: str,
    ground: str,
    period: str,
    seen: int | None = None,
    by: Actor,
    at: datetime,
) -> EvidenceRecord:
    """`period` is the code of the legal period. Raises RecordedMeanwhile, AlreadyDecided, NoCalendar, NoLegalPeriod;
    ValueError for a municipality that is not served here."""
    fresh = hold(evidence, seen=seen)
    case: Case = fresh.case
    facts = {
        "about": case.department.code,
        "service": fresh.service_name,
        "evidence": fresh.name,
        "subject": fresh.subject,
        "what": what,
        "ground": ground,
        "period": period,
        "key": case.key,
    }
    due = answer_due(localtime(at).date(), period)
    message = doors.hand_over(to=to, kind=REQUEST, subject=case.number, facts=facts, by=by, at=at)
    made = add_record(
        fresh,
        Outcome.ASKED_TOWN,
        by=by,
        at=at,
        place=place_of(to),
        ground=ground,
        words=what,
        hand_over=message,
        answer_due_on=due,
    )
    tell_town("evidence.town_asked", fresh, to, by=by, at=at)
    return made


def answer_due(sent_on: date, period: str) -> date:
    """Raises NoCalendar, NoLegalPeriod."""
    rule = in_force(period, on=sent_on)
    return count(sent_on, rule.period, calendar_for(years=[sent_on.year, sent_on.year + 1]), roll=rule.roll).due_on


def place_of(town: Municipality) -> str:
    return _("Municipality of %(name)s") % {"name": town.name}


def tell_town(verb: str, evidence: Evidence, town: Municipality, *, by: Actor, at: datetime) -> None:
    facts = {**named(evidence), "town": town.name, "town_en": town.name_en}
    record(verb, by=by, at=at, subject=evidence.case.number, subject_kind="case", facts=facts)


@transaction.atomic
def land_answer(message: HandOver, *, at: datetime) -> EvidenceRecord | None:
    """Enters what the other municipality answered, once. None where the matter holds nothing any more, or never asked:
    the message is answered all the same."""
    waiting = HandOver.objects.received().waiting().select_for_update(of=("self",)).filter(pk=message.pk, kind=ANSWER)
    held = waiting.select_related("sender").first()
    if held is None:
        raise doors.AlreadyAnswered(f"Message {message.pk} was answered before.")
    asked = _asked_by(held)
    made = None
    if asked is not None:
        made = _enter(asked, held.facts, held.sender, at)
    doors.accept(hand_over=held, by=SYSTEM, at=at)
    return made


def _asked_by(answer: HandOver) -> EvidenceRecord | None:
    """The record with which the sender of the answer, and nobody else, was asked."""
    rows = EvidenceRecord.objects.select_related("evidence__case", "hand_over")
    asked: EvidenceRecord | None = rows.filter(
        hand_over=answer.facts["request"], hand_over__receiver=answer.sender_id, outcome=Outcome.ASKED_TOWN
    ).first()
    return None if asked is None or erasure_of(asked.evidence.case) else asked


def _enter(asked: EvidenceRecord, facts: Mapping[str, str], sender: Municipality, at: datetime) -> EvidenceRecord:
    """Also in a matter that was decided meanwhile: its file tells what came."""
    document = _document(asked.evidence.case, facts, at) if facts.get("sha256") else None
    case: Case = Case.objects.select_for_update().get(pk=asked.evidence.case_id)
    evidence: Evidence = Evidence.objects.select_for_update().get(pk=asked.evidence_id)
    evidence.case = case
    outcome = Outcome.RECEIVED if facts["outcome"] == EvidenceAnswer.Outcome.GIVEN else Outcome.NOT_HELD
    place = ", ".join(filter(None, (place_of(sender), f"№ {facts['number']}", facts.get("place", ""))))
    made = add_record(
        evidence,
        outcome,
        by=SYSTEM,
        at=at,
        place=place[:200],
        ground=asked.ground,
        words=facts.get("words", ""),
        holds_on=date.fromisoformat(facts["holds_on"]) if facts.get("holds_on") else None,
        hand_over=asked.hand_over,
        document=document,
    )
    if facts.get("fee_cents"):
        EvidenceCharge.objects.create(
            evidence=evidence,
            record=made,
            payee=sender,
            cents=int(facts["fee_cents"]),
            bearer=facts["bearer"],
            ground=facts["fee_ground"],
        )
    tell_town("evidence.town_answered", evidence, sender, by=SYSTEM, at=at)
    return made


def _document(case: Case, facts: Mapping[str, str], at: datetime) -> Document:
    """The same file under a row of our own: files lie once for the whole installation."""
    content = files.fetch(facts["sha256"])
    document = keep(
        content,
        kind="evidence_given",
        title=GIVEN_TITLE,
        subject=case.number,
        media_type=facts["media_type"],
        from_outside=True,
        by=SYSTEM,
        at=at,
    )
    CaseDocument.objects.create(case=case, document=document, part=CaseDocument.Part.LETTER)
    return document


def note_refused(*, at: datetime) -> int:
    """Requests of the municipality in scope that the other one did not accept become tasks again; says how many."""
    asked = EvidenceRecord.objects.filter(outcome=Outcome.ASKED_TOWN, hand_over__refused_at__isnull=False)
    noted = EvidenceRecord.objects.filter(outcome=Outcome.DECLINED).values("hand_over")
    rows = list(asked.exclude(hand_over__in=noted).select_related("evidence__case", "hand_over__receiver"))
    for row in rows:
        _note_refusal(row, at=at)
    return len(rows)


@transaction.atomic
def _note_refusal(asked: EvidenceRecord, *, at: datetime) -> None:
    case: Case = Case.objects.select_for_update().get(pk=asked.evidence.case_id)
    message = asked.hand_over
    if message is None:
        raise ValueError(f"Record {asked.pk} was asked without a message.")
    asked.evidence.case = case
    add_record(
        asked.evidence,
        Outcome.DECLINED,
        by=SYSTEM,
        at=at,
        place=place_of(message.receiver),
        words="" if erasure_of(case) else message.refusal,
        hand_over=message,
    )
    tell_town("evidence.town_declined", asked.evidence, message.receiver, by=SYSTEM, at=at)
