"""Fixtures for every module of the domain: its conftest.py takes them from here."""

from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from chinar.domain.cases import kinds
from chinar.domain.cases.actions import clock as steps
from chinar.domain.cases.actions.moving import take_case
from chinar.domain.cases.models import Case
from chinar.domain.cases.tests import world
from chinar.foundation.core.actor import SYSTEM
from chinar.foundation.people.models import Account
from chinar.foundation.territory import towns
from chinar.foundation.territory.models import Department
from chinar.foundation.time.rules import Period


class Clock:
    """What the pages take for the time; `moment` may be set."""

    moment: datetime = world.NOW

    def __call__(self) -> datetime:
        return self.moment


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    told = Clock()
    monkeypatch.setattr(timezone, "now", told)
    return told


@pytest.fixture(autouse=True)
def fresh(monkeypatch: pytest.MonkeyPatch, settings: Any, tmp_path: Path, clock: Clock) -> Iterator[None]:
    """Monday morning; files of the test's own; the kind of case that only tests know."""
    settings.FILES_ROOT = tmp_path / "files"
    monkeypatch.setattr(kinds, "_kinds", {**kinds._kinds, world.SAMPLE.code: world.SAMPLE})
    towns.forget()
    yield
    towns.forget()


@pytest.fixture
def registry(town: Any) -> Department:
    """The department that issues certificates."""
    return world.open_department()


@pytest.fixture
def elena(db: None) -> Account:
    return world.account("elena", "Елена Димитрова")


@pytest.fixture
def georgi(registry: Department) -> Account:
    """Expert in the department."""
    return world.official("georgi", "Георги Николов", "expert", registry)


@pytest.fixture
def nadezhda(registry: Department) -> Account:
    """Head of the department."""
    return world.official("nadezhda", "Надежда Илиева", "head", registry)


@pytest.fixture
def head(nadezhda: Any) -> Client:
    return world.client_of(nadezhda, is_official=True)


@pytest.fixture
def monday(registry: Any, georgi: Any) -> list[Case]:
    """Eight matters on the Monday after: two late, one due today, two this week, one later, two that wait."""
    days = (2, 3, 9, 10, 12)
    cases = [world.registered(registry, received_at=world.sofia(2026, 11, day)) for day in days]
    cases.append(world.registered(registry, period=Period.parse("30d"), legal_period="individual_act"))
    mended, stopped = (world.registered(registry, received_at=world.sofia(2026, 11, 9)) for _ in range(2))
    take_case(mended, handler=georgi, by=SYSTEM, at=world.NOW)
    steps.note_defects(mended, what="Липсва подпис", on=date(2026, 11, 13), by=SYSTEM, at=world.NOW)
    steps.suspend(stopped, ground="other_case", act="1", on=date(2026, 11, 13), by=SYSTEM, at=world.NOW)
    return [*cases, mended, stopped]
