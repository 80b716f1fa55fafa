"""Following a matter by number and key, and seeing one's own. A number alone opens nothing."""

import re
from typing import Any

import pytest
from django.test import Client

from chinar.domain.cases.tests.world import KEY, NOW, TOWN, account, client_of, open_department, registered
from chinar.foundation.core.scope import scoped
from chinar.foundation.documents.codes import format_code
from chinar.foundation.journal.models import Entry

FOLLOW = f"{TOWN}/follow/"
CSRF = re.compile(rb'name="csrfmiddlewaretoken" value="\w+"')


def ask(client: Client, number: str, key: str = KEY) -> Any:
    return client.post(FOLLOW, {"number": number, "key": key})


@pytest.mark.parametrize("key", [KEY, format_code(KEY), "7kq2 m9xd 4trb 0hwe", "7КQ2-М9XD-4ТRВ-ОНWЕ"])
def test_number_and_key_open_the_matter_however_the_key_is_typed(registry: Any, client: Client, key: str) -> None:
    case = registered(registry)
    answer = ask(client, f" {case.number} ", key)
    assert answer["Location"] == f"{FOLLOW}{case.number}/"
    page = client.get(answer["Location"]).text
    assert case.number in page
    assert "23 ноември 2026 г." in page
    assert KEY not in page


def test_a_wrong_key_and_an_absent_number_are_answered_byte_for_byte_alike(registry: Any, client: Client) -> None:
    there = registered(registry).number
    absent = there.replace("-1-", "-8-")
    wrong_key = ask(client, there, "0000000000000000")
    no_number = ask(client, absent, "0000000000000000")
    right_key_elsewhere = ask(client, absent, KEY)
    assert wrong_key.status_code == no_number.status_code == right_key_elsewhere.status_code == 200
    seen = [
        CSRF.sub(b"", answer.content).replace(number.encode(), b"N").replace(KEY.encode(), b"0000000000000000")
        for number, answer in ((there, wrong_key), (absent, no_number), (absent, right_key_elsewhere))
    ]
    assert seen[0] == seen[1] == seen[2]
    assert {*wrong_key.headers} == {*no_number.headers}


def test_what_was_typed_stays_on_the_page(registry: Any, client: Client) -> None:
    page = ask(client, "99-5-16.11.2026", "WRONG-KEY").text
    assert 'value="99-5-16.11.2026"' in page
    assert 'value="WRONG-KEY"' in page


@pytest.mark.parametrize(("number", "key"), [("", KEY), ("1", ""), ("", "")])
def test_what_is_missing_is_said_beside_the_field(registry: Any, client: Client, number: str, key: str) -> None:
    page = client.post("/troyan/en/follow/", {"number": number, "key": key}).text
    assert ("Enter the number that stands" in page) is (not number)
    assert ("Enter the key that stands" in page) is (not key)


def test_the_address_on_the_receipt_fills_in_the_number(registry: Any, client: Client) -> None:
    assert 'value="99-1-16.11.2026"' in client.get(f"{FOLLOW}?number=99-1-16.11.2026").text


def test_the_eleventh_try_in_a_minute_waits_even_with_the_right_key(registry: Any, client: Client) -> None:
    case = registered(registry)
    for _ in range(10):
        assert ask(client, case.number, "0000000000000000").status_code == 200
    answer = ask(client, case.number)
    assert answer.status_code == 429
    assert f'value="{case.number}"' in answer.text
    assert client.get(f"{FOLLOW}{case.number}/").status_code == 302


def test_a_number_alone_leads_to_the_question_for_the_key(registry: Any, client: Client) -> None:
    case = registered(registry)
    for number in (case.number, "99-7-16.11.2026"):
        answer = client.get(f"{FOLLOW}{number}/")
        assert (answer.status_code, answer["Location"]) == (302, FOLLOW)


def test_a_matter_opened_by_one_visitor_is_closed_to_the_next(registry: Any, client: Client) -> None:
    case = registered(registry)
    ask(client, case.number)
    assert client.get(f"{FOLLOW}{case.number}/").status_code == 200
    assert Client().get(f"{FOLLOW}{case.number}/").status_code == 302


def test_the_same_number_in_another_town_stays_closed(registry: Any, other_town: Any, client: Client) -> None:
    case = registered(registry)
    with scoped(other_town.pk):
        assert registered(open_department(), key="0" * 15 + "1").number == case.number
    ask(client, case.number)
    assert client.get(f"/razlog/bg/follow/{case.number}/").status_code == 302
    assert client.post("/razlog/bg/follow/", {"number": case.number, "key": KEY}).status_code == 200


