"""Where sign-in leads when nothing else was wanted."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from chinar.foundation.core.actor import SYSTEM
from chinar.foundation.core.scope import scoped
from chinar.foundation.people.actions import end_role, give_role
from chinar.foundation.people.models import Account

from .conftest import LOGIN, PASSWORD, sign_in


def employ(account: Account, town: Any, **more: Any) -> Any:
    now = timezone.now()
    with scoped(town.pk):
        return give_role(account=account, role="expert", by=SYSTEM, at=now, **{"valid_from": now.date(), **more})


@pytest.fixture
def troyan(town: Any) -> Any:
    with scoped(None):
        yield town


def test_an_official_of_one_municipality_begins_at_its_desk(client: Client, elena: Account, troyan: Any) -> None:
    employ(elena, troyan)
    assert sign_in(client, elena)["Location"] == "/troyan/en/desk/"
    assert client.get(LOGIN)["Location"] == "/troyan/en/desk/"


def test_an_official_who_wanted_a_page_is_led_there(client: Client, elena: Account, troyan: Any) -> None:
    employ(elena, troyan)
    assert sign_in(client, elena, next="/troyan/en/")["Location"] == "/troyan/en/"


def test_an_official_of_two_municipalities_chooses(
    client: Client, elena: Account, troyan: Any, other_town: Any
) -> None:
    employ(elena, troyan)
    employ(elena, other_town)
    assert sign_in(client, elena)["Location"] == "/en/"


def test_a_citizen_begins_at_the_front_page(client: Client, elena: Account) -> None:
    assert sign_in(client, elena)["Location"] == "/en/"


def test_nobody_is_led_to_a_desk_that_is_closed_to_them(client: Client, elena: Account, troyan: Any) -> None:
    """A role that ran out by its date leaves the posting standing."""
    yesterday = timezone.localdate() - timedelta(days=1)
    employ(elena, troyan, valid_from=yesterday, valid_until=yesterday)
    assert sign_in(client, elena)["Location"] == "/en/"


def test_nor_after_the_role_was_ended(client: Client, elena: Account, troyan: Any) -> None:
    role = employ(elena, troyan)
    with scoped(troyan.pk):
        end_role(role, by=SYSTEM, at=timezone.now())
    assert sign_in(client, elena)["Location"] == "/en/"


def test_at_its_own_host_name_the_desk_is_there(client: Client, elena: Account, troyan: Any, settings: Any) -> None:
    settings.TOWN_HOSTS = {"troyan.example": "troyan"}
    settings.ALLOWED_HOSTS = ["troyan.example"]
    employ(elena, troyan)
    answer = client.post(LOGIN, {"login": elena.email, "password": PASSWORD}, headers={"host": "troyan.example"})
    assert answer["Location"] == "http://troyan.example/en/desk/"


def test_at_the_host_name_of_another_municipality_its_front_page_is_shown(
    client: Client, elena: Account, troyan: Any, other_town: Any, settings: Any
) -> None:
    settings.TOWN_HOSTS = {"razlog.example": "razlog"}
    settings.ALLOWED_HOSTS = ["razlog.example"]
    employ(elena, troyan)
    answer = client.post(LOGIN, {"login": elena.email, "password": PASSWORD}, headers={"host": "razlog.example"})
    assert answer["Location"] == "/en/"
