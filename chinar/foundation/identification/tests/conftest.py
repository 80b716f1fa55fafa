"""A provider of identities that runs beside the tests, with keys made on the spot; the installation knows it."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client
from django.utils import timezone

from chinar.foundation.identification.providers import find_provider
from chinar.foundation.identification.simulator.configuring import Keys, new_keys, write
from chinar.foundation.identification.simulator.server import Simulator
from chinar.foundation.identification.tests.browser import Browser


@pytest.fixture(scope="session")
def keys() -> Keys:
    return new_keys(timezone.now())


@pytest.fixture(scope="session")
def strange_keys() -> Keys:
    """Of somebody whom nobody knows."""
    return new_keys(timezone.now())


@pytest.fixture(scope="session")
def running(keys: Keys) -> Iterator[Simulator]:
    with Simulator(keys.saml, keys.oidc, now=timezone.now) as simulator:
        yield simulator


@pytest.fixture
def idp(keys: Keys, running: Simulator, settings: Any, tmp_path: Path) -> Iterator[Simulator]:
    """The provider, and an installation that is registered with it."""
    settings.IDENTITY_PROVIDERS = str(tmp_path)
    write(tmp_path, keys, running.address)
    yield running
    running.oidc.changes.clear()
    running.oidc.tells_in_userinfo = False


@pytest.fixture
def eauth(idp: Simulator) -> Any:
    return find_provider("eauth-simulator")


@pytest.fixture
def openid(idp: Simulator) -> Any:
    return find_provider("oidc-simulator")


@pytest.fixture
def browser(idp: Simulator, client: Client, db: None) -> Iterator[Browser]:
    cache.clear()
    yield Browser(client)
    cache.clear()
