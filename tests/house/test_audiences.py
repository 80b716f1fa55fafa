"""Every address has an audience, and nobody else gets in: walked as five people."""

import pytest
from django.conf import settings
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse, set_script_prefix

from chinar.foundation.core.scope import scoped
from tests.house.audiences import (
    ANYONE,
    HOLDER,
    INSTALLATION,
    LIBRARY_PREFIXES,
    NAMES,
    OFFICIAL,
    OWNER,
    SIGNED_IN,
    TOWN,
    Address,
)
from tests.house.conftest import Cast
from tests.house.test_templates import addresses

HERE = addresses(settings.TOWN_URLCONF)
ROOT = {name for name in addresses(settings.ROOT_URLCONF) if not name.startswith(LIBRARY_PREFIXES)}


def test_every_address_has_an_audience() -> None:
    assert HERE - TOWN.keys() == set()
    assert ROOT - INSTALLATION.keys() == set()
    assert addresses(settings.HOST_URLCONF) - HERE - addresses(settings.ROOT_URLCONF) == set()


def test_no_audience_is_left_of_an_address_that_has_gone() -> None:
    assert TOWN.keys() - HERE == set()
    assert INSTALLATION.keys() - ROOT == set()


def test_every_audience_is_a_known_one() -> None:
    from chinar.foundation.people.abilities import ROLES  # type: ignore[import-not-found]

    abilities = {ability for held in ROLES.values() for ability in held}
    assert {a.audience for a in [*TOWN.values(), *INSTALLATION.values()]} - NAMES - abilities == set()


def test_no_address_is_without_a_name() -> None:
    """An address that cannot be named cannot be walked."""
    from django.urls import URLPattern, URLResolver, get_resolver

    def walk(patterns: list[URLPattern | URLResolver]) -> list[str]:
        return [
            bad
            for pattern in patterns
            for bad in (
                walk(pattern.url_patterns)
                if isinstance(pattern, URLResolver)
                else ([str(pattern.pattern)] if not pattern.name and pattern.lookup_str.startswith("chinar.") else [])
            )
        ]

    assert walk(get_resolver(settings.HOST_URLCONF).url_patterns) == []


@pytest.mark.parametrize("urlconf", [settings.TOWN_URLCONF, settings.ROOT_URLCONF])
def test_no_address_hides_another(urlconf: str) -> None:
    """Of two pages at one address the second is never reached."""
    from django.urls import URLPattern, URLResolver, get_resolver

    def walk(patterns: list[URLPattern | URLResolver], before: str) -> list[str]:
        return [
            route
            for pattern in patterns
            for route in (
                walk(pattern.url_patterns, f"{before}{pattern.pattern}")
                if isinstance(pattern, URLResolver)
                else [f"{before}{pattern.pattern}"]
            )
        ]

    routes = walk(get_resolver(urlconf).url_patterns, "")
    assert sorted(routes) == sorted(set(routes))


@pytest.mark.once  # who gets in is decided above the database
@pytest.mark.parametrize("name", sorted(INSTALLATION.keys() & ROOT))
def test_a_page_of_the_installation_is_for_its_audience(cast: Cast, name: str) -> None:
    walk(cast, INSTALLATION[name], reverse(name, urlconf=settings.ROOT_URLCONF))


@pytest.mark.once
@pytest.mark.parametrize("name", sorted(TOWN.keys() & HERE))
def test_a_page_of_a_municipality_is_for_its_audience(cast: Cast, name: str) -> None:
    walk(cast, TOWN[name], in_town(cast, name))


@pytest.mark.again
@pytest.mark.parametrize("name", sorted(TOWN.keys() & HERE))
def test_a_page_of_a_municipality_answers_on_either_database(cast: Cast, name: str) -> None:
    path = in_town(cast, name)
    everybody = {"owner": cast.owner, **cast.officials}
    client = next(iter(admitted(cast, TOWN[name], everybody).values()))
    assert status(client.get(path)) == (405 if TOWN[name].posts else 200)


def in_town(cast: Cast, name: str) -> str:
    with scoped(cast.town.pk):
        arguments = TOWN[name].takes(cast)
    set_script_prefix(f"/{cast.town.slug}/")
    try:
        return reverse(name, urlconf=settings.TOWN_URLCONF, kwargs=arguments or None)
    finally:
        set_script_prefix("/")


def walk(cast: Cast, address: Address, path: str) -> None:
    """Asks as each of the five; fails naming who got in, or was kept out."""
    everybody = {"owner": cast.owner, "neighbour": cast.neighbour, "stranger": cast.stranger, **cast.officials}
    let_in = admitted(cast, address, everybody)
    assert let_in, f"nobody in the demo has {address.audience}"
    kept_out = {who: client for who, client in everybody.items() if who not in let_in}
    expected = 405 if address.posts else 200
    assert {who: status(client.get(path)) for who, client in let_in.items()} == dict.fromkeys(let_in, expected)
    ask = "post" if address.posts else "get"
    if address.audience == HOLDER:
        kept_out["anonymous"] = cast.anonymous
        assert_turned_away(cast, address, {who: getattr(client, ask)(path) for who, client in kept_out.items()})
        return
    answers = {who: getattr(client, ask)(path).status_code for who, client in kept_out.items()}
    assert answers == dict.fromkeys(kept_out, 404)
    if address.audience != ANYONE:
        answer = getattr(cast.anonymous, ask)(path)
        assert answer.status_code == 302
        assert "/accounts/login/" in answer["Location"]


def admitted(cast: Cast, address: Address, everybody: dict[str, Client]) -> dict[str, Client]:
    if address.audience == ANYONE:
        return {"anonymous": cast.anonymous, **everybody}
    if address.audience == SIGNED_IN:
        return everybody
    if address.audience in (OWNER, HOLDER):
        return {"owner": cast.owner}
    with scoped(cast.town.pk):
        department = address.within(cast)
    return cast.having(None if address.audience == OFFICIAL else address.audience, department)


def assert_turned_away(cast: Cast, address: Address, answers: dict[str, HttpResponse]) -> None:
    where = in_town(cast, address.leads_to) if address.leads_to else None
    assert {who: (a.status_code, a.get("Location")) for who, a in answers.items()} == dict.fromkeys(
        answers, (302, where) if where else (404, None)
    )


def status(answer: HttpResponse) -> int:
    """A redirect to another page of the same place counts as let in; one to sign-in does not."""
    if answer.status_code == 302 and "/accounts/" not in answer["Location"]:
        return 200
    return int(answer.status_code)
