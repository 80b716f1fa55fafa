from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from django.utils import timezone

from chinar.foundation.conversation import sorts, subjects
from chinar.foundation.conversation.tests import world
from chinar.foundation.territory import towns

NOW = datetime(2026, 11, 16, 8, 30, tzinfo=UTC)


@pytest.fixture(autouse=True)
def fresh(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Monday morning; the tests' own pages, all of them public."""
    monkeypatch.setattr(timezone, "now", lambda: NOW)
    monkeypatch.setattr(subjects, "_kinds", {"page": world.PAGE})
    monkeypatch.setattr(sorts, "_sorts", {"effect": world.SORT})
    towns.forget()
    for kept in (world.HIDDEN, world.UNRIPE, world.GONE):
        kept.clear()
    yield
    towns.forget()
