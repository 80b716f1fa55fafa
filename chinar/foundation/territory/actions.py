"""What changes the municipalities that this installation serves and their departments."""

from datetime import date, datetime

from django.db import transaction

from chinar.foundation.core.actor import Actor
from chinar.foundation.journal import actions as journal
from chinar.foundation.territory import geometry
from chinar.foundation.territory.models import Border, Department, Municipality, Settlement


@transaction.atomic
def adopt_municipality(*, municipality: Municipality, by: Actor, at: datetime, **facts: str) -> Municipality:
    """Begins to serve a municipality of the classifier: opens its journal and its pages. Doing it again is harmless.

    `facts` fill its legal facts (address, phone, email, website, mayor_title, slug ...). Raises ValidationError when
    one is wrong, FieldError when there is no such fact, ValueError when the classifier has closed the municipality.
    """
    town = Municipality.objects.select_for_update().get(pk=municipality.pk)
    if town.valid_until is not None:
        raise ValueError(f"{town.code} no longer exists since {town.valid_until}")
    for name, value in facts.items():
        Municipality._meta.get_field(name)
        setattr(town, name, value)
    was_served = town.is_active
    town.is_active = True
    town.full_clean()
    town.save()
    _draw_outline(town)
    journal.open_chain(town.pk)
    if not was_served:
        journal.record("municipality.adopted", by=by, at=at, subject=town.code, subject_kind="municipality")
    return town


@transaction.atomic
def open_department(
    *,
    code: str,
    name: str,
    name_en: str,
    kind: str,
    on: date,
    by: Actor,
    at: datetime,
    parent: Department | None = None,
    phone: str = "",
    room: str = "",
) -> Department:
    """A new unit of the municipality in scope. Raises ValidationError when a fact is wrong or the code is in use."""
    department = Department(
        code=code,
        name=name,
        name_en=name_en,
        kind=kind,
        parent=parent,
        phone=phone,
        room=room,
        valid_from=on,
    )
    department.stand_in_scope()
    department.full_clean()
    department.save()
    _tell("department.opened", department, by=by, at=at)
    return department


@transaction.atomic
def close_department(*, department: Department, on: date, by: Actor, at: datetime) -> Department:
    """Ends a unit; `on` is the first day without it. Raises ValueError while parts of it stand, or when it ended."""
    if department.valid_until is not None or Department.objects.current().filter(parent=department).exists():
        raise ValueError(f"{department.code} was closed before, or has parts that stand")
    department.valid_until = on
    department.full_clean()
    department.save(update_fields=["valid_until"])
    _tell("department.closed", department, by=by, at=at)
    return department


def _tell(verb: str, department: Department, *, by: Actor, at: datetime) -> None:
    facts = {"name": department.name}
    journal.record(verb, by=by, at=at, subject=department.code, subject_kind="department", facts=facts)


def _draw_outline(town: Municipality) -> None:
    """Where nobody brought a line for the map, one is made of the settlements' points."""
    if town.borders.exists():
        return
    places = Settlement.objects.current().filter(municipality=town, longitude__isnull=False)
    ring = geometry.outline(point for place in places if (point := place.point))
    if ring:
        Border.objects.create(
            municipality=town, is_official=False, rings=[ring], source="© OpenStreetMap contributors, ODbL"
        )
