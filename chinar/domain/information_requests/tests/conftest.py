from typing import Any

import pytest
from django.test import Client

from chinar.domain.cases.tests.fixtures import clock, elena, fresh, georgi, nadezhda, registry
from chinar.domain.cases.tests.world import client_of

__all__ = ["clock", "elena", "fresh", "georgi", "nadezhda", "registry"]


@pytest.fixture
def expert(georgi: Any) -> Client:
    return client_of(georgi, is_official=True)


@pytest.fixture
def head(nadezhda: Any) -> Client:
    return client_of(nadezhda, is_official=True)
