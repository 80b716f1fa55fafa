"""The worklist and the page of a case: by due date, for those who may read, at the same price for 3 rows and for 60."""

import re
from typing import Any

import pytest
from django.test import Client

from chinar.domain.cases.actions.moving import move
from chinar.domain.cases.models import Case
from chinar.domain.cases.tests.world import (
    NOW,
    TOWN,
    account,
    client_of,
    decide,
    official,
    open_department,
    registered,
    sofia,
)
from chinar.foundation.core.scope import scoped
from chinar.foundation.journal.models import Entry

WORKLIST = f"{TOWN}/desk/cases/"
NUMBER = re.compile(r">(99-\d+-[\d.]+)</a>")


def shown(client: Client, query: str = "") -> list[str]:
    return NUMBER.findall(client.get(f"{WORKLIST}{query}").text)


@pytest.fixture
def expert(georgi: Any) -> Client:
    return client_of(georgi, is_official=True)


def test_what_is_due_first_stands_first_and_decided_matters_stand_nowhere(registry: Any, expert: Client) -> None:
    later, sooner, decided = (registered(registry, received_at=sofia(2026, 11, day)) for day in (16, 12, 13))
    decide(decided)
    assert shown(expert) == [sooner.number, later.number]


def test_the_list_is_of_this_town(registry: Any, other_town: Any, expert: Client) -> None:
    with scoped(other_town.pk):
        registered(open_department())
    assert shown(expert) == []
    assert "Nothing waits here." in expert.get("/troyan/en/desk/cases/").text


def test_mine_and_nobodys_are_one_press_away(registry: Any, expert: Client, georgi: Any, nadezhda: Any) -> None:
    mine, hers, free = (registered(registry) for _ in range(3))
    for case, handler in ((mine, georgi), (hers, nadezhda)):
        case.handler = handler
        move(case, "in_progress")
    assert shown(expert) == [mine.number, hers.number, free.number]
    assert shown(expert, "?show=mine") == [mine.number]
    assert shown(expert, "?show=free") == [free.number]


def test_twenty_five_stand_on_a_page(registry: Any, expert: Client) -> None:
    numbers = [registered(registry).number for _ in range(28)]
    assert shown(expert) == numbers[:25]
    following = re.search(r'rel="next" href="[^"?]*([^"]+)"', expert.get(WORKLIST).text)
    assert following
    assert shown(expert, following[1].replace("&amp;", "&")) == numbers[25:]


IMPOSSIBLE = ["?after=0", "?after=r.2026-13-01.1", "?after=w.x.²", f"?after=r.2020-01-01.{'9' * 30}", "?show=x"]


@pytest.mark.parametrize("query", IMPOSSIBLE)
def test_an_impossible_page_shows_one_that_is_there(registry: Any, expert: Client, query: str) -> None:
    case = registered(registry)
    assert shown(expert, query) == [case.number]


def test_lateness_is_said_in_days(registry: Any, georgi: Any, clock: Any) -> None:
    registered(registry)  # due on 23 November
    for day, words in ((16, "in 7 days"), (23, "<strong>today</strong>"), (25, "2 days late")):
        clock.moment = NOW.replace(day=day)
        assert words in client_of(georgi, is_official=True).get("/troyan/en/desk/cases/").text


@pytest.mark.parametrize("rows", [3, 30])
def test_the_list_costs_at_most_twelve_queries(
    registry: Any, expert: Client, georgi: Any, django_assert_max_num_queries: Any, rows: int
) -> None:
    for _ in range(rows):
        registered(registry)
    Case.objects.update(handler=georgi)
    with django_assert_max_num_queries(12):
        expert.get(WORKLIST)


def test_reading_a_case_is_in_the_journal(registry: Any, expert: Client, georgi: Any) -> None:
    case = registered(registry)
    page = expert.get(f"{WORKLIST}{case.number}/").text
    assert case.number in page
    assert case.key not in page
    entry = Entry.objects.get(verb="case.read")
    assert (entry.subject, entry.actor_id) == (case.number, georgi.pk)


def test_taking_a_case_leads_back_to_it(registry: Any, expert: Client, georgi: Any) -> None:
    case = registered(registry)
    answer = expert.post(f"{WORKLIST}{case.number}/take/")
    assert answer["Location"] == f"{WORKLIST}{case.number}/"
    assert Case.objects.get(pk=case.pk).handler_id == georgi.pk


