"""What a cashier's day took and gave."""

from collections.abc import Collection
from dataclasses import dataclass

from django.db.models import Q, Sum

from chinar.foundation.payments.models import CashDay, Payment, Receipt, Refund
from chinar.foundation.payments.rules import in_the_drawer


@dataclass(frozen=True, slots=True)
class AccountTotal:
    """What one account received in a day, by way. `name` is "" for charges without an account."""

    name: str
    iban: str
    cash: int
    card: int

    @property
    def all(self) -> int:
        return self.cash + self.card


@dataclass(frozen=True, slots=True)
class DayTotals:
    """A day in figures; cancelled receipts count nowhere but among the cancelled."""

    accounts: tuple[AccountTotal, ...]
    cash: int
    card: int
    given_back: int
    receipts: int
    cancelled: int
    in_drawer: int
    """What must lie there."""


def totals_of(day: CashDay) -> DayTotals:
    """Three queries."""
    standing = Payment.objects.filter(receipt__day=day, receipt__cancelled_at=None)
    rows = standing.values("charge__account__name", "charge__account__iban").annotate(
        cash=Sum("cents", filter=Q(way=Payment.Way.CASH), default=0),
        card=Sum("cents", filter=Q(way=Payment.Way.CARD), default=0),
    )
    accounts = tuple(
        AccountTotal(row["charge__account__name"] or "", row["charge__account__iban"] or "", row["cash"], row["card"])
        for row in rows.order_by("charge__account__name")
    )
    cash, card = sum(a.cash for a in accounts), sum(a.card for a in accounts)
    given = Refund.objects.filter(day=day).aggregate(cents=Sum("cents", default=0))["cents"]
    kept = list(Receipt.objects.filter(day=day).values_list("cancelled_at", flat=True))
    cancelled = sum(moment is not None for moment in kept)
    drawer = in_the_drawer(day.opening_cents, cash, given)
    return DayTotals(accounts, cash, card, given, len(kept), cancelled, drawer)


def expected_cash(day: CashDay) -> int:
    """What must lie in the drawer."""
    return totals_of(day).in_drawer


def receipts_of(day: CashDay, *, without: Collection[str] = ()) -> list[Receipt]:
    """In their order, cancelled ones too, but for those of matters that the reader does not see. One query."""
    rows = Receipt.objects.select_related("cancelled_by").filter(day=day)
    return list(rows.exclude(payments__charge__subject__in=without) if without else rows)
