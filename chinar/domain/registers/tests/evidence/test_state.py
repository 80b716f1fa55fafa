"""The page that shows how registers do, and its dry test."""

from datetime import timedelta
from pathlib import Path
from typing import Any

from django.utils import timezone

from chinar.domain.cases.tests.world import client_of, official
from chinar.domain.registers import tasks
from chinar.domain.registers.models import RegisterQuery, RegisterResult
from chinar.domain.registers.regix.client import Endpoint
from chinar.domain.registers.simulator.server import Simulator
from chinar.domain.registers.tests.conftest import VELKO, consumer
from chinar.foundation.journal.models import Entry
from chinar.foundation.people.models import Account

STATE = "/troyan/en/desk/registers/state/"


def results(error: str, n: int) -> None:
    """So many more questions of the first one's kind, with the same end."""
    first = RegisterQuery.objects.order_by("pk").first()
    assert first
    for _ in range(n):
        first.pk = None
        first._state.adding = True
        first.save()
        RegisterResult.objects.create(query=first, outcome="failed", error=error, at=timezone.now(), milliseconds=8000)


def test_the_page_shows_registers_and_nobody(
    case: Any, connected: Any, simulator: Simulator, georgi: Account, django_assert_max_num_queries: Any
) -> None:
    consumer(simulator, denials={"RelationsSearch": frozenset({"PersonRelations.DeathDate"})})
    tasks.fetch_evidence()
    keeper = client_of(official("keeper", "Иван Колев", "operator"), is_official=True)
    with django_assert_max_num_queries(12):
        page = keeper.get(STATE, {"fields": "1"}).content.decode()
    assert "RelationsSearch" in page
    assert "granted" in page
    assert "PersonRelations.DeathDate" in page
    assert VELKO not in page
    assert "Лозева" not in page
    results("timed_out", 30)
    with django_assert_max_num_queries(12):
        page = keeper.get(STATE, {"fields": "1"}).content.decode()
    assert "left alone for a minute" in page
    assert "did not answer in time" in page
    assert client_of(georgi, is_official=True).get(STATE).status_code == 404, "not an expert's business"


def test_a_dry_test_says_what_it_found_and_is_told(connected: Any, simulator: Simulator, town: Any) -> None:
    secretary = client_of(official("secretary", "Цветана Петрова", "secretary"), is_official=True)
    assert "RegiX answered in" in secretary.post(f"{STATE}test/", follow=True).content.decode()
    assert simulator.exchange.log == []
    assert Entry.objects.filter(verb="registers.connection_tested").count() == 1
    assert secretary.get(f"{STATE}test/").status_code == 405
    connected.endpoint = Endpoint(f"{simulator.address}/nothing")
    page = secretary.post(f"{STATE}test/", follow=True).content.decode()
    assert "The test failed" in page
    assert "The address is wrong" in page


def test_a_town_without_a_connection_is_told_so(town: Any, settings: Any, tmp_path: Path) -> None:
    settings.REGIX_SIMULATOR, settings.REGIX_KEYS = "", str(tmp_path)
    keeper = client_of(official("keeper", "Иван Колев", "operator"), is_official=True)
    page = keeper.get(STATE).content.decode()
    assert "No connection is set" in page
    assert "Test the connection" not in page
    assert "or its key cannot be used" in keeper.post(f"{STATE}test/", follow=True).content.decode()
    assert not Entry.objects.filter(verb="registers.connection_tested").exists()


def test_a_certificate_that_ends_is_warned_of(
    connected: Any, town: Any, certificates: Path, monkeypatch: Any, clock: Any
) -> None:
    clock.moment = connected.now() + timedelta(days=75)
    keeper = client_of(official("keeper", "Иван Колев", "operator"), is_official=True)
    assert "ends within thirty days" in keeper.get(STATE).content.decode()
