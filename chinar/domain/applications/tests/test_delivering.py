"""The ways of a result to its addressee: each with its proof, and the appeal period counts from the proven day."""

import re
from datetime import date, timedelta
from typing import Any
from unittest.mock import Mock

import pytest
from django.test import Client

from chinar.domain.applications import delivering
from chinar.domain.applications.delivering import DeliveryRefused, begin, note_result, post
from chinar.domain.applications.models import DeliveryAttempt, DeliveryResult, PostingList
from chinar.domain.applications.tasks import serve_deemed
from chinar.domain.applications.tests.world import granted, submitted
from chinar.domain.cases.models import Case, LedgerEntry
from chinar.domain.cases.queries import appeal_until, forget_ledger
from chinar.domain.cases.tests.pages import hidden
from chinar.domain.cases.tests.world import NOW, client_of, official, person, sofia
from chinar.foundation.core.actor import Actor
from chinar.foundation.documents.tests.pdfs import opened, text_of
from chinar.foundation.journal.models import Entry
from chinar.foundation.notifications.models import Message
from chinar.foundation.people.models import Account
from chinar.foundation.time.rules import NoCalendar

DESK = "/troyan/en/desk"


@pytest.fixture
def clerk(registry: Any) -> Client:
    return client_of(official("maria", "Мария Петрова", "clerk"), is_official=True)


@pytest.fixture
def by(registry: Any) -> Actor:
    return Actor(official("ivan", "Иван Колев", "clerk").pk, "official")


def again(key: str) -> Client:
    """Signed in on another day: a session lasts for one."""
    return client_of(Account.objects.get(email=f"{key}@chinar.example"), is_official=key != "elena")


def case() -> Case:
    found = Case.objects.latest("pk")
    forget_ledger(found)
    return found


def days(field: str, day: date) -> dict[str, str]:
    return {f"{field}-day": str(day.day), f"{field}-month": str(day.month), f"{field}-year": str(day.year)}


def results() -> list[tuple[str, str, date]]:
    return list(DeliveryResult.objects.order_by("pk").values_list("attempt__way", "outcome", "on"))


def test_what_nobody_downloads_counts_as_received_on_the_day_after_seven(
    application: Any, georgi: Any, clock: Any
) -> None:
    granted(application, georgi, at=sofia(2026, 11, 16))
    clock.moment = sofia(2026, 11, 23)
    citizen = again("elena")
    serve_deemed()
    assert case().phase == "decided"
    assert "until 23 November 2026" in citizen.get(f"/troyan/en/follow/{case().number}/").text
    clock.moment = sofia(2026, 11, 24, 1)
    citizen = again("elena")
    for _ in range(2):
        serve_deemed()
    assert (case().state, results()) == ("granted_served", [("download", "deemed", date(2026, 11, 24))])
    until = appeal_until(case())
    assert until is not None
    assert until.due_on == date(2026, 12, 8)
    assert "чл. 29в" in LedgerEntry.objects.get(step="served").ground
    assert "8 December 2026" in citizen.get(f"/troyan/en/follow/{case().number}/").text
    assert citizen.post(f"/troyan/en/follow/{case().number}/result/").status_code == 200
    assert len(results()) == 1


