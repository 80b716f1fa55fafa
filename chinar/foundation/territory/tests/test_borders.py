import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from chinar.foundation.core.actor import SYSTEM
from chinar.foundation.territory.borders import import_borders, read_borders
from chinar.foundation.territory.editions import read_edition
from chinar.foundation.territory.imports import import_edition
from chinar.foundation.territory.models import Border, Municipality, Settlement
from chinar.foundation.territory.problems import Refused
from chinar.foundation.territory.tests.conftest import AT

pytestmark = pytest.mark.django_db
SQUARE = [[24.0, 42.0], [25.0, 42.0], [25.0, 43.0], [24.0, 43.0], [24.0, 42.0]]


def feature(code: str, ring: Any, kind: str = "Polygon") -> dict[str, Any]:
    coordinates = [ring] if kind == "Polygon" else [[ring]]
    return {"type": "Feature", "properties": {"code": code}, "geometry": {"type": kind, "coordinates": coordinates}}


@pytest.fixture
def file(tmp_path: Path) -> Any:
    def write(*features: Any) -> Path:
        path = tmp_path / "b.geojson"
        path.write_text(json.dumps({"type": "FeatureCollection", "features": features}), encoding="utf-8")
        return path

    return write


def test_all_wrong_features_are_reported_at_once(file: Any, troyan: Municipality) -> None:
    abroad = [[2.0, 48.0], [3.0, 48.0], [3.0, 49.0], [2.0, 48.0]]
    path = file(
        feature("LOV34", SQUARE),
        feature("LOV34", SQUARE[:-1]),
        feature("XXX99", SQUARE),
        feature("BLG37", abroad),
        {"type": "Feature", "properties": None, "geometry": None},
    )
    with pytest.raises(Refused) as caught:
        read_borders(path)
    assert {(problem.row, problem.code) for problem in caught.value.problems} == {
        (2, "ring"),
        (2, "duplicate"),
        (3, "unknown_municipality"),
        (4, "outside"),
        (4, "unknown_municipality"),
        (5, "ring"),
        (5, "unknown_municipality"),
    }


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"features": 5}'])
def test_a_file_that_is_no_geojson_is_named(tmp_path: Path, text: str) -> None:
    (tmp_path / "b.geojson").write_text(text, encoding="utf-8")
    with pytest.raises(Refused) as caught:
        read_borders(tmp_path / "b.geojson")
    assert caught.value.problems[0].code == "not_json"


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(Refused) as caught:
        read_borders(tmp_path / "absent.geojson")
    assert caught.value.problems[0].code == "no_file"


def test_a_settlement_outside_is_a_doubt_and_the_second_time_nothing_changes(
    file: Any, troyan: Municipality, told: list[Any]
) -> None:
    for ekatte, longitude in (("73198", 24.7), ("53707", 25.2)):
        Settlement.objects.create(
            ekatte=ekatte,
            kind="village",
            name=ekatte,
            name_en=ekatte,
            municipality=troyan,
            longitude=longitude,
            latitude=42.5,
        )
    path = file(feature("LOV34", SQUARE, "MultiPolygon"))
    changed, doubts = import_borders(read_borders(path), source="Agency", by=SYSTEM, at=AT)
    assert (changed, [doubt.value for doubt in doubts]) == (1, ["53707 53707"])
    assert import_borders(read_borders(path), source="Agency", by=SYSTEM, at=AT)[0] == 0
    assert Border.objects.get().rings == [SQUARE]
    assert len(told) == 1


def test_the_real_borders_raise_the_six_known_doubts(shared: Path, told: list[Any]) -> None:
    folder = shared / "data/bg-territory"
    import_edition(read_edition(folder), on=date(2026, 5, 15), is_whole=True, by=SYSTEM, at=AT)
    changed, doubts = import_borders(read_borders(folder / "municipalities.geojson"), source="x", by=SYSTEM, at=AT)
    assert changed == 265
    assert {doubt.value.split()[1] for doubt in doubts} == {
        "Дойранци",
        "Буйновица",
        "Гълъбово",
        "Добротич",
        "Божан",
        "Разлив",
    }