def test_the_pages_are_kept_by_no_cache(registry: Any, elena: Any, client: Client) -> None:
    case = registered(registry, account=elena)
    ask(client, case.number)
    for answer in (client.get(FOLLOW), client.get(f"{FOLLOW}{case.number}/"), client_of(elena).get(f"{TOWN}/mine/")):
        assert "no-store" in answer["Cache-Control"]


def test_my_matters_are_mine_newest_first(registry: Any, elena: Any) -> None:
    mine = [registered(registry, account=elena) for _ in range(2)]
    hers = registered(registry, account=account("neighbour", "Стоян Иванов"))
    page = client_of(elena).get(f"{TOWN}/mine/").text
    assert 0 < page.index(mine[1].number) < page.index(mine[0].number)
    assert hers.number not in page
    assert client_of(elena).get(f"{FOLLOW}{mine[0].number}/").status_code == 200
    assert client_of(elena).get(f"{FOLLOW}{hers.number}/").status_code == 302


def test_who_has_no_matters_is_told_so(registry: Any, elena: Any) -> None:
    assert "You have no registered matters in this municipality yet." in client_of(elena).get("/troyan/en/mine/").text


def test_a_visitor_signs_in_to_see_their_matters(registry: Any, client: Client) -> None:
    assert "/accounts/login/?next=/troyan/bg/mine/" in client.get(f"{TOWN}/mine/")["Location"]


def test_a_late_matter_says_that_it_is_late(registry: Any, elena: Any, clock: Any) -> None:
    case = registered(registry, account=elena)
    clock.moment = NOW.replace(day=24)
    page = client_of(elena).get(f"/troyan/en/follow/{case.number}/").text
    assert "The decision was due by 23 November 2026 and is late." in page


@pytest.mark.parametrize(
    "number", ["%00", "1%00", "%ff", "%2e%2e%2f", "9" * 3000, "%F0%9F%98%80", "99-١-16.11.2026", "'%20or%20'1'='1"]
)
def test_an_impossible_number_in_an_address_is_not_there(registry: Any, elena: Any, number: str) -> None:
    for client in (Client(), client_of(elena)):
        assert client.get(f"{FOLLOW}{number}/").status_code == (400 if "%00" in number else 404)


def test_each_look_at_a_matter_is_in_the_journal(registry: Any, elena: Any, client: Client) -> None:
    case = registered(registry, account=elena)
    ask(client, case.number)
    for follower in (client, client_of(elena)):
        follower.get(f"{FOLLOW}{case.number}/")
    seen = Entry.objects.filter(verb="case.followed", subject=case.number).order_by("pk")
    assert [(entry.actor_id, entry.actor_kind) for entry in seen] == [(None, "visitor"), (elena.pk, "citizen")]


def test_a_late_matter_tells_the_right_that_silence_gives(registry: Any, elena: Any, clock: Any) -> None:
    case = registered(registry, account=elena)
    page = f"/troyan/en/follow/{case.number}/"
    assert "you may appeal until" not in client_of(elena).get(page).text
    clock.moment = NOW.replace(day=24)
    # Two months from 23 November end on a Saturday (АПК чл. 84 ал. 2).
    assert "you may appeal until 25 January 2027" in client_of(elena).get(page).text


@pytest.mark.parametrize("typed", ["\x00", "a" * 10_000, "\u202e<script>", "' or 1=1 --", "😀", "9" * 60, "\r\n\t\x1f"])
def test_nothing_typed_breaks_the_question_for_the_key(registry: Any, client: Client, typed: str) -> None:
    registered(registry)
    for number, key in ((typed, KEY), ("99-1-16.11.2026", typed)):
        answer = ask(client, number, key)
        assert answer.status_code == 200
        assert "<script>" not in answer.text


@pytest.mark.parametrize("matters", [1, 30])
def test_my_matters_cost_the_same_for_one_and_for_thirty(
    registry: Any, elena: Any, django_assert_max_num_queries: Any, matters: int
) -> None:
    for _ in range(matters):
        registered(registry, account=elena)
    client = client_of(elena)
    with django_assert_max_num_queries(9):
        client.get(f"{TOWN}/mine/")
