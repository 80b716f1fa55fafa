from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from chinar.foundation.core.actor import SYSTEM
from chinar.foundation.people.actions import give_role
from chinar.foundation.people.models import Account
from chinar.foundation.people.tests.signed_in import signed_in
from chinar.foundation.territory import towns
from chinar.foundation.trail import describing
from chinar.foundation.trail.tests import world

NOW = datetime(2026, 11, 16, 8, 30, tzinfo=UTC)


@pytest.fixture(autouse=True)
def fresh(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Monday morning; the tests' own pages, all of them public, and nobody told of anything yet."""
    monkeypatch.setattr(timezone, "now", lambda: NOW)
    monkeypatch.setattr(describing, "_kinds", {"page": world.PAGE})
    towns.forget()
    for kept in (world.HIDDEN, world.KEPT, world.TOLD):
        kept.clear()
    yield
    towns.forget()


@pytest.fixture
def editor(town: Any) -> Client:
    """Signed in, with the ability."""
    account = Account.objects.create_user("editor@chinar.example", name="Редактор")
    give_role(account=account, role="catalogue_editor", valid_from=date(2020, 1, 1), by=SYSTEM, at=NOW)
    return signed_in(Client(), account, second_factor=True)
