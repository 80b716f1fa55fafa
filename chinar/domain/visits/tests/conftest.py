from typing import Any

import pytest
from django.test import Client

from chinar.domain.cases.tests.fixtures import clock, elena, fresh, georgi, nadezhda, registry
from chinar.domain.cases.tests.world import NOW, client_of, official, open_department
from chinar.domain.catalogue.models import ServiceVersion
from chinar.domain.catalogue.tests.world import offer, publish
from chinar.foundation.core.actor import SYSTEM
from chinar.foundation.offices.actions import open_office
from chinar.foundation.offices.models import Office
from chinar.foundation.people.models import Account
from chinar.foundation.territory.models import Settlement

__all__ = ["clock", "elena", "fresh", "georgi", "nadezhda", "registry"]


def place(town: Any, ekatte: str, name: str, kind: str = "village") -> Settlement:
    return Settlement.objects.create(
        ekatte=ekatte, kind=kind, name=name, name_en=name, municipality=town, valid_from="2020-01-01"
    )


@pytest.fixture
def version(town: Any, registry: Any) -> ServiceVersion:
    """The published certificate of heirs of a town with one place."""
    place(town, "73198", "Троян", "town")
    return publish(offer(registry))


@pytest.fixture
def desk(town: Any) -> Office:
    return open_office(code="desk", name="Център", name_en="Desk", kind=Office.Kind.ONE_STOP_DESK, by=SYSTEM, at=NOW)


@pytest.fixture
def maria(desk: Office) -> Account:
    """Clerk at the one-stop desk."""
    return official("maria", "Мария Петрова", "clerk")


@pytest.fixture
def clerk(maria: Account) -> Client:
    return client_of(maria, is_official=True)


@pytest.fixture
def village(town: Any) -> Office:
    return open_office(
        code="oreshak",
        name="Кметство Орешак",
        kind=Office.Kind.VILLAGE_OFFICE,
        settlement=place(town, "53707", "Орешак"),
        department=open_department("oreshak", "Кметство Орешак"),
        by=SYSTEM,
        at=NOW,
    )


@pytest.fixture
def deputy(village: Office) -> Client:
    ivan = official("ivan", "Иван Колев", "deputy", village.department)
    return client_of(ivan, is_official=True)
