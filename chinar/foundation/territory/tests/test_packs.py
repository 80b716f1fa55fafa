import json
from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.db import IntegrityError, transaction

from chinar.foundation.core.actor import SYSTEM
from chinar.foundation.territory import packs
from chinar.foundation.territory.actions import adopt_municipality
from chinar.foundation.territory.models import Border, Mayoralty, Municipality, Settlement
from chinar.foundation.territory.queries import find_place, line_around
from chinar.foundation.territory.rules import RESERVED_SLUGS
from chinar.foundation.territory.tests.conftest import AT

pytestmark = pytest.mark.django_db


@pytest.fixture
def chains(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    opened: list[int] = []
    monkeypatch.setattr("chinar.foundation.journal.actions.open_chain", opened.append)
    return opened


def test_the_pack_brings_seven_municipalities_with_their_places(told: list[Any]) -> None:
    packs.load_demo_pack(by=SYSTEM, at=AT)
    assert Municipality.objects.filter(is_active=False).count() == 7
    assert Settlement.objects.filter(longitude__isnull=False).count() == 135
    troyan = Municipality.objects.get(slug="troyan")
    assert Settlement.objects.filter(municipality=troyan).count() == 22
    assert Mayoralty.objects.filter(municipality=troyan).count() == 19
    assert line_around(troyan).is_official is False


def test_the_pack_comes_a_second_time_without_a_change(told: list[Any]) -> None:
    packs.load_demo_pack(by=SYSTEM, at=AT)
    assert not packs.load_demo_pack(by=SYSTEM, at=AT).any
    assert (Border.objects.count(), len(told)) == (7, 1)


def test_the_pack_that_is_shipped_is_the_one_that_is_made(shared: Path, tmp_path: Path) -> None:
    packs.make_pack(shared / "data/bg-territory", tmp_path / "places", tmp_path / "map")
    for made, shipped in ((tmp_path / "places", packs.PLACES), (tmp_path / "map", packs.MAP)):
        for file in made.iterdir():
            assert file.read_bytes() == (shipped / file.name).read_bytes(), file.name


def test_no_points_lie_among_the_facts_of_the_classifier() -> None:
    header = (packs.PLACES / "settlements.csv").read_text(encoding="utf-8").splitlines()[0].split(",")
    assert not {"lon", "lat", "population_2013"} & set(header)
    assert "ODbL" in (packs.MAP / "README.md").read_text(encoding="utf-8")


def test_an_adopted_municipality_is_served_and_has_its_chain(told: list[Any], chains: list[int]) -> None:
    packs.load_demo_pack(by=SYSTEM, at=AT)
    troyan = Municipality.objects.get(slug="troyan")
    facts = {"phone": "0670 68 000", "email": "town@example.org", "mayor_title": "Кмет на община Троян"}
    for _ in range(2):
        troyan = adopt_municipality(municipality=troyan, by=SYSTEM, at=AT, **facts)
    assert (troyan.is_active, troyan.phone) == (True, "0670 68 000")
    assert set(chains) == {troyan.pk}
    assert [row["verb"] for row in told].count("municipality.adopted") == 1


def test_a_municipality_with_points_but_no_line_gets_a_schematic_one(
    troyan: Municipality, told: list[Any], chains: list[int]
) -> None:
    Settlement.objects.create(
        ekatte="73198", kind="town", name="Троян", name_en="Troyan", municipality=troyan, longitude=24.7, latitude=42.9
    )
    adopt_municipality(municipality=troyan, by=SYSTEM, at=AT)
    assert line_around(troyan).is_official is False


@pytest.mark.parametrize("slug", [*RESERVED_SLUGS, "Троян", "UPPER", "a--b", "-a", "a_b", "1a"])
def test_an_address_that_cannot_be_one_is_refused(
    troyan: Municipality, chains: list[int], told: list[Any], slug: str
) -> None:
    with pytest.raises(ValidationError):
        adopt_municipality(municipality=troyan, slug=slug, by=SYSTEM, at=AT)


def test_the_database_refuses_a_reserved_address(troyan: Municipality) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Municipality.objects.filter(pk=troyan.pk).update(slug="accounts")


def test_a_municipality_that_ended_is_not_adopted(troyan: Municipality) -> None:
    Municipality.objects.filter(pk=troyan.pk).update(valid_until=AT.date())
    with pytest.raises(ValueError, match="no longer exists"):
        adopt_municipality(municipality=troyan, by=SYSTEM, at=AT)


def test_a_place_is_found_by_either_code(told: list[Any]) -> None:
    packs.load_demo_pack(by=SYSTEM, at=AT)
    assert str(find_place("lov34")) == "Троян"
    assert find_place("53707").name == "Орешак"
    assert find_place("99999") is None


def test_official_borders_take_the_place_of_the_outline(tmp_path: Path, told: list[Any]) -> None:
    packs.load_demo_pack(by=SYSTEM, at=AT)
    outlines = json.loads((packs.MAP / "outlines.geojson").read_text(encoding="utf-8"))
    file = tmp_path / "borders.geojson"
    file.write_text(json.dumps(outlines), encoding="utf-8")
    for _ in range(2):
        call_command("territory", "borders", str(file), "--source", "Cadastre agency")
    line = line_around(Municipality.objects.get(slug="troyan"))
    assert (line.is_official, line.source) == (True, "Cadastre agency")
    assert [row["verb"] for row in told] == ["territory.imported", "territory.borders_imported"]
