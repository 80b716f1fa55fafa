"""Verbs that change offices and their hours."""

from collections.abc import Iterable
from datetime import date, datetime

from django.db import transaction

from chinar.foundation.core.actor import Actor
from chinar.foundation.journal.actions import record
from chinar.foundation.offices.models import Closure, Office, OpeningHours
from chinar.foundation.offices.rules import Span, check_week
from chinar.foundation.territory.models import Department, Settlement


@transaction.atomic
def open_office(
    *,
    code: str,
    name: str,
    kind: Office.Kind,
    by: Actor,
    at: datetime,
    name_en: str = "",
    settlement: Settlement | None = None,
    department: Department | None = None,
    address: str = "",
    address_en: str = "",
    phone: str = "",
    email: str = "",
) -> Office:
    """Opens an office in the municipality in scope. Raises IntegrityError when the code is taken."""
    office: Office = Office.objects.create(
        code=code,
        name=name,
        name_en=name_en,
        kind=kind,
        settlement=settlement,
        department=department,
        address=address,
        address_en=address_en,
        phone=phone,
        email=email,
    )
    record("office.opened", by=by, at=at, subject=code, subject_kind="office")
    return office


@transaction.atomic
def set_hours(office: Office, spans: Iterable[Span], *, by: Actor, at: datetime) -> None:
    """Gives an office a new week in place of the old one. Raises WrongHours; nothing is changed then."""
    week = sorted(spans)
    check_week(week)
    office.hours.all().delete()
    OpeningHours.objects.bulk_create(
        OpeningHours(office=office, weekday=span.weekday, opens_at=span.opens, closes_at=span.closes) for span in week
    )
    told = ", ".join(f"{span.weekday + 1}: {span.opens:%H:%M}-{span.closes:%H:%M}" for span in week)
    record("office.hours_set", by=by, at=at, subject=office.code, subject_kind="office", facts={"hours": told})


@transaction.atomic
def close_for_days(
    office: Office, *, first_on: date, last_on: date, reason: str, by: Actor, at: datetime, reason_en: str = ""
) -> Closure:
    """Announces days on which an office does not open. Raises IntegrityError when the last day is before the first."""
    closure: Closure = Closure.objects.create(
        office=office, first_on=first_on, last_on=last_on, reason=reason, reason_en=reason_en
    )
    facts = {"first": first_on.isoformat(), "last": last_on.isoformat()}
    record("office.closed_for_days", by=by, at=at, subject=office.code, subject_kind="office", facts=facts)
    return closure
