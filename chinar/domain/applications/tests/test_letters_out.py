"""Whoever gave no electronic address is told on paper what the law wants told: once, with the words, by the post."""

import re
from datetime import date
from typing import Any

import pytest
from django.test import Client

from chinar.domain.applications import letters_out
from chinar.domain.applications.models import PostedLetter, PostingList
from chinar.domain.applications.tests.test_costs import costs
from chinar.domain.applications.tests.world import submitted
from chinar.domain.cases.actions.clock import note_defects, note_remedy
from chinar.domain.cases.actions.recusing import recuse
from chinar.domain.cases.models import Case
from chinar.domain.cases.tests.world import NOW, client_of, official
from chinar.foundation.core.actor import SYSTEM, Actor
from chinar.foundation.documents.tests.pdfs import opened, text_of
from chinar.foundation.journal.models import Entry
from chinar.foundation.notifications import tasks
from chinar.foundation.notifications.models import Message
from chinar.foundation.people.models import Account

DESK = "/troyan/en/desk"
MISSING = "Липсва скица на имота"


@pytest.fixture
def maria(registry: Any) -> Account:
    return official("maria", "Мария Петрова", "clerk")


@pytest.fixture
def clerk(maria: Account) -> Client:
    return client_of(maria, is_official=True)


def lacking(version: Any, official: Account, **changes: Any) -> Case:
    """A matter in which something is missing, and the applicant is asked for it."""
    case = submitted(version, **changes).case
    return note_defects(case, what=MISSING, on=NOW.date(), by=Actor(official.pk, "official"), at=NOW)


def test_a_letter_says_what_is_missing_and_the_worker_sends_none(version: Any, georgi: Account, elena: Account) -> None:
    lacking(version, georgi, account=elena)
    assert [row.channel for row in Message.objects.filter(template__endswith="defects.txt")] == ["email"]
    case = lacking(version, georgi)
    letter = Message.objects.get(channel="letter")
    assert letter.to == "Кремена Великова Рашкова\nгр. Троян, ул. „Чинар“ № 4"
    assert MISSING in letter.text
    assert "Здравейте, Кремена Великова Рашкова," in letter.text
    assert re.search(r"до \d+ ноември 2026", letter.text)
    assert "стои на страницата" not in letter.text
    assert (letter.about, letter.state) == (case.number, "waiting")
    tasks.send_all()
    letter.refresh_from_db()
    assert letter.state == "waiting"
    note_remedy(case, on=NOW.date(), by=Actor(georgi.pk, "official"), at=NOW)
    assert Message.objects.filter(channel="letter").count() == 1  # nobody owes this on paper


def test_letters_are_posted_in_a_batch_followed_and_sent_again_when_they_come_back(
    version: Any, georgi: Account, maria: Account, clerk: Client
) -> None:
    case = lacking(version, georgi)
    letter = Message.objects.get(channel="letter")
    page = clerk.get(f"{DESK}/deliveries/").text
    assert f'value="{letter.pk}"' in page
    assert case.number in page
    assert clerk.post(f"{DESK}/deliveries/post/", {"letter": ["0", "x"]})["Location"] == f"{DESK}/deliveries/"
    for _ in range(2):
        clerk.post(f"{DESK}/deliveries/post/", {"letter": [str(letter.pk)]})
    made, posted = PostingList.objects.get(), PostedLetter.objects.get()
    here = f"{DESK}/deliveries/lists/{made.pk}/"
    printed = clerk.get(f"{here}letters.pdf").content
    assert len(opened(printed).pages) == 1
    for words in ("Кремена Великова Рашкова", "ул. „Чинар“ № 4", MISSING):
        assert words in " ".join(text_of(printed).split()), words
    assert case.number in text_of(clerk.get(f"{here}list.pdf").content)
    follow = f"{here}notices/{posted.pk}/"
    assert "letters and digits" in clerk.post(f"{follow}tracking/", {"tracking": "<b>"}).text
    for number in ("ps 5600", "OTHER"):
        clerk.post(f"{follow}tracking/", {"tracking": number})
    day = {"on-day": "16", "on-month": "11", "on-year": "2026"}
    assert "Write what proves it" in clerk.post(follow, {"outcome": "returned", **day}).text
    early = {"outcome": "returned", "proof": "Непотърсена", **day, "on-day": "1"}
    assert "before the letter was sent" in clerk.post(follow, early).text
    for outcome in ("returned", "received"):
        clerk.post(follow, {"outcome": outcome, "proof": "Непотърсена", **day})
    posted.refresh_from_db()
    letter.refresh_from_db()
    assert (posted.tracking, posted.outcome, posted.ended_on) == ("PS 5600", "returned", date(2026, 11, 16))
    assert (letter.state, letter.trouble) == ("failed", "refused")
    assert "PS 5600" in clerk.get(here).text
    secretary = client_of(official("svetla", "Светла", "secretary"), is_official=True)
    assert letter.subject.split(":")[0] in secretary.get(f"{DESK}/messages/").text
    assert "Рашкова" not in secretary.get(f"{DESK}/messages/").text
    secretary.post(f"{DESK}/messages/{letter.pk}/again/")
    clerk.post(f"{DESK}/deliveries/post/", {"letter": [str(letter.pk)]})
    assert PostedLetter.objects.count() == 2
    verbs = list(Entry.objects.values_list("verb", flat=True))
    assert [verbs.count(f"letter.{verb}") for verb in ("posted", "tracking_noted", "returned", "received")] == [
        2,
        1,
        1,
        0,
    ]


def test_nobody_meets_letters_of_matters_from_which_they_are_kept(
    version: Any, georgi: Account, maria: Account, clerk: Client, expert: Client
) -> None:
    kept, own, free = lacking(version, georgi), lacking(version, georgi), lacking(version, georgi)
    posted = {"letter": [str(pk) for pk in Message.objects.filter(channel="letter").values_list("pk", flat=True)]}
    recuse(kept, accounts=[maria.pk], by=SYSTEM, at=NOW)
    own.parties.update(account=maria)
    page = clerk.get(f"{DESK}/deliveries/").text
    assert [case.number in page for case in (kept, own, free)] == [False, False, True]
    clerk.post(f"{DESK}/deliveries/post/", posted)
    assert PostedLetter.objects.get().message.about == free.number
    made = PostingList.objects.get()
    recuse(free, accounts=[maria.pk], by=SYSTEM, at=NOW)
    assert clerk.get(f"{DESK}/deliveries/lists/{made.pk}/").status_code == 404
    assert expert.get(f"{DESK}/deliveries/").status_code == 404


@pytest.mark.parametrize("others", [0, 10])
def test_the_list_costs_the_same_with_more_letters(version: Any, georgi: Account, clerk: Client, others: int) -> None:
    for _ in range(1 + others):
        lacking(version, georgi)
    with costs(12):
        assert clerk.get(f"{DESK}/deliveries/").status_code == 200
    assert (
        len(letters_out.letters_waiting(Account.objects.get(email="maria@chinar.example"), on=NOW.date())) == 1 + others
    )
