"""Verbs of councillors' questions."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from chinar.domain.cases.actions.registering import allot_number
from chinar.domain.enquiries.actions import HoldsPersonalData
from chinar.domain.enquiries.models import CouncillorQuestion
from chinar.domain.enquiries.searching import COUNCIL, council_document
from chinar.foundation.core.actor import Actor
from chinar.foundation.journal.actions import record
from chinar.foundation.moderation.rules import personal_data_in
from chinar.foundation.search.actions import forget, put
from chinar.foundation.territory.models import Department

REGISTER = 1213
"""Index of the register of councillors' questions."""


class Settled(Exception):
    """It is answered or voided already; nothing was changed."""


@dataclass(frozen=True, slots=True)
class NewQuestion:
    """A councillor's question ready to be registered; everybody reads all of it."""

    idempotency_key: UUID
    councillor: str
    title: str
    question: str
    received_on: date
    session_on: date | None
    department: Department


@transaction.atomic
def enter_question(new: NewQuestion, *, by: Actor, at: datetime) -> CouncillorQuestion:
    """Gives it a number in the public register. The same key again gives what was registered.

    Raises HoldsPersonalData.
    """
    known = CouncillorQuestion.objects.filter(idempotency_key=new.idempotency_key).first()
    if known is not None:
        return known  # type: ignore[no-any-return]
    _refuse_personal_data(f"{new.title}\n{new.question}")
    number = allot_number(REGISTER, new.received_on).number
    row: CouncillorQuestion = CouncillorQuestion.objects.create(
        number=number,
        idempotency_key=new.idempotency_key,
        councillor=new.councillor,
        title=new.title,
        question=new.question,
        received_on=new.received_on,
        session_on=new.session_on,
        department=new.department,
        entered_at=at,
        entered_by_id=by.account_id,
    )
    return _told(row, "council.entered", by=by, at=at)


@transaction.atomic
def set_session(
    row: CouncillorQuestion, *, session_on: date, department: Department, by: Actor, at: datetime
) -> CouncillorQuestion:
    """At which session the answer is due, and who prepares it. Raises Settled."""
    row = _open(row)
    row.session_on, row.department = session_on, department
    row.save(update_fields=["session_on", "department"])
    return _told(row, "council.session_set", by=by, at=at)


@transaction.atomic
def answer_question(
    row: CouncillorQuestion, *, answer: str, answer_form: str, answered_on: date, by: Actor, at: datetime
) -> CouncillorQuestion:
    """What the mayor answered, for everybody. Raises Settled, HoldsPersonalData."""
    row = _open(row)
    _refuse_personal_data(answer)
    row.answer, row.answer_form, row.answered_on = answer, answer_form, answered_on
    row.save(update_fields=["answer", "answer_form", "answered_on"])
    return _told(row, "council.answered", by=by, at=at)


@transaction.atomic
def void_question(row: CouncillorQuestion, *, reason: str, by: Actor, at: datetime) -> CouncillorQuestion:
    """The number was allotted in error: it stays visible, and its words do not. Raises Settled."""
    row = _open(row)
    row.voided_at, row.voided_because = at, reason
    row.save(update_fields=["voided_at", "voided_because"])
    forget(COUNCIL, row.number)
    record("council.voided", by=by, at=at, subject=row.number, subject_kind="council")
    return row


def _open(row: CouncillorQuestion) -> CouncillorQuestion:
    locked: CouncillorQuestion = CouncillorQuestion.objects.select_for_update().get(pk=row.pk)
    if locked.answered_on is not None or locked.voided_at is not None:
        raise Settled(row.number)
    return locked


def _told(row: CouncillorQuestion, verb: str, *, by: Actor, at: datetime) -> CouncillorQuestion:
    put(COUNCIL, council_document(row))
    record(verb, by=by, at=at, subject=row.number, subject_kind="council")
    return row


def _refuse_personal_data(text: str) -> None:
    found = personal_data_in(text)
    if found:
        raise HoldsPersonalData(found)
