"""The only door by which a view gets money: not yours and not there answer alike."""

from collections.abc import Collection, Iterable, Sequence
from datetime import date
from typing import TypeVar

from django.db.models import QuerySet
from django.http import Http404

from chinar.foundation.payments import subjects
from chinar.foundation.payments.actions.days import open_day_of
from chinar.foundation.payments.models import (
    BankLine,
    BankStatement,
    CashDay,
    Charge,
    Correction,
    OnlineOrder,
    Payment,
    Receipt,
    Refund,
)
from chinar.foundation.payments.queries import Owed, owed_for_all, refunds_under_way, stood
from chinar.foundation.payments.references import charge_of
from chinar.foundation.people.access import User, can

T = TypeVar("T")
RECEIVE = ("payments.take", "payments.bank")


def get_owed(user: User, pk: int, *, on: date, ability: str = "payments.read") -> Owed:
    """A charge of a matter that the ability reaches. Raises Http404."""
    rows = stood(Charge.objects.filter(pk=pk).with_sums())
    if not rows or not may(user, rows[0].charge.subject, ability, on=on):
        raise Http404
    return rows[0]


def may(user: User, number: str, ability: str, *, on: date) -> bool:
    """Whether the ability reaches the matter of the number."""
    return number in _reached(user, [number], ability, on)


def reached(user: User, rows: Iterable[T], ability: str, *, on: date, subject: str = "charge.subject") -> list[T]:
    """Those of the rows whose matters the ability reaches; `subject` is the way from a row to the number. A query or
    two, however many rows."""
    listed = list(rows)
    numbers = _reached(user, {_subject(row, subject) for row in listed}, ability, on)
    return [row for row in listed if _subject(row, subject) in numbers]


def _reached(user: User, numbers: Collection[str], ability: str, on: date) -> frozenset[str]:
    if not numbers or not can(user, ability, on=on):
        return frozenset()
    return subjects.registered().reached(user, numbers, ability, on)


def _subject(row: object, path: str) -> str:
    for name in path.split("."):
        row = getattr(row, name)
    return str(row)


def get_chargeable(user: User, number: str, *, on: date) -> str:
    """The number of a matter for which the official may charge something. Raises Http404."""
    if not subjects.registered().exists(number) or not may(user, number, "payments.correct", on=on):
        raise Http404
    return number


def find_owed(user: User, typed: str, *, on: date) -> str:
    """The number of the matter that a cashier's typed number or reference means and for which something is owed; ""
    for none, also for one of their own."""
    charge = find_charge_to_pay(user, charge_of(typed), on=on)
    number = charge.subject if charge is not None else subjects.registered().meant(typed)
    return number if owed_to_take_for(user, [number], on=on) else ""


def owed_to_take_for(user: User, numbers: Sequence[str], *, on: date) -> list[Owed]:
    """What a cashier may take money for, of these matters in their order; nothing for one of their own."""
    allowed = _reached(user, frozenset(numbers), "payments.take", on)
    found = owed_for_all([number for number in dict.fromkeys(numbers) if number in allowed])
    return [row for rows in found.values() for row in rows]


def find_charge_to_pay(user: User, pk: int | None, *, on: date) -> Charge | None:
    """The charge that a typed reference names, for whoever takes money or reads bank statements."""
    charge: Charge | None = Charge.objects.filter(pk=pk).first() if pk is not None else None
    if charge is None or not any(may(user, charge.subject, ability, on=on) for ability in RECEIVE):
        return None
    return charge


def own_open_day(user: User) -> CashDay | None:
    return open_day_of(user.pk) if user.pk is not None and can(user, "payments.take") else None


def get_day(user: User, pk: int) -> CashDay:
    """For cashiers, who stand in for each other, and for whoever oversees them. Raises Http404."""
    rows = CashDay.objects.select_related("desk__office", "cashier", "municipality")
    day: CashDay | None = rows.filter(pk=pk).first()
    if day is None or not (can(user, "payments.take") or can(user, "payments.oversee")):
        raise Http404
    return day


def get_receipt(user: User, pk: int) -> Receipt:
    """For every cashier, as whoever lost theirs may ask at any desk; none of a matter from which one is kept away.
    Raises Http404."""
    rows = Receipt.objects.select_related("desk__office", "day", "by", "cancelled_by", "municipality")
    receipt: Receipt | None = rows.filter(pk=pk).first()
    if receipt is None or not can(user, "payments.take"):
        raise Http404
    if hidden(user) & {payment.charge.subject for payment in payments_of(receipt)}:
        raise Http404
    return receipt


def payments_of(receipt: Receipt) -> list[Payment]:
    return list(Payment.objects.select_related("charge__account").filter(receipt=receipt).order_by("pk"))


def get_statement(user: User, pk: int) -> BankStatement:
    """Raises Http404."""
    rows = BankStatement.objects.select_related("account", "brought_by", "imported_by")
    statement: BankStatement | None = rows.filter(pk=pk).first()
    if statement is None or not can(user, "payments.bank"):
        raise Http404
    return statement


def lines_waiting(user: User) -> QuerySet[BankLine]:
    """Transfers that wait for a person, oldest first, without those of matters from which the reader is kept away."""
    rows: QuerySet[BankLine] = BankLine.objects.unsettled().order_by("booked_on", "id")
    return rows.exclude(charge__subject__in=kept) if (kept := hidden(user)) else rows


def refunds_to_give(user: User) -> QuerySet[Refund]:
    """Approved, and waiting for a cashier."""
    rows: QuerySet[Refund] = refunds_under_way().filter(approved_at__isnull=False)
    return rows.exclude(charge__subject__in=kept) if (kept := hidden(user)) else rows


def get_line(user: User, pk: int) -> BankLine:
    """Raises Http404."""
    rows = BankLine.objects.select_related("statement__account", "charge", "settled_by")
    line: BankLine | None = rows.filter(pk=pk).first()
    if line is None or not can(user, "payments.bank"):
        raise Http404
    if line.charge is not None and line.charge.subject in hidden(user):
        raise Http404
    return line


def get_correction(user: User, pk: int, *, on: date) -> Correction:
    """Raises Http404."""
    row: Correction | None = Correction.objects.select_related("charge").filter(pk=pk).first()
    if row is None or not may(user, row.charge.subject, "payments.correct", on=on):
        raise Http404
    return row


def get_refund(user: User, pk: int, *, on: date, ability: str) -> Refund:
    """Raises Http404."""
    row: Refund | None = Refund.objects.select_related("charge").filter(pk=pk).first()
    if row is None or not may(user, row.charge.subject, ability, on=on):
        raise Http404
    return row


def get_order_by_key(key: object) -> OnlineOrder | None:
    """For the portal's own messages, which prove themselves by their signature."""
    return OnlineOrder.objects.select_related("charge").filter(key=key).first()  # type: ignore[no-any-return]


def hidden(user: User) -> frozenset[str]:
    """Matters that for this reader do not exist. One query."""
    return subjects.registered().kept_from(user)
