"""A question on its way, for the tests of enquiries."""

from datetime import datetime
from typing import Any
from uuid import uuid4

from django.http import HttpResponse
from django.test import Client

from chinar.domain.cases.tests.world import KEY, NOW, TOWN
from chinar.domain.enquiries.actions import NewEnquiry, answer_enquiry, publish_answer, register_enquiry
from chinar.domain.enquiries.models import Answer, BankAnswer, Enquiry
from chinar.foundation.core.actor import VISITOR, Actor
from chinar.foundation.people.models import Account
from chinar.foundation.time.rules import Hours

QUESTION = "Колко време отнема удостоверението за наследници?"
ANSWER = "Седем дни от заявлението."
TYPED = {
    "question": QUESTION,
    "topic": "documents",
    "service": "",
    "name": "Радост Милева",
    "email": "radost@chinar.example",
}


def new_enquiry(department: Any, **changes: Any) -> NewEnquiry:
    facts: dict[str, Any] = {
        "idempotency_key": uuid4(),
        "topic": "documents",
        "question": QUESTION,
        "service": None,
        "department": department,
        "channel": "online",
        "key": KEY,
        "hours": Hours(),
        "asker_name": "Радост Милева",
        "asker_email": "radost@chinar.example",
        **changes,
    }
    return NewEnquiry(**facts)


def asked(department: Any, *, at: datetime = NOW, **changes: Any) -> Enquiry:
    return register_enquiry(new_enquiry(department, **changes), by=VISITOR, at=at)


def answered(enquiry: Enquiry, official: Account) -> Answer:
    return answer_enquiry(enquiry, text=ANSWER, by=Actor(official.pk, "official"), at=NOW)


def published(enquiry: Enquiry, official: Account, **changes: Any) -> BankAnswer:
    answer = answered(enquiry, official)
    wording = {"question": QUESTION, "text": ANSWER, "service": answer.service_version, **changes}
    return publish_answer(answer, **wording, by=Actor(official.pk, "official"), at=NOW)


def send(client: Client, key: Any = None, **changed: str) -> HttpResponse:
    """Presses "send" on the page on which the question is checked."""
    answer: HttpResponse = client.post(f"{TOWN}/questions/ask/{key or uuid4()}/", {**TYPED, "send": "1", **changed})
    return answer
