from typing import Any

import pytest
from django.test import Client

from chinar.domain.cases.tests.fixtures import clock, elena, fresh, georgi, nadezhda, registry
from chinar.domain.cases.tests.world import client_of
from chinar.domain.catalogue.models import ServiceVersion
from chinar.domain.catalogue.tests.world import offer, publish

__all__ = ["clock", "elena", "fresh", "georgi", "nadezhda", "registry"]


@pytest.fixture
def version(town: Any, registry: Any) -> ServiceVersion:
    """The published service of the town."""
    return publish(offer(registry))


@pytest.fixture
def expert(georgi: Any) -> Client:
    return client_of(georgi, is_official=True)
