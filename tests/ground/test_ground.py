"""The ground of the tests itself: settings, guards, network."""

import socket
import urllib.request

import pytest
from django.conf import settings
from django.db import connection

from chinar.foundation.core import guards, scope
from chinar.foundation.territory.models import Municipality
from tests.offline import NetworkRefused


def test_tests_have_a_data_folder_of_their_own() -> None:
    assert settings.DEMO
    assert settings.VAR.name.startswith("chinar-test-")


def test_another_machine_cannot_be_reached() -> None:
    with pytest.raises(NetworkRefused):
        urllib.request.urlopen("http://192.0.2.1/", timeout=1)
    with pytest.raises(NetworkRefused):
        urllib.request.urlopen("http://example.org/", timeout=1)
    assert socket.getaddrinfo("localhost", 80)


def test_the_town_is_in_scope_and_the_other_one_is_not(town: Municipality, other_town: Municipality) -> None:
    assert scope.current() == town.pk != other_town.pk


@pytest.mark.django_db(transaction=True)
def test_guards_are_there_in_a_test_with_real_transactions() -> None:
    assert guards.expected(connection.vendor) <= guards.present(connection)


@pytest.mark.django_db(transaction=True)
def test_guards_are_there_again_after_the_tables_were_emptied() -> None:
    assert guards.expected(connection.vendor) <= guards.present(connection)


@pytest.mark.django_db
def test_the_database_role_cannot_pass_by_row_level_security() -> None:
    if connection.vendor != "postgresql":
        return
    with connection.cursor() as cursor:
        cursor.execute("select rolsuper, rolbypassrls from pg_roles where rolname = current_user")
        assert cursor.fetchone() == (False, False)


@pytest.mark.shared
def test_reference_data_is_where_it_is_said_to_be(shared: object) -> None:
    assert (shared / "data").is_dir()  # type: ignore[operator]
