"""The map of signals: what its script is given, and what nobody is told."""

import json
from typing import Any

from django.test import Client

from chinar.domain.cases.tests.world import TOWN
from chinar.domain.reports.queries import similar_to
from chinar.domain.reports.tests.world import TEXT, filed, oreshak, published
from chinar.foundation.people.models import Account

POINT = (24.783, 42.883)
NEWEST = f"{TOWN}/signals/newest.geojson"


def features(client: Client, **asked: str) -> list[Any]:
    answer = client.get(NEWEST, asked)
    assert answer["Content-Type"] == "application/geo+json"
    found: list[Any] = json.loads(answer.content)["features"]
    return found


def test_only_published_places_are_on_the_map(
    lamps: Any, georgi: Account, client: Client, django_assert_max_num_queries: Any
) -> None:
    shown, kept, unworded = (filed(lamps, point=POINT) for _ in range(3))
    filed(lamps, point=POINT, against="official", against_whom="някой")
    published(shown, georgi, shows_point=True)
    published(kept, georgi)
    with django_assert_max_num_queries(4):
        (only,) = features(client)
    assert only["geometry"]["coordinates"] == list(POINT)
    assert shown.case.number in only["properties"]["href"]
    assert only["properties"]["text"] == TEXT
    assert features(client, bbox="24.7,42.8,24.8,42.9") == [only]
    assert features(client, bbox="20,40,21,41") == []
    assert features(client, category="roads") == []
    for odd in ("x", "1,2,3", "nan,0,0,0", "1e999,0,0,0", "9" * 400):
        assert features(client, bbox=odd) == [only], odd
    assert unworded.case.number not in client.get(NEWEST).text


def test_the_list_gives_the_map_how_many_there_are(lamps: Any, client: Client) -> None:
    filed(lamps)
    seen = client.get(f"{TOWN}/signals/").text
    assert 'data-counts="{&#34;53707&#34;: 1}"' in seen
    assert "/places.geojson" in seen
    town = json.loads(client.get(f"{TOWN}/places.geojson").content)
    assert town["tiles"] is None, "no other host is asked"
    assert [one["properties"]["name"] for one in town["features"]] == ["Орешак", "Троян"]


def test_a_place_marked_on_the_map_is_kept_and_shown_at_the_desk(lamps: Any, client: Client, expert: Client) -> None:
    report = filed(lamps, point=POINT)
    seen = expert.get(f"{TOWN}/desk/cases/{report.case.number}/").text
    assert 'data-point="24.783,42.883"' in seen
    assert "data-point" not in client.get(f"{TOWN}/signals/{report.case.number}/").text
    form = client.get(f"{TOWN}/signals/new/lamps/").text
    assert "data-pick" in form
    assert form.index('name="settlement"') < form.index("data-pick"), "without script there are words"


def test_nobody_finds_an_unpublished_place_by_distance(lamps: Any, georgi: Account) -> None:
    hidden, shown = filed(lamps, point=POINT), filed(lamps, point=POINT)
    published(shown, georgi, shows_point=True)
    asked: dict[str, Any] = {"category": lamps.pk, "settlement": oreshak().pk, "text": "", "point": (24.784, 42.883)}
    for_all = {one.report: one.metres for one in similar_to(**asked)}
    assert for_all == {hidden: None, shown: 80}
    elsewhere = similar_to(**{**asked, "settlement": None})
    assert [one.report for one in elsewhere] == [shown], "that it is near says where it is"
    assert {one.metres for one in similar_to(**asked, for_official=True)} == {80}