def test_taking_what_was_decided_meanwhile_says_so_and_changes_nothing(registry: Any, expert: Client) -> None:
    case = registered(registry)
    decide(case)
    page = expert.post(f"/troyan/en/desk/cases/{case.number}/take/", follow=True).text
    assert "This matter has been decided meanwhile. Nothing was changed." in page
    assert Case.objects.get(pk=case.pk).handler_id is None


@pytest.mark.parametrize("seen", ["", "0", "x", "²", "-1", "9" * 5000])
def test_a_colleague_is_not_replaced_unseen(
    registry: Any, expert: Client, georgi: Any, nadezhda: Any, seen: str
) -> None:
    case = registered(registry)
    case.handler = nadezhda
    move(case, "in_progress")
    page = expert.post(f"/troyan/en/desk/cases/{case.number}/take/", {"seen": seen}, follow=True).text
    assert "A colleague has taken this matter meanwhile." in page
    assert f'name="seen" value="{nadezhda.pk}"' in page
    assert Case.objects.get(pk=case.pk).handler_id == nadezhda.pk
    expert.post(f"{WORKLIST}{case.number}/take/", {"seen": str(nadezhda.pk)})
    assert Case.objects.get(pk=case.pk).handler_id == georgi.pk


def test_a_link_does_not_take_a_case(registry: Any, expert: Client) -> None:
    case = registered(registry)
    assert expert.get(f"{WORKLIST}{case.number}/take/").status_code == 405


@pytest.mark.parametrize("number", ["99-9-16.11.2026", "%00", "9" * 3000])
def test_a_case_that_is_not_there_is_not_found(registry: Any, expert: Client, number: str) -> None:
    expected = 400 if "%00" in number else 404
    assert expert.get(f"{WORKLIST}{number}/").status_code == expected
    assert expert.post(f"{WORKLIST}{number}/take/").status_code == expected


@pytest.fixture
def everybody(registry: Any, other_town: Any, georgi: Any, elena: Any) -> dict[str, Client]:
    with scoped(other_town.pk):
        petar = official("petar", "Петър Стоянов", "expert", open_department())
    taxes = open_department("taxes", "Местни данъци")
    return {
        "expert": client_of(georgi, is_official=True),
        "clerk": client_of(official("maria", "Мария Петрова", "clerk"), is_official=True),
        "expert of taxes": client_of(official("todor", "Тодор Илиев", "expert", taxes), is_official=True),
        "secretary": client_of(official("svetla", "Светла Маринова", "secretary"), is_official=True),
        "press officer": client_of(official("ana", "Ана Колева", "press_officer"), is_official=True),
        "expert of Razlog": client_of(petar, is_official=True),
        "party": client_of(elena),
        "neighbour": client_of(account("neighbour", "Стоян Иванов")),
        "anonymous": Client(),
    }


def test_who_may_read_the_worklist_and_a_case(registry: Any, everybody: dict[str, Client], elena: Any) -> None:
    case = registered(registry, account=elena)
    readers = {"expert", "clerk", "secretary"}
    for address, welcome in ((WORKLIST, readers | {"expert of taxes"}), (f"{WORKLIST}{case.number}/", readers)):
        answers = {who: client.get(address).status_code for who, client in everybody.items()}
        assert answers == {who: 200 if who in welcome else 302 if who == "anonymous" else 404 for who in everybody}
    assert shown(everybody["clerk"]) == [case.number]
    assert shown(everybody["expert of taxes"]) == []


def test_who_may_take_a_case(registry: Any, everybody: dict[str, Client], elena: Any) -> None:
    case = registered(registry, account=elena)
    answers = {who: client.post(f"{WORKLIST}{case.number}/take/").status_code for who, client in everybody.items()}
    assert answers == {who: 302 if who in ("expert", "anonymous") else 404 for who in everybody}
    assert everybody["anonymous"].post(f"{WORKLIST}{case.number}/take/")["Location"].startswith("/bg/accounts/login/")


def test_an_official_without_the_second_factor_is_asked_for_it(registry: Any, georgi: Any) -> None:
    client_of(georgi, is_official=True)
    once = Client()
    once.force_login(georgi)
    answer = once.get(WORKLIST)
    assert answer.status_code == 302
    assert "/accounts/" in answer["Location"]
