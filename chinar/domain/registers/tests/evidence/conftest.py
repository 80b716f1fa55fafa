from pathlib import Path
from typing import Any

import pytest

from chinar.domain.cases.models import Case
from chinar.domain.cases.tests.fixtures import clock, elena, fresh, georgi, nadezhda, registry
from chinar.domain.cases.tests.world import registered
from chinar.domain.registers import connecting
from chinar.domain.registers.regix.client import Client
from chinar.domain.registers.tests.evidence.world import expect
from chinar.foundation.people.models import Account

__all__ = ["clock", "elena", "fresh", "georgi", "nadezhda", "registry"]


@pytest.fixture
def case(registry: Any, elena: Account) -> Case:
    """A matter of Elena's about Velko, who is known to the simulator; it rests on three pieces of evidence."""
    made = registered(registry, account=elena)
    expect(made)
    return made


@pytest.fixture
def connected(client: Client, certificates: Path, monkeypatch: pytest.MonkeyPatch) -> Client:
    """The town asks the simulator of this test."""
    way = connecting.Way(client.endpoint, client.administration, frozenset(client.trusted), "head@chinar.example")
    monkeypatch.setattr(connecting, "way", lambda: way)
    monkeypatch.setattr(connecting, "client_of", lambda chosen, **options: client)
    return client
