"""Takes a list of services into the catalogue of the municipality in scope: all of it, or nothing."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.text import slugify

from chinar.domain.catalogue.actions import TEXTS_AND_FACTS, publish_version
from chinar.domain.catalogue.importing.rules import Note, PrintedSpeed, Row, printed_with, says_the_same
from chinar.domain.catalogue.importing.sharing import Sharing, inherited
from chinar.domain.catalogue.models import Service, ServiceVersion, SharedVersion, Speed
from chinar.foundation.core.actor import Actor
from chinar.foundation.journal.actions import record
from chinar.foundation.territory.models import Department
from chinar.foundation.territory.rules import transliterate

NEW, CHANGED, SAME, KEPT, WRONG = "new", "changed", "same", "kept", "wrong"
LONGEST_CODE = 50


class WrongRows(ValueError):
    """Some rows cannot be taken, so none was."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What becomes of a row: `outcome` is one of NEW, CHANGED, SAME, KEPT (worked out by hand here), WRONG. `shared` is
    what the service takes its words from, from now on; `doubts` are those that only the catalogue here knows."""

    row: Row
    code: str
    outcome: str
    shared: SharedVersion | None = None
    doubts: tuple[Note, ...] = ()


def plan(rows: Sequence[Row]) -> list[Plan]:
    """What importing the rows would do, without doing it. Two queries; three where rows name shared descriptions."""
    versions = ServiceVersion.objects.published_rows().select_related("service", "shared_version")
    here = {version.service.code: version for version in versions}
    hand_made = {code: version for code, version in here.items() if not version.printed}
    by_hand = {version.service.unified_number: code for code, version in hand_made.items()}
    taken = set(Service.objects.values_list("code", flat=True)) - here.keys()
    sharing = Sharing(rows, here.values())
    plans = []
    for row in rows:
        named = sharing.code_of(row)
        code = by_hand.get(row.number, "") if row.number else ""
        code = named if named in hand_made else code
        if row.errors or code:
            plans.append(Plan(row, code, WRONG if row.errors else KEPT))
            continue
        code = named if named not in ("", *taken) else _code(row, taken)
        taken.add(code)
        shared, doubts = sharing.of(row, here.get(code))
        outcome = CHANGED if shared is not None and code in here else _outcome(row, here.get(code))
        plans.append(Plan(row, code, outcome, shared, doubts))
    return plans


def _outcome(row: Row, version: ServiceVersion | None) -> str:
    if version is None:
        return NEW
    return SAME if says_the_same(row, version.printed) else CHANGED


def _code(row: Row, taken: set[str]) -> str:
    """From the name, the same for the same file: the second of the same name becomes `name-2`."""
    base = slugify(transliterate(row.name))[:LONGEST_CODE].rstrip("-") or f"service-{row.line}"
    code, count = base, 1
    while code in taken:
        count += 1
        code = f"{base}-{count}"
    return code


@transaction.atomic
def import_services(
    rows: Sequence[Row], *, department: Department, is_sample: bool = False, by: Actor, at: datetime
) -> list[Plan]:
    """Publishes a version of each new or changed service. Raises WrongRows when a row has errors."""
    plans = plan(rows)
    if any(planned.outcome == WRONG for planned in plans):
        raise WrongRows(f"{sum(planned.outcome == WRONG for planned in plans)} rows")
    for planned in plans:
        if planned.outcome in (NEW, CHANGED):
            _publish(planned, department, is_sample, by=by, at=at)
    facts = {name: str(sum(planned.outcome == name for planned in plans)) for name in (NEW, CHANGED, SAME, KEPT)}
    record("services.imported", by=by, at=at, subject="catalogue", facts=facts)
    return plans


def _publish(planned: Plan, department: Department, is_sample: bool, *, by: Actor, at: datetime) -> None:
    row = planned.row
    service, _ = Service.objects.get_or_create(
        code=planned.code, defaults={"department": department, "unified_number": row.number}
    )
    holding = ServiceVersion.objects.filter(service=service, superseded_at=None).first()
    ordinary = next((speed for speed in row.speeds if speed.kind == Speed.Kind.ORDINARY), None)
    said = {
        "name": row.name,
        "group": row.group,
        "what_you_bring": row.documents,
        "legal_basis": row.legal_basis,
        "fee_cents": ordinary.fee_cents if ordinary else None,
        "fee_note": row.fee_note,
        "e_level": row.e_level,
        "assurance": row.assurance,
        "source": row.source,
        "event": row.event,
        "audience": row.audience,
    }
    # What was written by hand since, and what a list says nothing of, stays.
    kept = {name: getattr(holding, name) for name in TEXTS_AND_FACTS} if holding else {}
    told = {name: value for name, value in said.items() if value not in ("", None) or not holding}
    told |= inherited(planned.shared, {**kept, **told}, holding)
    content = {**kept, **told, "printed": printed_with(row, kept.get("printed", "")), "is_sample": is_sample}
    publish_version(service, by=by, at=at, speeds=_speeds(row.speeds, holding), **content)


def _speeds(printed: Sequence[PrintedSpeed], holding: ServiceVersion | None) -> list[Speed]:
    """As the list prints them; those that hold where it prints none."""
    if printed or holding is None:
        return [
            Speed(kind=speed.kind, term=speed.term, period=speed.period, fee=speed.fee, fee_cents=speed.fee_cents)
            for speed in printed
        ]
    kept = list(holding.speeds.all())
    for speed in kept:
        speed.pk = None
    return kept