def test_the_seven_days_are_counted_when_the_calendar_of_the_next_year_comes(
    application: Any, georgi: Any, clock: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Until then who can load it is told each day, and the applicant reads why no day stands there."""
    secretary = official("svetla", "Светла", "secretary")

    def unknown(on: date) -> date:
        raise NoCalendar(on.year + 1)

    with monkeypatch.context() as missing:
        missing.setattr(delivering, "_last_day_of_download", unknown)
        granted(application, georgi, at=sofia(2026, 11, 16))
        for _ in range(2):
            serve_deemed()
        assert (
            "as soon as the calendar of the next year is known"
            in again("elena").get(f"/troyan/en/follow/{case().number}/").text
        )
    alarm = Message.objects.get(template="cases/notices/no_calendar.txt")
    assert alarm.account == secretary
    clock.moment = sofia(2026, 11, 18)
    serve_deemed()
    assert DeliveryAttempt.objects.get().until == date(2026, 11, 23)  # from the day of sending


def test_a_day_that_was_over_when_it_could_be_told_is_not_told(
    application: Any, georgi: Any, clock: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as missing:
        missing.setattr(delivering, "_last_day_of_download", Mock(side_effect=NoCalendar(2027)))
        granted(application, georgi, at=sofia(2026, 11, 16))
    clock.moment = sofia(2026, 12, 8)
    for _ in range(2):
        serve_deemed()
    assert (case().phase, DeliveryAttempt.objects.get().until) == ("decided", date(2026, 12, 8))
    clock.moment = sofia(2026, 12, 9)
    serve_deemed()
    assert results() == [("download", "deemed", date(2026, 12, 9))]


def test_without_an_account_nothing_counts_as_received_by_silence(version: Any, georgi: Any, clock: Any) -> None:
    granted(submitted(version), georgi)
    clock.moment = NOW + timedelta(days=60)
    serve_deemed()
    assert (case().phase, DeliveryAttempt.objects.count()) == ("decided", 0)


def test_a_result_is_handed_over_at_an_office_and_the_record_says_to_whom(
    application: Any, georgi: Any, clerk: Client
) -> None:
    granted(application, georgi)
    page = clerk.get(f"{DESK}/cases/{case().number}/").text
    assert "Who signed for it" in page
    answer = clerk.post(f"{DESK}/cases/{case().number}/deliver/", {"received_by": "Петър Рашков, пълномощно № 5"})
    assert answer["Content-Type"] == "application/pdf"
    assert results() == [("office", "received", NOW.date()), ("download", "overtaken", NOW.date())]
    page = clerk.get(f"{DESK}/cases/{case().number}/delivery/").text
    assert "Петър Рашков, пълномощно № 5" in page
    assert 'name="begin"' not in page
    assert "may appeal until" in page


def test_a_letter_is_posted_comes_back_and_goes_down_the_ladder(
    version: Any, georgi: Any, clerk: Client, client: Client, clock: Any
) -> None:
    granted(submitted(version, delivery="post", applicant=person("Елена", "Стоянова")), georgi)
    number = case().number
    page = clerk.get(f"{DESK}/deliveries/").text
    assert re.search(rf'value="{number}"[^>]* checked', page)
    assert clerk.post(f"{DESK}/deliveries/post/", {"case": ["x"]})["Location"] == f"{DESK}/deliveries/"
    answer = clerk.post(f"{DESK}/deliveries/post/", {"case": [number]})
    made = PostingList.objects.get()
    here = f"{DESK}/deliveries/lists/{made.pk}/"
    assert answer["Location"] == here
    clerk.post(f"{DESK}/deliveries/post/", {"case": [number]})
    assert PostingList.objects.count() == 1
    letters = clerk.get(f"{here}letters.pdf").content
    assert len(opened(letters).pages) == 2
    for words in ("Кремена Великова Рашкова", "ул. „Чинар“ № 4", "УДОСТОВЕРЕНИЕ"):
        assert words in text_of(letters), words
    letter = DeliveryAttempt.objects.get()
    assert "letters and digits" in clerk.post(f"{here}tracking/{letter.pk}/", {"tracking": "<b>"}).text
    for typed in ("ps 5600 00w", "OTHER"):
        clerk.post(f"{here}tracking/{letter.pk}/", {"tracking": typed})
    assert "PS 5600 00W" in text_of(clerk.get(f"{here}list.pdf").content)
    assert (case().phase, number) == ("decided", made.number and number)

    way = f"{DESK}/cases/{number}/delivery/"
    clock.moment = sofia(2026, 11, 25)
    clerk = again("maria")
    typed = {**hidden(clerk.get(way).text), "outcome": "failed", "proof": "", **days("on", date(2026, 11, 24))}
    assert "Write what proves it" in clerk.post(way, {**typed, "note": "1"}).text
    early = {**typed, "proof": "Непотърсена", **days("on", date(2026, 11, 1)), "note": "1"}
    assert "lies before the step" in clerk.post(way, early).text
    board = {**typed, "way": "board", "record_number": "№ 1", **days("on", date(2026, 11, 24)), "begin": "1"}
    assert "still under way" in clerk.post(way, board).text
    clerk.post(way, {**typed, "proof": "Непотърсена", "note": "1"})
    assert "asks for the step before" in clerk.post(way, board).text
    clerk.post(way, {**board, "way": "door", "record_number": "Протокол № 3"})
    assert DeliveryAttempt.objects.latest("pk").until == date(2026, 12, 1)
    clock.moment = sofia(2026, 12, 2)
    clerk = again("maria")
    clerk.post(way, {**board, "record_number": "Протокол № 4", **days("on", date(2026, 12, 2))})
    assert DeliveryAttempt.objects.latest("pk").until == date(2026, 12, 9)
    clock.moment = sofia(2026, 12, 10)
    clerk = again("maria")
    serve_deemed()
    ways = [("post", "failed"), ("door", "failed"), ("board", "deemed")]
    assert [(way, outcome) for way, outcome, _ in results()] == ways
    assert (case().state, results()[-1][2]) == ("granted_served", date(2026, 12, 10))
    assert "was received before" in clerk.post(way, {**board, "seen": ""}).text
    verbs = set(Entry.objects.values_list("verb", flat=True))
    assert {"application.posted", "application.tracking_noted", "application.delivery_failed"} <= verbs


def test_an_advice_of_delivery_starts_the_appeal_period_on_its_day(
    version: Any, georgi: Any, by: Actor, clock: Any
) -> None:
    granted(submitted(version, delivery="post"), georgi)
    assert post([case()], by=by, at=NOW) is not None
    assert post([case()], by=by, at=NOW) is None
    letter, later = DeliveryAttempt.objects.get(), NOW + timedelta(days=5)
    with pytest.raises(DeliveryRefused):
        begin(case(), way="door", on=NOW.date(), record_number="1", by=by, at=NOW)
    facts = {"received_by": "Кремена Рашкова", "proof": "ИД 5600", "on": date(2026, 11, 18)}
    note_result(letter, outcome="received", **facts, by=by, at=later)
    assert case().state == "granted_served"
    until = appeal_until(case())
    assert until is not None
    assert until.due_on == date(2026, 12, 2)
    assert "Кремена Рашкова" not in str(list(Entry.objects.values_list("facts", "subject")))


def test_nobody_hands_over_in_their_own_matter_nor_in_another_town(
    version: Any, georgi: Any, expert: Client, client: Client
) -> None:
    maria = official("own", "Мария", "clerk")
    granted(submitted(version, account=maria), georgi)
    own = client_of(maria, is_official=True)
    assert own.get(f"{DESK}/cases/{case().number}/delivery/").status_code == 404
    assert own.post(f"{DESK}/cases/{case().number}/deliver/").status_code == 404
    assert case().number not in own.get(f"{DESK}/deliveries/").text
    assert expert.get(f"{DESK}/deliveries/").status_code == 404
