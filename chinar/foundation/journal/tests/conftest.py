"""Verbs of the tests alone, taken away afterwards."""

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import pytest
from django.contrib.auth import get_user_model

from chinar.foundation.journal import verbs

AT = datetime(2026, 11, 16, 9, 30, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _verbs(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(verbs, "_verbs", dict(verbs._verbs))
    verbs.register(
        verbs.Verb("matter.opened", "{actor} opened {subject}"),
        verbs.Verb("matter.moved", "{actor} moved {subject} to {place}"),
        verbs.Verb("matter.listed", "{actor} saw {count} matters"),
    )
    yield
    verbs.facts_named.cache_clear()


@pytest.fixture
def account(db: None) -> Any:
    return get_user_model().objects.create(email="maria@chinar.example", name="Мария Петрова")
