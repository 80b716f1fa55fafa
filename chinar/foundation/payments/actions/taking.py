"""Money at the counter: taken by a numbered receipt, which can be cancelled and never vanishes."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.timezone import localtime

from chinar.foundation.core.actor import Actor
from chinar.foundation.core.money import money
from chinar.foundation.documents.models import Erasure
from chinar.foundation.journal.actions import record
from chinar.foundation.payments.actions.days import lock_day
from chinar.foundation.payments.models import BankLine, CashDay, CashDesk, Charge, Payment, Receipt, ReceiptCounter
from chinar.foundation.payments.queries import open_cents, stood
from chinar.foundation.payments.rules import receipt_number


class NothingOwed(Exception):
    """All of it is paid, or nothing is owed."""


class OtherAmount(Exception):
    """What is owed changed after the page was shown; nothing was taken."""


class CancelledAlready(Exception):
    """The receipt was cancelled before."""


class NotOfThisDay(Exception):
    """A receipt is cancelled by its own cashier while its day is open; after that the money is given back."""


@transaction.atomic
def take(
    charges: Sequence[Charge],
    *,
    way: str,
    day: CashDay,
    payer_name: str,
    seen_cents: int,
    key: UUID,
    by: Actor,
    at: datetime,
) -> Receipt:
    """All that is open of the charges, by one receipt, into the cashier's open day.

    Locks the charges, then the day, then the counter of receipts. The same key again gives the receipt that was
    written. Raises NothingOwed, OtherAmount when it is not `seen_cents` any more, DayClosed, ValueError when the day
    is another person's.
    """
    written: Receipt | None = Receipt.objects.filter(idempotency_key=key).first()
    if written is not None:
        return written
    if by.account_id is None or day.cashier_id != by.account_id:
        raise ValueError("Each cashier takes into their own drawer.")
    held = Charge.objects.with_sums().select_for_update(of=("self",))
    held = held.filter(pk__in=[one.pk for one in charges]).order_by("pk")
    rows = [row for row in stood(list(held)) if row.balance.open]
    cents = open_cents(rows)
    if not rows:
        raise NothingOwed
    if cents != seen_cents:
        raise OtherAmount(cents)
    on = localtime(at).date()
    fresh = lock_day(day, on=on)
    sequence, number = _next_number(fresh.desk, on.year)
    receipt: Receipt = Receipt.objects.create(
        desk=fresh.desk, day=fresh, year=on.year, sequence=sequence, number=number, way=way, cents=cents,
        payer_name=payer_name, idempotency_key=key, at=at, by_id=by.account_id,
    )  # fmt: skip
    Payment.objects.bulk_create(
        Payment(
            charge=row.charge, way=way, cents=row.balance.open, paid_on=on, receipt=receipt, at=at, by_id=by.account_id
        )
        for row in rows
    )
    record("payments.taken", by=by, at=at, subject=number, subject_kind="receipt", facts={"amount": money(cents)})
    return receipt


def _next_number(desk: CashDesk, year: int) -> tuple[int, str]:
    counter = ReceiptCounter.objects.select_for_update().filter(desk=desk, year=year).first()
    if counter is None:
        ReceiptCounter.objects.get_or_create(desk=desk, year=year)
        counter = ReceiptCounter.objects.select_for_update().get(desk=desk, year=year)
    counter.last += 1
    counter.save(update_fields=["last"])
    return counter.last, receipt_number(desk.number, counter.last, year)


@transaction.atomic
def cancel_receipt(receipt: Receipt, *, reason: str, by: Actor, at: datetime) -> Receipt:
    """Its money goes back over the counter at once; number and reason stay. Raises CancelledAlready, NotOfThisDay."""
    list(Charge.objects.select_for_update().filter(payments__receipt=receipt).order_by("pk").values_list("pk"))
    day: CashDay = CashDay.objects.select_for_update().get(pk=receipt.day_id)
    fresh: Receipt = Receipt.objects.get(pk=receipt.pk)
    if fresh.is_cancelled:
        raise CancelledAlready(fresh.number)
    if not day.is_open or day.cashier_id != by.account_id:
        raise NotOfThisDay(fresh.number)
    fresh.cancelled_at, fresh.cancelled_by_id, fresh.cancel_reason = at, by.account_id, reason
    fresh.save(update_fields=["cancelled_at", "cancelled_by", "cancel_reason"])
    record("payments.receipt_cancelled", by=by, at=at, subject=fresh.number, subject_kind="receipt")
    return fresh


def forget_payers(subject: str, erasure: Erasure) -> None:
    """Empties the names on receipts and bank lines of a matter that is destroyed; sums, days and numbers stay, as the
    books need them. In the caller's transaction."""
    paid = Payment.objects.filter(charge__subject=subject)
    Receipt.objects.filter(pk__in=paid.values("receipt"), erasure=None).update(payer_name="", erasure=erasure)
    lines = BankLine.objects.filter(pk__in=paid.values("line"), erasure=None)
    lines.update(payer_name="", ground="", erasure=erasure)
