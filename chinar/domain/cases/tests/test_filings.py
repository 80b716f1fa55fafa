"""A filing that cannot be taken is not acknowledged: with one of seven reasons, told to the sender, in a register."""

from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext

from chinar.domain.cases.actions.not_acknowledging import NewRefusal, refuse_filing
from chinar.domain.cases.models import Case, RefusedFiling
from chinar.domain.cases.numbering.reasons import Reason
from chinar.domain.cases.numbering.words import MENDS, REASONS
from chinar.domain.cases.tests.world import NOW, client_of, official
from chinar.foundation.core.actor import Actor
from chinar.foundation.documents.tests.pdfs import text_of
from chinar.foundation.journal.models import Entry
from chinar.foundation.notifications.models import Message

EN = "/troyan/en/desk/not-acknowledged/"
TYPED = {
    "way": "email",
    "received_on-day": "16",
    "received_on-month": "11",
    "received_on-year": "2026",
    "received_time": "10:05",
    "reason": "malware",
    "about": "",
    "address": "sender@example.org",
    "language": "en",
}


@pytest.fixture
def maria(registry: Any) -> Any:
    return official("maria", "Мария Петрова", "clerk")


@pytest.fixture
def clerk(maria: Any) -> Client:
    return client_of(maria, is_official=True)


def test_the_sender_is_told_why_and_what_to_do_and_nothing_is_registered(clerk: Client) -> None:
    key = str(uuid4())
    for _ in range(2):
        assert clerk.post(f"{EN}new/", {**TYPED, "key": key})["Location"] == EN
    refused = RefusedFiling.objects.get()
    assert (refused.number, refused.reason, refused.told_by) == ("1212-1-16.11.2026", "malware", "email")
    letter = Message.objects.get()
    assert (letter.address, letter.about) == ("sender@example.org", refused.number)
    assert "holds malicious software" in letter.text
    assert "no period runs" in letter.text
    assert "malware" not in letter.text
    assert not Case.objects.exists()
    entry = Entry.objects.get(verb="filing.not_acknowledged")
    assert (entry.subject, entry.facts) == (refused.number, {"reason": "malware"})
    page = clerk.get(EN).text
    assert refused.number in page
    assert "sender@example.org" not in page
    paper = text_of(clerk.get(f"{EN}{refused.pk}/message.pdf").content)
    assert refused.number in paper
    assert "злонамерен софтуер" in paper


def test_each_of_the_seven_reasons_has_words_and_a_way_on(clerk: Client, maria: Any) -> None:
    assert len(Reason) == 7
    assert {one.value for one in Reason} == REASONS.keys() == MENDS.keys()
    by = Actor(maria.pk, "official")
    numbers = [
        refuse_filing(UUID(int=n), NewRefusal("medium", NOW, one.value), by=by, at=NOW).number
        for n, one in enumerate(Reason)
    ]
    assert numbers == [f"1212-{n}-16.11.2026" for n in range(1, 8)]
    assert not Message.objects.exists()  # without an address there is the paper
    with pytest.raises(IntegrityError), transaction.atomic():
        RefusedFiling.objects.update(reason="size")


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("way", "pigeon"),
        ("received_on-day", "31"),
        ("received_on-year", "2027"),
        ("received_time", "25:00"),
        ("received_time", "23:59"),
        ("reason", "dislike"),
        ("reason", "address"),
        ("about", "' or 1=1 --"),
        ("address", "not an address"),
        ("language", "xx"),
        ("key", "x"),
    ],
)
def test_what_is_typed_wrong_refuses_nothing_and_is_still_there(clerk: Client, field: str, value: str) -> None:
    page = clerk.post(f"{EN}new/", {**TYPED, "key": str(uuid4()), field: value})
    assert page.status_code == 200
    assert "govuk-error-summary" in page.text
    assert field == "address" or "sender@example.org" in page.text
    assert not RefusedFiling.objects.exists()


def test_the_register_is_for_those_who_receive_and_costs_the_same_however_long(
    clerk: Client, maria: Any, georgi: Any
) -> None:
    def cost() -> int:
        with CaptureQueriesContext(connection) as asked:
            assert clerk.get(EN).status_code == 200
        return len(asked)

    by = Actor(maria.pk, "official")
    refuse_filing(UUID(int=1), NewRefusal("email", NOW, "size", about="x"), by=by, at=NOW)
    few = cost()
    for n in range(2, 110):
        refuse_filing(UUID(int=n), NewRefusal("email", NOW - timedelta(hours=n), "size", about="x"), by=by, at=NOW)
    assert cost() == few <= 12
    page = clerk.get(EN).text
    assert "1212-109-" in page
    assert "1212-5-" not in page
    older = page.split("?before=")[1].split('"')[0]
    assert "1212-5-" in clerk.get(EN, {"before": older}).text
    assert clerk.get(EN, {"before": "x" * 50}).status_code == 200
    assert client_of(georgi, is_official=True).get(EN).status_code == 404
    assert clerk.get(f"{EN}999999/message.pdf").status_code == 404
