"""Fixtures for every module of the domain: its conftest.py takes them from here."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone

from chinar.domain.cases import kinds
from chinar.domain.cases.tests import world
from chinar.foundation.people.models import Account
from chinar.foundation.territory import towns
from chinar.foundation.territory.models import Department


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
