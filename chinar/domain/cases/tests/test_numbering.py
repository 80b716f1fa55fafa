"""The numbering port: nothing acknowledged is lost while the records system is down, and its number comes once."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from django.test import Client

from chinar.domain.cases import access
from chinar.domain.cases.models import Case, OutsideNumber, RecordsConnection
from chinar.domain.cases.numbering.actions import claim, note_number, set_connection
from chinar.domain.cases.numbering.client import NoNumber, RecordsSystem, is_safe
from chinar.domain.cases.numbering.rules import LAST_PAUSE, is_number, pause_after, sought
from chinar.domain.cases.numbering.sending import ask_for_numbers
from chinar.domain.cases.tests import records_system
from chinar.domain.cases.tests.records_system import TOKEN, Records
from chinar.domain.cases.tests.world import KEY, NOW, client_of, official, person, registered
from chinar.foundation.core.actor import SYSTEM
from chinar.foundation.journal.models import Entry

EN = "/troyan/en"
PAGE = f"{EN}/desk/numbering/"


@pytest.fixture
def records() -> Iterator[Records]:
    with records_system.running() as started:
        yield started


@pytest.fixture
def connected(records: Records, registry: Any) -> Records:
    set_connection(address=records.address, token=TOKEN, is_on=True, by=SYSTEM, at=NOW)
    return records


@pytest.fixture
def operator(registry: Any) -> Client:
    return client_of(official("ognyan", "Огнян Попов", "operator"), is_official=True)


def round_at(minutes: int = 0) -> int:
    return ask_for_numbers(now=lambda: NOW + timedelta(minutes=minutes))


def test_a_matter_is_accepted_under_our_number_at_once_and_the_other_one_comes_later(connected: Records) -> None:
    from chinar.foundation.territory.models import Department

    first, second = registered(Department.objects.get()), registered(Department.objects.get())
    assert (first.number, second.number) == ("99-1-16.11.2026", "99-2-16.11.2026")
    assert (OutsideNumber.objects.waiting().count(), connected.asked) == (2, [])
    assert (round_at(), round_at(600)) == (2, 0)
    assert [row.number for row in OutsideNumber.objects.order_by("case")] == ["ВХ-1 / 2026", "ВХ-2 / 2026"]
    told = connected.asked[0]
    assert told["number"] == first.number
    assert told.keys() == {"idempotency_key", "number", "received_at", "kind", "title", "department", "channel"}
    assert connected.headers[0]["authorization"] == f"Bearer {TOKEN}"
    assert connected.headers[0]["idempotency-key"] == told["idempotency_key"]
    assert Entry.objects.filter(verb="case.numbered", subject=first.number).count() == 1


def test_without_a_records_system_our_numbers_are_the_only_ones(registry: Any, records: Records) -> None:
    registered(registry)
    assert (OutsideNumber.objects.count(), round_at()) == (0, 0)
    set_connection(address=records.address, token=TOKEN, is_on=False, by=SYSTEM, at=NOW)
    registered(registry)
    assert OutsideNumber.objects.count() == 0


WRONG = [
    (503, b"", "busy"),
    (429, b"", "busy"),
    (403, b"", "key"),
    (422, b"{}", "refused"),
    (301, b"", "refused"),
    (200, b"no json", "unclear"),
    (200, b"[1]", "unclear"),
    (200, b'{"number": ""}', "unclear"),
    (200, b'{"number": 7}', "unclear"),
    (201, b'{"number": "a\\nb"}', "unclear"),
    (201, b'{"number": "' + b"9" * 81 + b'"}', "unclear"),
    (201, b'{"number": "' + b"9" * 200_000 + b'"}', "unclear"),
    (200, b"\xff\xfe", "unclear"),
]


def test_whatever_it_answers_the_matter_stays_accepted_and_waits(connected: Records, registry: Any) -> None:
    case = registered(registry)
    for minutes, (status, body, trouble) in enumerate(WRONG):
        connected.status, connected.body = status, body
        assert round_at(minutes * 400) == 0
        assert OutsideNumber.objects.values_list("trouble", flat=True).get() == trouble, (status, body)
    assert RecordsConnection.objects.get().trouble == "unclear"
    connected.status = 0
    assert round_at(10_000) == 1
    waiting = OutsideNumber.objects.get(case=case)
    assert (waiting.number, waiting.trouble, waiting.tries) == ("ВХ-1 / 2026", "", len(WRONG) + 1)


def test_a_lost_answer_registers_nothing_twice(connected: Records, registry: Any) -> None:
    registered(registry)
    connected.drops_answer = True
    assert (round_at(), OutsideNumber.objects.get().trouble) == (0, "unreachable")
    connected.drops_answer = False
    assert round_at(5) == 1
    assert (len(connected.numbers), len(connected.asked)) == (1, 2)
    assert connected.asked[0] == connected.asked[1]


def test_while_it_is_down_it_is_tried_more_and_more_seldom_but_never_given_up(registry: Any) -> None:
    set_connection(address="http://127.0.0.1:9", token=TOKEN, is_on=True, by=SYSTEM, at=NOW)
    cases = [registered(registry) for _ in range(3)]
    assert round_at() == 0
    assert sum(row.tries for row in OutsideNumber.objects.all()) == 1  # the others are spared the wait
    assert [case.number for case in cases] == [f"99-{n}-16.11.2026" for n in (1, 2, 3)]
    pauses = [pause_after(tries) for tries in range(1, 40)]
    assert pauses == sorted(pauses)
    assert (pauses[0], pauses[-1]) == (timedelta(minutes=1), LAST_PAUSE)


def test_of_two_workers_one_asks_and_the_first_number_stays(connected: Records, registry: Any) -> None:
    registered(registry)
    seen, same = OutsideNumber.objects.get(), OutsideNumber.objects.get()
    assert (claim(seen, at=NOW), claim(same, at=NOW)) == (True, False)
    note_number(seen, "ВХ-7", at=NOW)
    note_number(same, "ВХ-8", at=NOW)
    assert OutsideNumber.objects.get().number == "ВХ-7"
    assert Entry.objects.filter(verb="case.numbered").count() == 1


def test_a_number_that_another_matter_bears_is_kept_for_nobody(connected: Records, registry: Any) -> None:
    registered(registry), registered(registry)
    connected.status, connected.body = 201, '{"number": "вх-1"}'.encode()
    round_at()
    assert sorted(OutsideNumber.objects.values_list("number", "trouble")) == [("", "double"), ("вх-1", "")]
    other = OutsideNumber.objects.get(number="")
    with pytest.raises(IntegrityError), transaction.atomic():
        OutsideNumber.objects.filter(pk=other.pk).update(number="ВХ-1", sought="вх-1", given_at=NOW)


def test_our_numbers_stay_without_a_gap_when_a_registration_fails(connected: Records, registry: Any) -> None:
    registered(registry)
    with transaction.atomic():
        registered(registry)
        transaction.set_rollback(True)
    assert registered(registry).number == "99-2-16.11.2026"
    assert OutsideNumber.objects.count() == 2


def test_both_numbers_find_the_matter(connected: Records, registry: Any, georgi: Any, client: Client) -> None:
    case = registered(registry)
    round_at()
    expert = client_of(georgi, is_official=True)
    for typed in (case.number, f"№ {case.number} г.", "ВХ-1 / 2026", "вх-1/2026", "№ВХ-1/2026"):
        found = expert.get(f"{EN}/desk/cases/", {"number": typed})
        assert found["Location"] == f"{EN}/desk/cases/{case.number}/", typed
        opened = client.post(f"{EN}/follow/", {"number": typed, "key": KEY})
        assert opened.status_code == 302, typed
        assert access.find_other_case(georgi, typed, on=NOW.date()) == case
    assert "ВХ-1 / 2026" in expert.get(f"{EN}/desk/cases/{case.number}/").text
    assert "ВХ-1 / 2026" in client.get(f"{EN}/follow/{case.number}/").text
    for typed in ("ВХ-2/2026", "", "№", "ВХ-1/2027", "х" * 500, "\x01"):
        assert access.get_case_by_key(typed, KEY) is None
    assert access.get_case_by_key("ВХ-1/2026", "0" * 16) is None


def test_a_number_that_looks_like_one_of_ours_leads_to_both_and_opens_only_with_its_key(
    connected: Records, registry: Any, georgi: Any
) -> None:
    first = registered(registry, key="1" * 16)
    second = registered(registry, key="2" * 16)
    waiting = OutsideNumber.objects.get(case=second)
    note_number(waiting, first.number, at=NOW)
    assert access.get_case_by_key(first.number, "1" * 16) == first
    assert access.get_case_by_key(first.number, "2" * 16) == second
    page = client_of(georgi, is_official=True).get(f"{EN}/desk/cases/", {"number": first.number})
    assert page.status_code == 200
    assert second.number in page.text


def test_the_page_shows_how_it_stands_and_never_the_token(connected: Records, registry: Any, operator: Client) -> None:
    case = registered(registry)
    connected.status = 503
    round_at()
    page = operator.get(PAGE).text
    assert "it answered that it cannot now (503)" in page
    assert "1, the first since" in page
    assert TOKEN not in page
    assert case.number not in page  # who keeps the connection reads no matter
    stored = connection.cursor().execute("select token from cases_recordsconnection").fetchone()  # type: ignore[union-attr]
    assert TOKEN not in stored[0]
    assert "No connection" in operator.post(f"{PAGE}test/", follow=True).text
    connected.status = 0
    assert "Archimed" in operator.post(f"{PAGE}test/", follow=True).text
    assert round_at(1) == 1  # asked for at once, whatever the pause was
    verbs = list(Entry.objects.filter(verb="numbering.tested").values_list("facts", flat=True))
    assert [facts["result"] for facts in verbs] == ["busy", "ok"]
    assert not [entry for entry in Entry.objects.all() if TOKEN in str(entry.facts)]


def test_what_is_typed_wrong_is_told_and_an_empty_token_keeps_the_one_that_is_held(
    operator: Client, records: Records, nadezhda: Any
) -> None:
    for address in ("http://records.example", "ftp://x", "https://", "records", "https://x y", "javascript:alert(1)"):
        page = operator.post(PAGE, {"address": address, "token": "x"}).text
        assert "govuk-error-message" in page, address
    assert "Enter the token" in operator.post(PAGE, {"address": "https://records.example", "token": ""}).text
    assert operator.post(PAGE, {"address": "https://records.example", "token": "тайно"}).status_code == 200
    assert not RecordsConnection.objects.exists()
    typed = {"address": records.address, "token": TOKEN, "is_on": "on"}
    assert operator.post(PAGE, typed).status_code == 302
    assert operator.post(PAGE, {**typed, "token": ""}).status_code == 302
    assert RecordsConnection.objects.get().token == TOKEN
    assert client_of(nadezhda, is_official=True).get(PAGE).status_code == 404


def test_the_client_sends_its_token_nowhere_without_encryption_but_to_this_machine() -> None:
    right = ("https://x.bg", "http://127.0.0.1:1/x", "http://[::1]/", "http://localhost")
    assert [address for address in right if not is_safe(address)] == []
    wrong = ("http://x.bg", "http://127.0.0.1.x.bg", "http://2130706433.x", "https://", "", "file:///etc/passwd", "//x")
    assert [address for address in wrong if is_safe(address)] == []
    with pytest.raises(NoNumber):
        RecordsSystem("http://records.example", TOKEN).name()
    assert [is_number(text) for text in ("ВХ-1", "", " ", "№", "a\x00", None, 5, "x" * 81)] == [True] + [False] * 7
    assert sought(" № ВХ-12 / 2026 ") == sought("вх-12/2026")


def test_the_phone_finds_it_by_the_other_number_too(connected: Records, registry: Any) -> None:
    from chinar.domain.cases.numbering.finding import number_meant

    case = registered(registry, parties=[])
    assert person() is not None
    round_at()
    assert number_meant("вх-1/2026") == case.number
    assert number_meant(case.number) == case.number
    assert number_meant("няма") == "няма"
    assert Case.objects.count() == 1
