"""The competent municipality decides a complex request, and its act goes to where the request was filed.

Between municipalities of the installation answer and receipt travel as messages, which the worker enters.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils.timezone import localdate, localtime

from chinar.domain.applications.actions import deliver_result, serve_result
from chinar.domain.applications.complex.access import answer_of, complex_of
from chinar.domain.applications.delivering import AlreadyDelivered
from chinar.domain.applications.models import ComplexAnswer, ComplexCharge, ComplexRequest
from chinar.domain.cases.access import erasure_of
from chinar.domain.cases.actions.leading import lead
from chinar.domain.cases.actions.moving import lock_to_decide, move, note
from chinar.domain.cases.models import Case, CaseDocument
from chinar.domain.cases.notices import tell, tell_with
from chinar.domain.cases.rules import Phase, Step
from chinar.domain.registers.queries import charges_to_applicant
from chinar.foundation.core.actor import SYSTEM, Actor
from chinar.foundation.documents import files
from chinar.foundation.documents.actions import keep
from chinar.foundation.documents.models import Document
from chinar.foundation.documents.uploads import Paper
from chinar.foundation.journal.actions import record, record_read
from chinar.foundation.people.models import Account
from chinar.foundation.territory import doors
from chinar.foundation.territory.models import HandOver

ANSWER, GIVEN = "complex_answer", "complex_given"
"""Kinds of messages: to where it was filed, that it is decided; back, that the applicant has it."""
TITLE = "Документ по заявление за комплексно обслужване"
Delivery = ComplexRequest.Delivery


@dataclass(frozen=True, slots=True)
class Act:
    """What was decided: `act` is number and date, `words` what it says."""

    outcome: str
    act: str
    words: str
    paper: Paper | None = None


@transaction.atomic
def decide(request: ComplexRequest, act: Act, *, seen: str = "", by: Actor, at: datetime) -> ComplexAnswer:
    """Raises AlreadyDecided, ChangedSince, ClockStands; ValueError for what was sent on, or by a party to it."""
    if request.is_sent_on or by.account_id is None or request.case.parties.filter(account_id=by.account_id).exists():
        raise ValueError("The competent body decides, through an official who is no party.")
    if act.paper:
        files.store(act.paper.content)  # before the case is locked
    case = lock_to_decide(request.case, seen=seen)
    document = _keep(case, act.paper, by=by, at=at) if act.paper else None
    answer: ComplexAnswer = ComplexAnswer.objects.create(
        request=request,
        outcome=act.outcome,
        act=act.act,
        words=act.words,
        document=document,
        at=at,
        by_id=by.account_id,
    )
    case.outcome = act.outcome
    if case.handler_id is None:
        lead(case, Account.objects.get(pk=by.account_id), by=by, at=at)
    entry = note(case, Step.DECIDED, on=localtime(at).date(), at=at, by=by)
    move(case, act.outcome)
    if request.town is not None:
        facts = _packed(request, answer)
        doors.hand_over(to=request.town, kind=ANSWER, subject=case.number, facts=facts, by=by, at=at)
    record(f"complex.{act.outcome}", by=by, at=at, subject=case.number, subject_kind="case")
    tell(case, "decided", key=entry.pk, at=at)
    return answer


def _keep(case: Case, paper: Paper, *, by: Actor, at: datetime) -> Document:
    document = keep(
        paper.content,
        kind="complex_result",
        title=TITLE,
        subject=case.number,
        media_type=paper.media_type,
        from_outside=True,
        by=by,
        at=at,
    )
    CaseDocument.objects.create(case=case, document=document, part=CaseDocument.Part.RESULT)
    return document


def _packed(request: ComplexRequest, answer: ComplexAnswer) -> dict[str, str]:
    """The paper travels where the applicant receives it: on any page, or at the counter where they filed."""
    facts = {"number": request.their_number, "outcome": answer.outcome, "act": answer.act, "words": answer.words}
    if answer.document is not None and request.delivery in (Delivery.PAGE, Delivery.WHERE_FILED):
        facts |= {"sha256": answer.document.sha256, "media_type": answer.document.media_type}
    if charges := [[one.what, one.payee, one.cents, one.ground] for one in charges_to_applicant(request.case)]:
        facts["charges"] = json.dumps(charges, ensure_ascii=False)
    return {name: text for name, text in facts.items() if text}


def receive_result(request: ComplexRequest, *, on: date, by: Actor, at: datetime) -> None:
    """The applicant has downloaded it, here or where it was filed; each later time is a reading (АПК чл. 29в)."""
    if not request.is_sent_on:
        serve_result(request.case, on=on, by=by, at=at)
        return
    if not _give(request, by=by, at=at):
        record_read("complex.result_read", by=by, at=at, subject=request.case.number, subject_kind="case")


def deliver(request: ComplexRequest, *, on: date, by: Actor, at: datetime) -> None:
    """An official gave it to the applicant at the counter. Raises AlreadyDelivered."""
    if not request.is_sent_on:
        deliver_result(request.case, on=on, by=by, at=at)
    elif not _give(request, by=by, at=at):
        raise AlreadyDelivered(request.case.number)


@transaction.atomic
def _give(request: ComplexRequest, *, by: Actor, at: datetime) -> bool:
    """Given where it was filed: the competent municipality learns of it. False when it was given before."""
    Case.objects.select_for_update().get(pk=request.case_id)
    given = ComplexAnswer.objects.filter(request=request, set_aside_at=None, given_at=None).update(given_at=at)
    if not given:
        return False
    if request.town is not None:
        facts = {"number": _number_there(request), "on": localdate(at).isoformat()}
        doors.hand_over(to=request.town, kind=GIVEN, subject=request.case.number, facts=facts, by=by, at=at)
    record("complex.given", by=by, at=at, subject=request.case.number, subject_kind="case")
    return True


def _number_there(request: ComplexRequest) -> str:
    sent = HandOver.objects.sent().filter(subject=request.case.number, accepted_at__isnull=False).order_by("-id")
    return sent[0].accepted_as or "" if sent else ""


@transaction.atomic
def take_in(message: HandOver, *, at: datetime) -> None:
    """Enters an answer or a receipt that came from another municipality, once, and only about what it has to do with.

    Raises AlreadyAnswered.
    """
    waiting = HandOver.objects.received().waiting().select_for_update(of=("self",))
    held = waiting.select_related("sender").filter(pk=message.pk, kind__in=[ANSWER, GIVEN]).first()
    if held is None:
        raise doors.AlreadyAnswered(f"Message {message.pk} was answered before.")
    if request := _meant(held):
        if held.kind == ANSWER:
            _enter(request, held.facts, at=at)
        else:
            _note_given(request, held.facts, at=at)
    doors.accept(hand_over=held, by=SYSTEM, at=at)


def _meant(message: HandOver) -> ComplexRequest | None:
    """The request that was sent to the sender, or came from it. None of a matter that holds nothing any more."""
    rows = ComplexRequest.objects.select_related("case").filter(
        case__number=message.facts["number"], is_sent_on=message.kind == ANSWER
    )
    request: ComplexRequest | None = rows.first()
    if request is None or erasure_of(request.case):
        return None
    if not request.is_sent_on:
        return request if request.town_id == message.sender_id else None
    accepted = HandOver.objects.sent().filter(
        subject=request.case.number, receiver=message.sender_id, accepted_as=message.subject
    )
    return request if accepted.exists() and answer_of(request) is None else None


def _enter(request: ComplexRequest, facts: Mapping[str, str], *, at: datetime) -> None:
    paper = Paper(facts["media_type"], files.fetch(facts["sha256"])) if facts.get("sha256") else None
    case: Case = Case.objects.select_for_update().get(pk=request.case_id)
    answer = ComplexAnswer.objects.create(
        request=request,
        outcome=facts["outcome"],
        act=facts["act"],
        words=facts.get("words", ""),
        document=_keep(case, paper, by=SYSTEM, at=at) if paper else None,
        at=at,
    )
    for what, payee, cents, ground in json.loads(facts.get("charges", "[]")):
        ComplexCharge.objects.create(answer=answer, what=what, payee=payee, cents=cents, ground=ground)
    record("complex.answered", by=SYSTEM, at=at, subject=case.number, subject_kind="case")
    if request.delivery == Delivery.WHERE_FILED:
        complex_of(case)
        tell_with(case, "complex_answered", {"body": request.body}, key=case.pk, module="applications", at=at)


def _note_given(request: ComplexRequest, facts: Mapping[str, str], *, at: datetime) -> None:
    case: Case = Case.objects.select_for_update().get(pk=request.case_id)
    if case.phase == Phase.DECIDED:
        deliver_result(case, on=date.fromisoformat(facts["on"]), by=SYSTEM, at=at)
