"""Brings a checked edition of the classifier into the database, over what stands there; nothing is ever deleted."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction

from chinar.foundation.core.actor import Actor
from chinar.foundation.journal import actions as journal
from chinar.foundation.territory.editions import KINDS, NO_MAYORALTY, Edition, point_of
from chinar.foundation.territory.models import (
    ClassifierEdition,
    District,
    FormerName,
    Mayoralty,
    Municipality,
    Settlement,
)
from chinar.foundation.territory.models.dated import DatedModel
from chinar.foundation.territory.problems import Problem, Refused
from chinar.foundation.territory.rules import repeated, slug_for, transliterate
from chinar.foundation.territory.tables import Row

Values = dict[str, Any]
VANISHING = 0.1  # a larger share of the settlements never ends between two editions
BATCH = 500


@dataclass(slots=True)
class Counts:
    """Rows begun, closed (renamed, moved or ended), and corrected where they stand."""

    begun: int = 0
    closed: int = 0
    corrected: int = 0

    def __add__(self, other: Counts) -> Counts:
        return Counts(self.begun + other.begun, self.closed + other.closed, self.corrected + other.corrected)

    @property
    def any(self) -> bool:
        return bool(self.begun or self.closed or self.corrected)


@dataclass(frozen=True, slots=True)
class _Reading:
    """How this edition stands to what was read before."""

    on: date
    is_whole: bool
    is_correction: bool  # the same edition again: what it says now it should have said then
    knows_all: bool  # a whole edition was read before, so what it lacked did not exist

    @property
    def since(self) -> date | None:
        return self.on if self.knows_all and not self.is_correction else None


@transaction.atomic
def import_edition(
    edition: Edition, *, on: date, is_whole: bool, by: Actor, at: datetime, dry_run: bool = False
) -> Counts:
    """Makes the classifier that of day `on`: renamed and moved places are closed and begun anew, vanished ones closed.

    With `is_whole` False (a part of the country) nothing vanishes. Doing it again changes nothing. Raises Refused for
    an edition older than the last whole one, and when more than a tenth of the settlements would vanish.
    """
    reading = _reading(on, is_whole)
    _refuse_a_part(edition, reading)
    counts = _districts(edition.districts, reading)
    counts += _municipalities(edition.municipalities, reading)
    counts += _mayoralties(edition.mayoralties, reading)
    counts += _settlements(edition.settlements, reading)
    if dry_run:
        transaction.set_rollback(True)
    elif counts.any or not ClassifierEdition.objects.filter(state_on=on, is_whole=is_whole).exists():
        ClassifierEdition.objects.create(state_on=on, is_whole=is_whole, read_at=at)
        facts = {"begun": str(counts.begun), "closed": str(counts.closed), "corrected": str(counts.corrected)}
        journal.record("territory.imported", by=by, at=at, subject=f"{on}", subject_kind="edition", facts=facts)
    return counts


def _reading(on: date, is_whole: bool) -> _Reading:
    last = ClassifierEdition.objects.filter(is_whole=True).order_by("state_on").last()
    if last and last.state_on > on:
        raise Refused([Problem("--edition", None, f"{on}", "older", f"{last.state_on}")])
    return _Reading(on, is_whole, bool(last and last.state_on == on), last is not None)


def _refuse_a_part(edition: Edition, reading: _Reading) -> None:
    if not reading.is_whole:
        return
    standing = set(Settlement.objects.current().values_list("ekatte", flat=True))
    vanishing = standing - {row["ekatte"] for row in edition.settlements}
    if len(vanishing) > VANISHING * len(standing):
        raise Refused([Problem("settlements.csv", None, "ekatte", "part", f"{len(vanishing)} / {len(standing)}")])


def _districts(rows: list[Row], reading: _Reading) -> Counts:
    wanted = {
        row["code"]: {
            "name": row["name"],
            "name_en": transliterate(row["name"]),
            "nuts3": row["nuts3"],
            "centre_ekatte": row["centre_ekatte"],
        }
        for row in rows
    }
    return _bring(District, "code", wanted, lambda old, new: old.name == new["name"], reading)


def _mayoralties(rows: list[Row], reading: _Reading) -> Counts:
    towns = dict(Municipality.objects.values_list("code", "pk"))
    wanted = {
        row["code"]: {
            "name": row["name"],
            "name_en": transliterate(row["name"]),
            "municipality_id": towns[row["municipality"]],
            "centre_ekatte": row["centre_ekatte"],
        }
        for row in rows
    }
    return _bring(Mayoralty, "code", wanted, lambda old, new: old.name == new["name"], reading)


def _settlements(rows: list[Row], reading: _Reading) -> Counts:
    towns = dict(Municipality.objects.values_list("code", "pk"))
    mayoralties = dict(Mayoralty.objects.current().values_list("code", "pk"))
    codes = dict(Mayoralty.objects.values_list("pk", "code"))
    wanted = {row["ekatte"]: _settlement(row, towns, mayoralties) for row in rows}

    def same(old: Settlement, new: Values) -> bool:
        # A renamed mayoralty has a new row under its old code: its settlements have not moved.
        return (old.name, old.kind, old.municipality_id, codes.get(old.mayoralty_id or 0)) == (
            new["name"],
            new["kind"],
            new["municipality_id"],
            codes.get(new["mayoralty_id"]),
        )

    return _bring(Settlement, "ekatte", wanted, same, reading)


def _settlement(row: Row, towns: dict[str, int], mayoralties: dict[str, int]) -> Values:
    values: Values = {
        "name": row["name"],
        "name_en": row["name_en"],
        "kind": KINDS[row["kind"]],
        "municipality_id": towns[row["municipality"]],
        "mayoralty_id": mayoralties[row["kmetstvo"]] if row["kmetstvo"][6:] != NO_MAYORALTY else None,
    }
    # What an edition does not say is kept as it was.
    if row["category"]:
        values["category"] = int(row["category"])
    if row["postal_code"]:
        values["postal_code"] = row["postal_code"]
    if point := point_of(row):
        values["longitude"], values["latitude"] = point
    return values


def _bring(
    model: type[DatedModel],
    key: str,
    wanted: dict[str, Values],
    same: Callable[[Any, Values], bool],
    reading: _Reading,
) -> Counts:
    """`same` says whether a row is still that place, or one under another name or elsewhere."""
    begun, closed, corrected = [], [], []
    standing = {getattr(row, key): row for row in model.objects.current()}
    for code, values in wanted.items():
        row = standing.pop(code, None)
        if row is None:
            begun.append(model(**{key: code}, **values, valid_from=reading.since))
        elif all(getattr(row, name) == value for name, value in values.items()):
            continue
        elif same(row, values) or reading.is_correction:
            _fill(row, values)
            corrected.append(row)
        else:
            begun.append(_fill(_successor(row, reading.on), values))
            row.valid_until = reading.on
            closed.append(row)
    if reading.is_whole:
        closed += [_end(row, reading.on) for row in standing.values()]
    model.objects.bulk_update(closed, ["valid_until"], batch_size=BATCH)
    if corrected:
        model.objects.bulk_update(corrected, _fields(wanted.values()), batch_size=BATCH)
    model.objects.bulk_create(begun, batch_size=BATCH)
    return Counts(len(begun), len(closed), len(corrected))


def _fields(values: Iterable[Values]) -> list[str]:
    return sorted({name for each in values for name in each})


def _fill(row: Any, values: Values) -> Any:
    for name, value in values.items():
        setattr(row, name, value)
    return row


def _end(row: Any, on: date) -> Any:
    row.valid_until = on
    return row


def _successor(row: Any, on: date) -> Any:
    """The same place from that day on."""
    new = type(row)(**{f.attname: getattr(row, f.attname) for f in row._meta.concrete_fields if not f.primary_key})
    new.valid_from = on
    return new


def _municipalities(rows: list[Row], reading: _Reading) -> Counts:
    """A municipality keeps its row and its address; a name that it lays down becomes a FormerName."""
    begun, closed, corrected, former = [], [], [], []
    districts = dict(District.objects.current().values_list("code", "pk"))
    known = {town.code: town for town in Municipality.objects.all()}
    slugs = _slugs(rows, known)
    for row in rows:
        values = _municipality(row, districts)
        town = known.pop(row["code"], None)
        if town is None:
            slug = slugs[row["code"]]
            begun.append(Municipality(code=row["code"], slug=slug, is_active=False, valid_from=reading.since, **values))
        elif any(getattr(town, name) != value for name, value in values.items()):
            if town.name != values["name"] and not reading.is_correction:
                former.append(
                    FormerName(municipality=town, name=town.name, name_en=town.name_en, valid_until=reading.on)
                )
            corrected.append(_fill(town, values))
    if reading.is_whole:
        closed = [_end(town, reading.on) for town in known.values() if town.valid_until is None and town.district_id]
    fields = ["name", "name_en", "district", "centre_ekatte", "category", "valid_until"]
    Municipality.objects.bulk_update([*corrected, *closed], fields, batch_size=BATCH)
    FormerName.objects.bulk_create(former)
    Municipality.objects.bulk_create(begun, batch_size=BATCH)
    return Counts(len(begun), len(closed), len(corrected))


def _municipality(row: Row, districts: dict[str, int]) -> Values:
    return {
        "name": row["name"],
        "name_en": transliterate(row["name"]),
        "district_id": districts[row["district"]],
        "centre_ekatte": row["centre_ekatte"],
        "category": int(row["category_2014"]) if row["category_2014"] else None,
        "valid_until": None,
    }


def _slugs(rows: list[Row], known: dict[str, Municipality]) -> dict[str, str]:
    """Addresses of the municipalities that are new. Of two with one name, both carry their district's code."""
    twice = repeated([row["name"] for row in rows])
    taken = {town.slug for town in known.values()}
    slugs: dict[str, str] = {}
    for row in rows:
        if row["code"] not in known:
            plain_is_unclear = {transliterate(row["name"]).lower()} if row["name"] in twice else set()
            slugs[row["code"]] = slug_for(transliterate(row["name"]), row["district"], taken | plain_is_unclear)
            taken.add(slugs[row["code"]])
    return slugs
