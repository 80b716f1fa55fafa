"""The demo pack: places of seven municipalities, made from the classifier's files and shipped with this module.

Facts of the classifier and data of OpenStreetMap lie in two folders, each with its own licence.
"""

import csv
import json
from collections import defaultdict
from collections.abc import Iterable
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

from django.db import transaction

from chinar.foundation.core.actor import Actor
from chinar.foundation.territory import geometry
from chinar.foundation.territory.editions import point_of, read_edition
from chinar.foundation.territory.imports import Counts, import_edition
from chinar.foundation.territory.models import Border, ClassifierEdition, Municipality, Settlement
from chinar.foundation.territory.tables import Row, read_table

DATA = Path(__file__).parent / "data"
PLACES, MAP = DATA / "demo7", DATA / "openstreetmap"
STATE_ON = date(2026, 5, 15)
MUNICIPALITIES = ("BLG37", "HKV30", "LOV34", "BLG49", "MON29", "SFO20", "PVN03")
ATTRIBUTION = "© OpenStreetMap contributors, ODbL"


def make_pack(folder: Path, places: Path = PLACES, points: Path = MAP) -> None:
    """Writes the pack from the classifier's full files in `folder`. Raises Refused when they are wrong."""
    edition = read_edition(folder)
    towns = [row for row in edition.municipalities if row["code"] in MUNICIPALITIES]
    regions = {row["district"] for row in towns}
    ours = [row for row in edition.settlements if row["municipality"] in MUNICIPALITIES]
    _write(places / "districts.csv", [row for row in edition.districts if row["code"] in regions])
    _write(places / "municipalities.csv", towns)
    _write(places / "kmetstva.csv", [row for row in edition.mayoralties if row["municipality"] in MUNICIPALITIES])
    _write(places / "settlements.csv", ours, without=("lon", "lat"))
    _write_points(points / "points.csv", ours)
    _write_outlines(points / "outlines.geojson", ours)


@transaction.atomic
def load_demo_pack(*, by: Actor, at: datetime) -> Counts:
    """Brings the pack's places, points and outlines in; does nothing where a whole edition of the country was read."""
    counts = Counts()
    if not ClassifierEdition.objects.filter(is_whole=True).exists():
        edition = read_edition(PLACES, is_whole=False)
        counts = import_edition(edition, on=STATE_ON, is_whole=False, by=by, at=at)
    _load_points()
    _load_outlines()
    return counts


def _load_points() -> None:
    """Fills points that are empty; others are newer than the pack."""
    bare = {place.ekatte: place for place in Settlement.objects.current().filter(longitude__isnull=True)}
    filled = []
    for row in read_table(MAP / "points.csv", ("ekatte", "lon", "lat"), []).rows:
        if place := bare.get(row["ekatte"]):
            place.longitude, place.latitude = Decimal(row["lon"]), Decimal(row["lat"])
            filled.append(place)
    Settlement.objects.bulk_update(filled, ["longitude", "latitude"], batch_size=200)


def _load_outlines() -> None:
    towns = dict(Municipality.objects.filter(code__in=MUNICIPALITIES).values_list("code", "pk"))
    drawn = set(Border.objects.filter(is_official=False).values_list("municipality_id", flat=True))
    features = json.loads((MAP / "outlines.geojson").read_text(encoding="utf-8"))["features"]
    for feature in features:
        town = towns.get(feature["properties"]["code"])
        if town and town not in drawn:
            rings = feature["geometry"]["coordinates"]
            Border.objects.create(municipality_id=town, is_official=False, rings=rings, source=ATTRIBUTION)


def _write(path: Path, rows: list[Row], without: tuple[str, ...] = ()) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding="utf-8", newline="") as file:
        columns = [name for name in rows[0].cells if name not in without]
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(columns)
        writer.writerows([row[name] for name in columns] for row in rows)


def _write_points(path: Path, rows: Iterable[Row]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["ekatte", "lon", "lat"])
        writer.writerows([row["ekatte"], *point] for row in rows if (point := point_of(row)))


def _write_outlines(path: Path, rows: Iterable[Row]) -> None:
    points: dict[str, list[geometry.Point]] = defaultdict(list)
    for row in rows:
        if point := point_of(row):
            points[row["municipality"]].append((float(point[0]), float(point[1])))
    features = [
        {
            "type": "Feature",
            "properties": {"code": code, "attribution": ATTRIBUTION},
            "geometry": {"type": "Polygon", "coordinates": [geometry.outline(around)]},
        }
        for code, around in sorted(points.items())
    ]
    text = json.dumps({"type": "FeatureCollection", "features": features}, ensure_ascii=False, separators=(",", ":"))
    path.write_text(text.replace('{"type":"Feature"', '\n{"type":"Feature"') + "\n", encoding="utf-8")
