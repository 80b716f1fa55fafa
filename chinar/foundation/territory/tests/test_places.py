from typing import Any

import pytest
from django.test import Client

from chinar.foundation.core.actor import SYSTEM
from chinar.foundation.territory import packs
from chinar.foundation.territory.models import Border, Municipality
from chinar.foundation.territory.tests.conftest import AT

pytestmark = pytest.mark.django_db


@pytest.fixture
def town(told: list[Any]) -> Municipality:
    packs.load_demo_pack(by=SYSTEM, at=AT)
    found = Municipality.objects.get(code="LOV34")
    found.is_active = True
    found.save()
    return found


def page(client: Client, path: str) -> str:
    answer = client.get(path)
    assert answer.status_code == 200
    return answer.content.decode()


def test_the_places_of_the_municipality_are_listed_under_their_mayoralties(client: Client, town: Any) -> None:
    text = page(client, "/troyan/en/places/")
    assert text.count('<span class="map-kind">') == 22
    assert text.count("Oreshak") == 4  # twice on the map, twice in the list
    assert "No mayoralty" in text
    assert "Golyama Zhelyazna" in text
    assert "5670" in text
    assert "Разлог" not in text


def test_names_are_bulgarian_on_the_bulgarian_page(client: Client, town: Any) -> None:
    text = page(client, "/troyan/bg/places/")
    assert "Голяма Желязна" in text
    assert "Golyama Zhelyazna" not in text


def test_the_map_has_a_title_and_a_text_and_names_its_source(client: Client, town: Any) -> None:
    text = page(client, "/troyan/en/places/")
    assert '<svg class="map-picture"' in text
    assert 'aria-labelledby="map-title map-text"' in text
    assert text.count("<circle") == 22
    assert "©&nbsp;OpenStreetMap contributors, ODbL" in text
    assert "Schematic outline, not the official border." in text
    assert "style=" not in text
    assert "<script" not in text.partition("<svg")[2].partition("</svg>")[0]


def test_an_official_border_names_its_source_instead(client: Client, town: Municipality) -> None:
    ring = [[24.4, 42.8], [24.9, 42.8], [24.9, 43.0], [24.4, 42.8]]
    Border.objects.create(municipality=town, is_official=True, rings=[ring], source="Agency <of> borders")
    text = page(client, "/troyan/en/places/")
    assert "Agency &lt;of&gt; borders" in text
    assert "Schematic outline" not in text


def test_a_municipality_without_places_has_a_page_without_a_map(client: Client, razlog: Municipality) -> None:
    text = page(client, "/razlog/en/places/")
    assert "<svg" not in text.partition("<main")[2]
    assert "The municipality has 0 settlements." in text


def test_more_places_cost_no_more_queries(client: Client, town: Any, django_assert_max_num_queries: Any) -> None:
    with django_assert_max_num_queries(10):
        page(client, "/troyan/bg/places/")
