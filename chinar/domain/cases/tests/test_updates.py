"""What a citizen adds to a matter, withdraws, and reads of one that was joined."""

from typing import Any
from uuid import uuid4

import pytest
from django.test import Client

from chinar.domain.cases import outcomes
from chinar.domain.cases.actions import ending, relating
from chinar.domain.cases.actions.clock import note_defects
from chinar.domain.cases.actions.moving import AlreadyDecided, take_case
from chinar.domain.cases.models import Case, Party
from chinar.domain.cases.rules import Phase
from chinar.domain.cases.tests.world import (
    KEY,
    NOW,
    TOWN,
    client_of,
    decide,
    person,
    registered,
)
from chinar.foundation.core.actor import SYSTEM, Actor
from chinar.foundation.journal.models import Entry
from chinar.foundation.time.rules import Period

BY = {"by": SYSTEM, "at": NOW}
DESK = "/troyan/en/desk/cases"


def fresh(case: Case) -> Case:
    return Case.objects.get(pk=case.pk)


@pytest.fixture
def follower(registry: Any) -> Any:
    def opened(case: Case, key: str = KEY) -> Client:
        client = Client()
        client.post("/troyan/en/follow/", {"number": case.number, "key": key})
        return client

    return opened


def test_what_a_citizen_adds_lands_in_the_file_once_in_every_phase(registry: Any, georgi: Any, follower: Any) -> None:
    case = registered(registry)
    decide(case)
    client, key = follower(case), str(uuid4())
    for _ in range(2):
        client.post(f"/troyan/en/follow/{case.number}/add/", {"key": key, "text": "Нов адрес\n<i>2</i>"})
    assert case.updates.count() == 1
    desk = client_of(georgi, is_official=True)
    page = desk.get(f"{DESK}/{case.number}/").text
    assert "New from the citizen" in page
    assert "&lt;i&gt;2&lt;/i&gt;" in page
    desk.post(f"{DESK}/{case.number}/read/", {"last": case.updates.get().pk})
    assert case.updates.get().read_by == georgi
    assert "New from the citizen" not in desk.get(f"{DESK}/{case.number}/").text
    assert "read by an official" in client.get(f"/troyan/en/follow/{case.number}/").text
    verbs = Entry.objects.filter(subject=case.number).values_list("verb", flat=True)
    assert {"case.updated", "case.updates_read"} <= set(verbs)


@pytest.mark.parametrize("text", ["", "  ", "а" * 4001, "\x00"])
def test_an_unfit_addition_is_kept_nowhere(registry: Any, follower: Any, text: str) -> None:
    case = registered(registry)
    url = f"/troyan/en/follow/{case.number}/add/"
    answer = follower(case).post(url, {"key": str(uuid4()), "text": text})
    assert answer.status_code == 200
    assert "Please check what you entered" in answer.text
    assert case.updates.count() == 0


def test_strangers_add_nothing(registry: Any, elena: Any, client: Any) -> None:
    case = registered(registry)
    url, typed = f"{TOWN}/follow/{case.number}/add/", {"key": str(uuid4()), "text": "х"}
    assert client.post(url, typed).status_code == 404
    assert client_of(elena).post(url, typed).status_code == 404
    assert case.updates.count() == 0


def test_a_flood_ends_where_nobody_could_read_it(registry: Any, follower: Any) -> None:
    case = registered(registry)
    client, url = follower(case), f"/troyan/en/follow/{case.number}/add/"
    answers = [client.post(url, {"key": str(uuid4()), "text": f"бр. {n}"}) for n in range(21)]
    assert case.updates.count() == 20
    assert "бр. 20" in answers[-1].text


def test_only_the_applicant_withdraws_only_what_is_open(registry: Any, elena: Any, georgi: Any, follower: Any) -> None:
    case = registered(registry, account=elena)
    url = f"/troyan/en/follow/{case.number}/withdraw/"
    assert follower(case).post(url, {"sure": "on"}).status_code == 302  # to sign in
    assert client_of(georgi, is_official=True).post(url, {"sure": "on"}).status_code == 404
    mine = client_of(elena)
    assert "Confirm" in mine.post(url, {}).text
    assert fresh(case).is_open
    mine.post(url, {"sure": "on"})
    assert (fresh(case).outcome, fresh(case).phase) == (outcomes.WITHDRAWN, Phase.CLOSED)
    assert "Withdrawn by the applicant" in mine.get(f"/troyan/en/follow/{case.number}/").text
    with pytest.raises(AlreadyDecided):
        ending.withdraw(case, by=Actor(elena.pk, "citizen"), at=NOW)


def test_followers_of_a_joined_matter_read_how_the_other_stands(registry: Any, georgi: Any, follower: Any) -> None:
    joined = registered(registry)
    leading = registered(registry, parties=[Party(role="applicant", person=person("Ана", "Тайна"))], key="X" * 16)
    take_case(leading, handler=georgi, **BY)
    relating.merge(joined, other=leading, reason="Същото", **BY)
    client = follower(joined)
    page = client.get(f"/troyan/en/follow/{joined.number}/").text
    assert leading.number in page
    assert "Георги Николов" in page
    assert "Тайна" not in page
    # The key of the one opens the other to nobody.
    assert client.get(f"/troyan/en/follow/{leading.number}/").status_code == 302


def test_what_was_written_to_the_others_is_not_shown_to_who_was_joined(registry: Any, follower: Any) -> None:
    period: dict[str, Any] = {"legal_period": "individual_act", "period": Period.parse("14d")}
    joined, leading = registered(registry, **period), registered(registry, key="X" * 16, **period)
    relating.merge(joined, other=leading, reason="Същото", **BY)
    note_defects(leading, what="Приложете акта за смърт на Ана Тайна.", on=NOW.date(), **BY)
    page = follower(joined).get(f"/troyan/en/follow/{joined.number}/").text
    assert leading.number in page
    assert "The clock stands since" in page
    assert "Тайна" not in page
    assert "Тайна" in follower(leading, key="X" * 16).get(f"/troyan/en/follow/{leading.number}/").text
