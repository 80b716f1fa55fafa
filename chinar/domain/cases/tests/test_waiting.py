"""Everything that waits for the municipality: one page, one part of the daily message."""

from typing import Any
from uuid import uuid4

import pytest
from django.test import Client

from chinar.domain.cases import waiting
from chinar.domain.cases.actions.recusing import recuse
from chinar.domain.cases.actions.updating import add_update
from chinar.domain.cases.models import Case, FileRequest, OpinionRequest
from chinar.domain.cases.tests.world import NOW, TOWN, client_of, official, open_department, registered, sofia
from chinar.domain.cases.watching.summary import summarise
from chinar.foundation.core.actor import SYSTEM, VISITOR
from chinar.foundation.notifications.models import Message
from chinar.foundation.people.models import Account

ADDRESS = f"{TOWN}/desk/waiting/"


def test_all_sorts_stand_by_due_date_with_whose_they_are(
    registry: Any, georgi: Account, clock: Any, django_assert_max_num_queries: Any
) -> None:
    late, soon = registered(registry, received_at=sofia(2026, 11, 2)), registered(registry)
    Case.objects.filter(pk=soon.pk).update(handler=georgi)
    add_update(late, key=uuid4(), text="ЕГН 9030261907", papers=[], by=VISITOR, at=NOW)
    FileRequest.objects.create(case=soon, at=NOW)
    asked = registered(open_department("taxes", "Местни данъци"))
    OpinionRequest.objects.create(
        case=asked, key=uuid4(), department=registry, what="Дължи ли?", due_on=NOW.date(), asked_at=NOW
    )
    expert = client_of(georgi, is_official=True)
    with django_assert_max_num_queries(12):
        seen = expert.get(ADDRESS).text
    order = [seen.index(words) for words in ("Просрочени", late.number, ">Днес<", asked.number, soon.number, "Без ден")]
    assert order == sorted(order)
    assert "9030261907" not in seen
    assert seen.count(f">{late.number}<") == 2, "the matter, and what came to it"
    assert f"/desk/opinions/{OpinionRequest.objects.get().pk}/" in seen
    assert "Поискани от нас становища (1)" in seen
    only = expert.get(ADDRESS, {"only": "opinions"}).text.split("<table")[1]
    assert asked.number in only
    assert soon.number not in only
    rows = expert.get(ADDRESS, {"show": "mine"}).text.split("<table")[1]
    assert soon.number in rows
    for odd in ({"only": "<i>"}, {"show": "x"}):
        assert expert.get(ADDRESS, odd).status_code == 200


def test_more_rows_cost_no_more_and_the_page_ends(
    registry: Any, georgi: Account, monkeypatch: pytest.MonkeyPatch, django_assert_max_num_queries: Any
) -> None:
    cases = [registered(registry) for _ in range(4)]
    for case in cases:
        add_update(case, key=uuid4(), text="Още.", papers=[], by=VISITOR, at=NOW)
    listed = waiting.lines(georgi, on=NOW.date(), most=3)
    assert len(listed) == 3
    expert = client_of(georgi, is_official=True)
    with django_assert_max_num_queries(12):
        assert expert.get(ADDRESS).text.count(f">{cases[0].number}<") == 2
    assert {source.code: n for source, n in waiting.counts(georgi, on=NOW.date()).items()} == {
        "matters": 4,
        "papers": 4,
    }


def test_who_is_kept_away_learns_of_nothing_and_others_of_their_own_departments(
    registry: Any, georgi: Account, elena: Account
) -> None:
    secret, plain = registered(registry), registered(registry)
    for case in (secret, plain):
        add_update(case, key=uuid4(), text="Още.", papers=[], by=VISITOR, at=NOW)
        FileRequest.objects.create(case=case, at=NOW)
    recuse(secret, accounts={georgi.pk}, by=SYSTEM, at=NOW)
    seen = client_of(georgi, is_official=True).get(ADDRESS).text
    assert plain.number in seen
    assert secret.number not in seen
    assert all(n == 1 for n in waiting.counts(georgi, on=NOW.date()).values())
    other = official("todor", "Тодор Ванев", "expert", open_department("taxes", "Местни данъци"))
    assert "Нищо не чака" in client_of(other, is_official=True).get(ADDRESS).text
    assert client_of(elena).get(ADDRESS).status_code == 404
    assert Client().get(ADDRESS).status_code == 302


def test_the_daily_message_tells_of_it_once(registry: Any, nadezhda: Account) -> None:
    case = registered(registry)
    add_update(case, key=uuid4(), text="Още.", papers=[], by=VISITOR, at=NOW)
    for _round in range(2):
        summarise(at=NOW)
    told = Message.objects.get(template="cases/notices/summary.txt")
    assert "Нови документи, които никой не е прочел: 1" in told.text
    assert "/desk/waiting/" in told.text
