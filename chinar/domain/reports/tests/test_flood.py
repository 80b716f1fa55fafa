"""Very many signals from one address: a few are registered, the next ones confirmed by mail, the rest cost little."""

import re
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from chinar.domain.cases.tests.world import NOW, TOWN, sofia
from chinar.domain.reports.actions.holding_back import erase_old_held
from chinar.domain.reports.models import Category, CitizenReport, HeldReport
from chinar.domain.reports.tests.world import TYPED, send
from chinar.domain.reports.views import filing
from chinar.foundation.notifications.models import Message


@pytest.fixture(autouse=True)
def small_limits(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(filing, "MOST_REGISTERED", "3/h")
    monkeypatch.setattr(filing, "MOST_TYPED", "12/h")


def flood(client: Client, posts: int, **changed: Any) -> tuple[int, int]:
    """The last status, and how many statements the last post took."""
    for _post in range(posts - 1):
        send(client, text=f"Лампа {uuid4()}", **changed)
    with CaptureQueriesContext(connection) as asked:
        answer = send(client, text="последен", **changed)
    return answer.status_code, len(asked)


def test_many_posts_register_few_and_the_more_come_the_less_each_costs(lamps: Category) -> None:
    held, refused = flood(Client(), 5, email=""), flood(Client(), 15, email="")
    assert (held[0], refused[0]) == (429, 429)
    assert (CitizenReport.objects.count(), HeldReport.objects.count()) == (3, 0)
    assert held[1] <= 30
    assert refused[1] <= 17
    assert "последен" in send(Client(), text="последен", email="").text  # what was typed is still there


def test_what_comes_after_the_first_is_kept_until_it_is_confirmed_by_mail(lamps: Category, clock: Any) -> None:
    flood(Client(), 3)
    key = uuid4()
    before = Message.objects.count()
    for _press in range(2):
        answer = send(Client(), key, text="Лампа & още =", place="до „парка“", shows_name="on")
        assert "Вашият е запазен" in answer.text
    assert (CitizenReport.objects.count(), Message.objects.count()) == (3, before + 1)
    letter = Message.objects.order_by("-id")[0]
    assert "Лампа" not in letter.text
    found = re.search(rf"{TOWN}/signals/held/[0-9a-f-]+/\w+/", letter.text)
    assert found
    clock.moment = NOW + timedelta(days=2)
    visitor = Client()
    assert "Да, мой е" in visitor.get(found[0]).text
    assert CitizenReport.objects.count() == 3
    for _press in range(2):
        assert "регистриран" in visitor.post(found[0], follow=True).text
    report = CitizenReport.objects.select_related("case").get(idempotency_key=key)
    assert (report.text, report.place, report.shows_name) == ("Лампа & още =", "до „парка“", True)
    assert report.case.received_at == sofia(2026, 11, 16)  # when it was sent, not when it was confirmed
    assert CitizenReport.objects.count() == 4
    assert visitor.get(re.sub(r"\w{32}/$", "0" * 32 + "/", found[0])).status_code == 404


def test_one_address_keeps_few_forms_waiting_and_what_nobody_confirms_is_erased(lamps: Category) -> None:
    flood(Client(), 12)
    assert HeldReport.objects.count() == HeldReport.MOST_OF_ONE_ADDRESS
    letters = Message.objects.filter(about_kind="held")
    assert letters.count() == HeldReport.MOST_OF_ONE_ADDRESS
    erase_old_held(at=NOW + timedelta(days=8))
    assert (HeldReport.objects.count(), letters.count()) == (0, 0)


def test_whoever_gives_no_address_is_asked_for_one(lamps: Category) -> None:
    flood(Client(), 4, email="")
    answer = send(Client(), email="")
    assert "Дайте адрес, на който да изпратим връзка" in answer.text
    assert TYPED["text"] in answer.text
