from typing import Any

import pytest
from django.test import Client

from chinar.domain.applications.tests import world
from chinar.domain.cases.tests.fixtures import clock, elena, fresh, georgi, nadezhda, registry
from chinar.domain.cases.tests.world import client_of
from chinar.domain.catalogue.models import ServiceVersion
from chinar.domain.catalogue.tests.world import offer, publish
from chinar.foundation.territory.models import Settlement

__all__ = ["clock", "elena", "fresh", "georgi", "nadezhda", "registry"]


@pytest.fixture
def version(town: Any, registry: Any) -> ServiceVersion:
    """The published service of a town with one place."""
    Settlement.objects.create(
        ekatte="73198", kind="town", name="Троян", name_en="Troyan", municipality=town, valid_from="2020-01-01"
    )
    return publish(offer(registry))


@pytest.fixture
def citizen(version: ServiceVersion, elena: Any) -> Client:
    """Elena, signed in, before her first application."""
    return client_of(elena)


@pytest.fixture
def application(version: ServiceVersion, elena: Any) -> Any:
    """Registered on Monday morning."""
    return world.submitted(version, account=elena)


@pytest.fixture
def expert(georgi: Any) -> Client:
    return client_of(georgi, is_official=True)
