from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from chinar.domain.appeals.tests import world
from chinar.domain.applications.tests.conftest import application, expert, version
from chinar.domain.applications.tests.world import refused
from chinar.domain.cases.models import Case
from chinar.domain.cases.tests.fixtures import clock, elena, fresh, georgi, nadezhda, registry
from chinar.domain.cases.tests.world import NOW

__all__ = ["application", "clock", "elena", "expert", "fresh", "georgi", "nadezhda", "registry", "version"]


@pytest.fixture
def against(application: Any, georgi: Any, clock: Any) -> Case:
    """Elena's matter: refused and received on Monday; now it is Wednesday."""
    refused(application, georgi)
    world.served(application.case)
    clock.moment = NOW + timedelta(days=2)
    return Case.objects.get(pk=application.case.pk)


@pytest.fixture
def citizen(elena: Any) -> Client:
    from chinar.domain.cases.tests.world import client_of

    return client_of(elena)
