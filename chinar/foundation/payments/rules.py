"""Pure decisions about money owed and paid. Amounts are cents of euro."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from enum import StrEnum
from typing import NamedTuple

MOST_LATE_PER_CENT = 30
"""By how much a late technical service becomes cheaper at most (ЗМДТ чл. 109)."""


class Balance(NamedTuple):
    """What a charge comes to after its corrections, what was paid towards it and given back of that."""

    due: int
    paid: int

    @property
    def open(self) -> int:
        """Still to be paid."""
        return max(self.due - self.paid, 0)

    @property
    def over(self) -> int:
        """Paid and not owed: to be given back."""
        return max(self.paid - self.due, 0)

    @property
    def is_settled(self) -> bool:
        return self.paid >= self.due


def balance(amount: int, *, corrections: Iterable[int], payments: Iterable[int], refunds: Iterable[int]) -> Balance:
    """`corrections` are confirmed differences, `payments` those that stand, `refunds` what was really given back."""
    return Balance(max(amount + sum(corrections), 0), sum(payments) - sum(refunds))


def amount_of(unit_cents: int, *, units: int = 1, percent_off: int = 0) -> int:
    """So many units at their price, less the reduction; half a cent is the citizen's."""
    whole = unit_cents * units
    return whole - percentage(whole, percent_off)


def percentage(cents: int, per_cent: int) -> int:
    """The part of an amount, rounded up to a cent."""
    return -(-cents * per_cent // 100)


def receipt_number(desk: int, sequence: int, year: int) -> str:
    """`1-00012/2026`: desk, its gap-free sequence in the year, the year."""
    return f"{desk}-{sequence:05d}/{year}"


class Told(StrEnum):
    """States of a request for payment, in the words of the state payment portal (pay.egov.bg)."""

    PENDING = "PENDING"
    AUTHORIZED = "AUTHORIZED"
    ORDERED = "ORDERED"
    IN_PROCESS = "INPROCESS"
    PAID = "PAID"
    EXPIRED = "EXPIRED"
    CANCELED = "CANCELED"
    SUSPENDED = "SUSPENDED"


OPEN = frozenset({Told.PENDING, Told.AUTHORIZED, Told.ORDERED, Told.IN_PROCESS})
"""While one of these holds, money may still come."""
OVER = frozenset({Told.EXPIRED, Told.CANCELED, Told.SUSPENDED})


class Effect(StrEnum):
    """What a message of the portal does. A payment counts once and for ever, whatever comes after it and however late
    it comes itself; other states follow each other by the portal's own time."""

    PAYS = "pays"
    MOVES = "moves"
    REPEATED = "repeated"
    OLDER = "older"
    AFTER_PAID = "after_paid"


def effect_of(told: Told, changed_at: datetime, *, state: str, state_at: datetime | None) -> Effect:
    """`state` and `state_at` are the last that was taken over of the request, and the portal's time of it."""
    if state == Told.PAID:
        return Effect.REPEATED if told is Told.PAID else Effect.AFTER_PAID
    if told is Told.PAID:
        return Effect.PAYS
    if state_at is not None and changed_at < state_at:
        return Effect.OLDER
    return Effect.REPEATED if told == state else Effect.MOVES


class Sums(NamedTuple):
    """What a cashier's day took and gave, by account and by way."""

    taken: Mapping[tuple[str, str], int]
    given_back: Mapping[str, int]


def in_the_drawer(opening: int, taken_in_cash: int, given_in_cash: int) -> int:
    """What must lie there at the end of the day."""
    return opening + taken_in_cash - given_in_cash
