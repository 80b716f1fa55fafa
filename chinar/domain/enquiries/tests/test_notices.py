"""Whoever asks is told at the address they gave; an oral question is answered at once and nobody is written to."""

from typing import Any

from chinar.domain.cases.tests.world import NOW, person
from chinar.domain.enquiries.actions import log_oral_question, register_enquiry
from chinar.domain.enquiries.tests.world import QUESTION, answered, asked, new_enquiry
from chinar.foundation.core.actor import VISITOR, Actor
from chinar.foundation.notifications.models import Message


def test_somebody_without_account_is_told_once_at_their_address_in_their_language(registry: Any, georgi: Any) -> None:
    new = new_enquiry(registry, language="en")
    enquiry = register_enquiry(new, by=VISITOR, at=NOW)
    register_enquiry(new, by=VISITOR, at=NOW)
    answered(enquiry, georgi)
    first, answer = Message.objects.order_by("id")
    assert (first.to, first.account, first.language) == ("radost@chinar.example", None, "en")
    assert first.text.startswith("Hello,\n")
    assert "Your matter has been decided: Answered." in answer.text
    assert [row for row in (first, answer) if QUESTION in row.text or enquiry.case.key in row.text] == []


def test_somebody_with_an_account_is_told_there_alone(registry: Any, elena: Any) -> None:
    asked(registry, account=elena, asker=person())
    assert [message.account for message in Message.objects.select_related("account")] == [elena]


def test_an_oral_question_is_told_to_nobody(registry: Any, georgi: Any) -> None:
    oral = new_enquiry(registry, asker_name="", asker_email="", channel="counter")
    for _ in range(2):
        log_oral_question(oral, answer="До пет.", by=Actor(georgi.pk, "official"), at=NOW)
    assert not Message.objects.exists()
