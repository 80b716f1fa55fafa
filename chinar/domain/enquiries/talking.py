"""Answers of the bank as people comment on them, and a question in a comment that becomes a matter of its own."""

import logging
from collections.abc import Collection
from datetime import date
from typing import Any

from django.db.models import CharField
from django.db.models.functions import Cast
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from chinar.domain.cases.legal_periods import NoLegalPeriod
from chinar.domain.cases.models import Case
from chinar.domain.cases.queries import receiving_hours
from chinar.domain.enquiries import tracing
from chinar.domain.enquiries.actions import NewEnquiry, register_enquiry
from chinar.domain.enquiries.models import BankAnswer, Topic
from chinar.domain.enquiries.queries import NobodyAnswers, department_for
from chinar.domain.enquiries.searching import KIND
from chinar.foundation.conversation.subjects import Owed, Subject, Talked, User, describe, register_owed
from chinar.foundation.documents.codes import draw
from chinar.foundation.people.access import can, departments_of, person_of
from chinar.foundation.time.rules import NoCalendar

logger = logging.getLogger(__name__)


def seen(keys: Collection[str]) -> dict[str, Subject]:
    answers = BankAnswer.objects.public().filter(pk__in=tracing.ids_of(keys))
    return {str(answer.pk): subject_of(answer) for answer in answers}


def subject_of(answer: BankAnswer) -> Subject:
    return Subject(answer.question, takes_comments=True)


def within(user: User, ability: str, on: date) -> Any:
    """Answers to questions whose department the ability reaches, without the official's own and what they are kept
    away from."""
    if not can(user, ability, on=on):
        return ()
    cases = Case.objects.shown_to(user.pk).filter(kind="enquiry").exclude(parties__account_id=user.pk or 0)
    departments = departments_of(user, ability, on=on)
    if departments is not None:
        cases = cases.filter(department__in=departments)
    answers = BankAnswer.objects.filter(answer__enquiry__case__in=cases)
    return answers.annotate(bank_key=Cast("pk", CharField(max_length=20))).values("bank_key")


def register_from_comment(owed: Owed) -> str:
    """The number of the question, whose clock counts from when the comment reached us; "" when none can be given."""
    try:
        return str(register_enquiry(_question(owed), by=owed.by, at=owed.at).case.number)
    except (NoCalendar, NoLegalPeriod, NobodyAnswers):
        logger.exception("a question in a comment cannot be registered")
        return ""


def _question(owed: Owed) -> NewEnquiry:
    person = person_of(owed.account) if owed.account else None
    return NewEnquiry(
        idempotency_key=owed.key,
        topic=Topic.OTHER.value,
        question=owed.text,
        service=None,
        department=department_for(None),
        channel=Case.Channel.ONLINE,
        key=draw(owed.chance),
        hours=receiving_hours(localdate(owed.received_at)),
        asker_name=owed.name,
        asker_email=owed.address or (owed.account and owed.account.email) or "",
        language=owed.language,
        asker=person,
        account=owed.account if person else None,
        received_at=owed.received_at,
    )


ANSWER = Talked(
    kind=KIND,
    name=_("answer"),
    seen=seen,
    page="enquiries:answer",
    argument="pk",
    within=within,
    actor=tracing.actor,
)
describe(ANSWER)
register_owed(register_from_comment)
