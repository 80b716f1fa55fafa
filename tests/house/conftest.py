"""The five people who try every address of the demo: a visitor, an owner, a neighbour, an official, a stranger."""

from dataclasses import dataclass
from typing import Any

import pytest
from django.core.management import call_command
from django.test import Client
from django.utils import timezone


@dataclass
class Cast:
    """Signed-in clients, and the demo's rows through `town` (its municipality)."""

    town: Any
    anonymous: Client
    owner: Client
    neighbour: Client
    stranger: Client
    officials: dict[str, Client]

    def account(self, email: str) -> Any:
        from chinar.foundation.people.models import Account

        return Account.objects.get(email=email)

    def having(self, ability: str | None, department: Any = None) -> dict[str, Client]:
        """Officials of the town who have the ability (any ability for None), asked from their roles."""
        from chinar.foundation.core.scope import scoped
        from chinar.foundation.people import access

        today = timezone.localdate()
        with scoped(self.town.pk):
            return {
                email: client
                for email, client in self.officials.items()
                if ability is None or access.can(self.account(email), ability, on=today, department=department)
            }


def signed_in(email: str) -> Client:
    """A client of the account; officials have passed their second factor."""
    from chinar.foundation.people.models import Account
    from chinar.foundation.people.tests.signed_in import signed_in as as_account

    account = Account.objects.get(email=email)
    return as_account(Client(), account, second_factor=account.is_official)


@pytest.fixture(scope="module")
def told(rows_of_module: Any) -> Cast:
    """The demo, seeded once for all addresses, and its people."""
    with rows_of_module():
        return _cast()


@pytest.fixture
def cast(told: Cast, db: None) -> Cast:
    return told


def _cast() -> Cast:
    from chinar.demo.cast import PEOPLE  # type: ignore[import-not-found]
    from chinar.foundation.people.models import Account
    from chinar.foundation.territory.models import Municipality

    call_command("demo", "seed", verbosity=0)
    Account.objects.create_user("neighbour@chinar.example", name="Стоян Иванов")
    return Cast(
        town=Municipality.objects.get(slug="troyan"),
        anonymous=Client(),
        owner=signed_in("elena@chinar.example"),
        neighbour=signed_in("neighbour@chinar.example"),
        stranger=signed_in("petar@chinar.example"),
        officials={p.email: signed_in(p.email) for p in PEOPLE if p.is_official and p.town == "troyan"},
    )
