"""The same form twice: in a row, and at the very same moment."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

import pytest
from django.db import IntegrityError, connection
from django.test import Client

from chinar.domain.applications import access, actions
from chinar.domain.applications.models import Application, Draft
from chinar.domain.applications.tests.world import fill, page_of, send
from chinar.domain.cases.models import Case, Counter
from chinar.domain.cases.tests.world import client_of
from chinar.foundation.core.scope import scoped
from chinar.foundation.journal.models import Entry
from chinar.foundation.people.models import Person


def test_a_second_press_shows_the_same_number(citizen: Client) -> None:
    key = fill(citizen)
    places = [send(citizen, key)["Location"] for _ in range(3)]
    assert places == [page_of(key, "done")] * 3
    assert Case.objects.count() == 1


def lose_the_race(*_: Any, **__: Any) -> None:
    raise IntegrityError("applications_registered_once")


def test_who_comes_second_gets_the_registration_of_the_first(
    citizen: Client, application: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    key = fill(citizen)
    monkeypatch.setattr(actions, "submit_application", lose_the_race)
    monkeypatch.setattr(access, "get_registered_for", lambda user, key: application)
    assert send(citizen, key)["Location"] == page_of(key, "done")


def test_a_failure_that_is_no_race_is_not_hidden(citizen: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    key = fill(citizen)
    monkeypatch.setattr(actions, "submit_application", lose_the_race)
    with pytest.raises(IntegrityError):
        send(citizen, key)
    assert Draft.objects.get().key == key


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("known", [False, True])
def test_two_presses_at_the_same_moment_register_once(town: Any, version: Any, elena: Any, known: bool) -> None:
    citizen = client_of(elena)
    if known:
        send(citizen, fill(citizen))
    before = Case.objects.count()
    key = fill(citizen)
    presses = [client_of(elena) for _ in range(4)]
    together = Barrier(len(presses))

    def press(client: Client) -> tuple[int, str]:
        try:
            together.wait(10)
            answer = send(client, key)
            return answer.status_code, answer["Location"]
        finally:
            connection.close()

    with ThreadPoolExecutor(len(presses)) as pool:
        assert set(pool.map(press, presses)) == {(302, page_of(key, "done"))}
    with scoped(town.pk):
        assert Case.objects.count() == Application.objects.count() == before + 1
        assert Counter.objects.get().last == before + 1
        assert Person.objects.count() == 1
        assert Entry.objects.filter(verb="application.registered").count() == before + 1
    assert Case.objects.order_by("-id")[0].number in citizen.get(page_of(key, "done")).text
