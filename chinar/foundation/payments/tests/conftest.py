from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from chinar.foundation.offices.models import Office
from chinar.foundation.payments import subjects
from chinar.foundation.payments.models import CashDay, RevenueAccount
from chinar.foundation.payments.tests import world
from chinar.foundation.people.models import Account
from chinar.foundation.people.tests.signed_in import signed_in
from chinar.foundation.territory import towns


@pytest.fixture(autouse=True)
def fresh(monkeypatch: pytest.MonkeyPatch, settings: Any) -> Iterator[None]:
    """Monday morning, no portal; every matter is there and nobody is kept away from one."""
    monkeypatch.setattr(timezone, "now", lambda: world.NOW)
    monkeypatch.setattr(subjects, "_registered", subjects.Subjects(exists=lambda number: True))
    settings.PAYMENT_SIMULATOR = ""
    towns.forget()
    yield
    towns.forget()


@pytest.fixture
def account(town: Any) -> RevenueAccount:
    return world.account()


@pytest.fixture
def office(town: Any) -> Office:
    return world.office()


@pytest.fixture
def cashier(town: Any) -> Account:
    return world.official("violeta", "Виолета Тодорова", "cashier")


@pytest.fixture
def secretary(town: Any) -> Account:
    return world.official("svetla", "Светла Маринова", "secretary")


@pytest.fixture
def day(cashier: Account, office: Office, account: RevenueAccount) -> CashDay:
    """Open since the morning, with 50 euro in the drawer."""
    return world.opened(cashier, office)


@pytest.fixture
def desk(cashier: Account) -> Client:
    return signed_in(Client(), cashier, second_factor=True)


@pytest.fixture
def overseer(secretary: Account) -> Client:
    return signed_in(Client(), secretary, second_factor=True)
