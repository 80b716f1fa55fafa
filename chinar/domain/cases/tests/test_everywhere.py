"""One account, several municipalities: one list of one's own matters, also of those that were filed at a counter."""

from importlib import import_module
from typing import Any

import pytest
from django.apps import apps
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from chinar.domain.cases.models import Case, Party
from chinar.domain.cases.tests.world import NOW, TOWN, account, client_of, open_department, registered
from chinar.foundation.core.actor import SYSTEM
from chinar.foundation.core.scope import scoped
from chinar.foundation.journal.models import Entry
from chinar.foundation.people.actions import link_account, remember_person
from chinar.foundation.people.models import Account, Person, Presence
from chinar.foundation.territory.models import Municipality

EVERYWHERE = "/bg/matters/"


@pytest.fixture
def elsewhere(elena: Account, registry: Any, other_town: Municipality) -> Case:
    """Elena's matter in another municipality."""
    with scoped(other_town.pk):
        return registered(open_department(), account=elena)


def at_counter(registry: Any, person: Person) -> Case:
    return registered(registry, parties=[Party(role=Party.PartyRole.APPLICANT, person=person)])


def seen_document(number: str = "7928178750") -> Person:
    return remember_person(
        given_name="Елена", family_name="Димитрова", identifier_kind="egn", identifier=number, by=SYSTEM, at=NOW
    )


def test_one_list_shows_the_matters_of_all_municipalities_and_of_nobody_else(
    registry: Any, elena: Account, elsewhere: Case, other_town: Municipality
) -> None:
    here, petar = registered(registry, account=elena), account("petar", "Петър")
    others = registered(registry, account=petar)
    assert Client().get(EVERYWHERE).status_code == 302
    page = client_of(elena).get(EVERYWHERE)
    assert page.status_code == 200
    assert "no-store" in page["Cache-Control"]
    assert f"/{other_town.slug}/bg/follow/{elsewhere.number}/" in page.text
    assert f"{TOWN}/follow/{here.number}/" in page.text
    assert others.number not in page.text
    assert 'href="/bg/matters/"' in client_of(elena).get(f"{TOWN}/mine/").text
    Municipality.objects.filter(pk=other_town.pk).update(is_active=False)
    assert other_town.slug not in client_of(elena).get(EVERYWHERE).text


def test_what_was_filed_at_a_counter_is_listed_once_the_person_is_proven(registry: Any, elena: Account) -> None:
    person = seen_document()
    case = at_counter(registry, person)
    client = client_of(elena)
    assert case.number not in client.get(f"{TOWN}/mine/").text
    assert client.get(f"{TOWN}/follow/{case.number}/").status_code == 302
    link_account(person, elena, by=SYSTEM, at=NOW)
    assert Presence.objects.get().account == elena
    for page in (EVERYWHERE, f"{TOWN}/mine/", f"{TOWN}/mine/"):
        assert case.number in client.get(page).text
    assert client.get(f"{TOWN}/follow/{case.number}/").status_code == 200
    assert Party.objects.get().account == elena
    assert Entry.objects.filter(verb="case.joined_in").count() == 1


def test_a_number_that_was_only_typed_opens_nothing_and_nobody_loses_a_matter(registry: Any, elena: Account) -> None:
    person, petar = seen_document(), account("petar", "Петър")
    case = at_counter(registry, person)
    Person.objects.filter(pk=person.pk).update(account=elena, is_identifier_proven=False)
    assert case.number not in client_of(elena).get(f"{TOWN}/mine/").text
    taken = registered(registry, parties=[Party(role=Party.PartyRole.APPLICANT, person=person, account=petar)])
    Person.objects.filter(pk=person.pk).update(is_identifier_proven=True)
    assert taken.number not in client_of(elena).get(f"{TOWN}/mine/").text
    assert taken.number in client_of(petar).get(f"{TOWN}/mine/").text


@pytest.mark.parametrize("more", [0, 12])
def test_the_list_costs_the_same_with_more_matters(registry: Any, elena: Account, elsewhere: Case, more: int) -> None:
    for _ in range(1 + more):
        registered(registry, account=elena)
    client = client_of(elena)
    with CaptureQueriesContext(connection) as asked:
        client.get(EVERYWHERE)
    rows = [
        query for query in asked if not query["sql"].startswith(("SAVEPOINT", "RELEASE", "BEGIN", "COMMIT", "select"))
    ]
    assert len(rows) <= 10


def test_matters_from_before_the_upgrade_are_found_too(registry: Any, elena: Account) -> None:
    case = registered(registry, account=elena)
    client = client_of(elena)
    Presence.objects.all().delete()
    assert case.number not in client.get(EVERYWHERE).text
    upgrade = import_module("chinar.domain.cases.migrations.0025_presence").be_present_everywhere
    for _ in range(2):
        upgrade(apps, None)
    assert case.number in client.get(EVERYWHERE).text
    assert Presence.objects.filter(account=elena).count() == 1
