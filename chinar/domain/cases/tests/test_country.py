"""The operator sets the country before the first matter; a date that was told is never moved by it."""

from typing import Any

import pytest
from django.test import Client

from chinar.domain.cases import law_here
from chinar.domain.cases.actions.choosing_country import DatesWereTold, choose_country
from chinar.domain.cases.countries import first_that_would_change
from chinar.domain.cases.tests.world import NOW, TOWN, client_of, decide, official, registered
from chinar.foundation.core.actor import SYSTEM
from chinar.foundation.journal.models import Entry
from chinar.foundation.territory.models import Municipality
from chinar.foundation.territory.towns import country_here

PAGE = f"{TOWN}/desk/country/"
BY = {"by": SYSTEM, "at": NOW}


@pytest.fixture
def operator(town: Any) -> Client:
    return client_of(official("ognyan", "Огнян Попов", "operator"), is_official=True)


def test_the_operator_reads_what_changes_and_sets_it(operator: Client, django_assert_max_num_queries: Any) -> None:
    page = operator.get(PAGE).text
    assert "не е прочетено" in page
    assert "CNP" in page
    assert "вече са регистрирани" not in page
    assert "отбележете" in operator.post(PAGE, {"country": "RO"}).text
    assert operator.post(PAGE, {"country": "XX", "sure": "on"}).status_code == 200
    assert country_here() == "BG"
    assert operator.post(PAGE, {"country": "RO", "sure": "on"}).status_code == 302
    assert (Municipality.objects.get(slug="troyan").country, country_here()) == ("RO", "RO")
    assert law_here.in_force("petition", on=NOW.date()).period.amount == 30
    assert Entry.objects.get(verb="municipality.country_set").facts == {"was": "BG", "country": "RO"}
    choose_country(country="RO", **BY)
    assert Entry.objects.filter(verb="municipality.country_set").count() == 1
    with pytest.raises(KeyError):
        choose_country(country="GR", **BY)
    operator.get(PAGE)
    with django_assert_max_num_queries(12):
        operator.get(PAGE)


def test_it_is_refused_once_a_date_was_told_also_in_a_closed_matter(operator: Client, registry: Any) -> None:
    case = registered(registry)
    decide(case)
    page = operator.post(PAGE, {"country": "RO", "sure": "on"})
    assert "govuk-error-summary" in page.text
    assert case.number not in page.text, "the operator reads no matter"
    assert Municipality.objects.get(slug="troyan").country == "BG"
    with pytest.raises(DatesWereTold):
        choose_country(country="RO", **BY)
    assert first_that_would_change("BG") is None
    assert country_here() == "BG", "looking at another country changes nothing"


def test_no_other_official_sets_it(registry: Any, georgi: Any, nadezhda: Any) -> None:
    secretary = official("svetla", "Светла Маринова", "secretary")
    for somebody in (georgi, nadezhda, secretary):
        assert client_of(somebody, is_official=True).get(PAGE).status_code == 404
