from typing import Any

import pytest
from django.test import Client

from chinar.domain.cases.tests.fixtures import clock, elena, fresh, georgi, nadezhda, registry
from chinar.domain.cases.tests.world import client_of, official
from chinar.domain.reports.models import Category
from chinar.domain.reports.tests import world
from chinar.foundation.territory.models import Department

__all__ = ["clock", "elena", "fresh", "georgi", "nadezhda", "registry"]


@pytest.fixture
def hall(town: Any) -> Department:
    return world.town_hall()


@pytest.fixture
def lamps(hall: Department, registry: Department) -> Category:
    """Street lighting, answered by the department of Georgi and Nadezhda within 5 working days."""
    world.open_settlements()
    return world.category(department=registry)


@pytest.fixture
def svetla(hall: Department) -> Any:
    """Secretary of the municipality."""
    return official("svetla", "Светла Маринова", "secretary")


@pytest.fixture
def expert(georgi: Any) -> Client:
    return client_of(georgi, is_official=True)


@pytest.fixture
def head(nadezhda: Any) -> Client:
    return client_of(nadezhda, is_official=True)
