"""The cashier's day: a drawer is opened, receives and gives, and is closed by counting."""

from datetime import date, datetime

from django.db import transaction
from django.db.models import Max
from django.utils.timezone import localtime

from chinar.foundation.core.actor import Actor
from chinar.foundation.core.money import money
from chinar.foundation.journal.actions import record
from chinar.foundation.offices.models import Office
from chinar.foundation.payments.models import CashDay, CashDesk
from chinar.foundation.payments.queries_of_days import expected_cash


class DayOpenAlready(Exception):
    """The cashier has a day open; it is closed first."""


class DayClosed(Exception):
    """The day is closed, or is of another date: today's is opened first."""


class CountedOtherwise(Exception):
    """What was counted is not what should lie there, and no note says why."""


def desk_of(office: Office) -> CashDesk:
    """The cash desk of an office; the first time, with the next number of the municipality."""
    found: CashDesk | None = CashDesk.objects.filter(office=office).first()
    if found is None:
        highest = CashDesk.objects.aggregate(last=Max("number"))["last"] or 0
        found = CashDesk.objects.get_or_create(office=office, defaults={"number": highest + 1})[0]
    return found


@transaction.atomic
def open_day(office: Office, *, opening_cents: int, by: Actor, at: datetime) -> CashDay:
    """Raises DayOpenAlready, ValueError for whoever is no person."""
    if by.account_id is None:
        raise ValueError("A drawer is a person's.")
    if open_day_of(by.account_id) is not None:
        raise DayOpenAlready
    day: CashDay = CashDay.objects.create(
        desk=desk_of(office),
        cashier_id=by.account_id,
        on=localtime(at).date(),
        opened_at=at,
        opening_cents=opening_cents,
    )
    record("payments.day_opened", by=by, at=at, subject=str(day.desk.number), subject_kind="cash_desk")
    return day


def open_day_of(account_id: int) -> CashDay | None:
    """The cashier's day that is open now, of whatever date."""
    days = CashDay.objects.select_related("desk__office", "cashier")
    return days.filter(cashier_id=account_id, closed_at=None).first()  # type: ignore[no-any-return]


def lock_day(day: CashDay, *, on: date) -> CashDay:
    """The open day, held till the end of the transaction. Raises DayClosed when it is closed or of another date."""
    fresh: CashDay = CashDay.objects.select_for_update().get(pk=day.pk)
    if not fresh.is_open or fresh.on != on:
        raise DayClosed(str(fresh))
    return fresh


@transaction.atomic
def close_day(day: CashDay, *, counted_cents: int, note: str, by: Actor, at: datetime) -> CashDay:
    """Raises DayClosed, CountedOtherwise."""
    fresh: CashDay = CashDay.objects.select_for_update().get(pk=day.pk)
    if not fresh.is_open:
        raise DayClosed(str(fresh))
    if counted_cents != expected_cash(fresh) and not note.strip():
        raise CountedOtherwise
    fresh.closed_at, fresh.counted_cents, fresh.note = at, counted_cents, note
    fresh.save(update_fields=["closed_at", "counted_cents", "note"])
    facts = {"amount": money(counted_cents)}
    record("payments.day_closed", by=by, at=at, subject=str(fresh.desk.number), subject_kind="cash_desk", facts=facts)
    return fresh
