"""Money given back: proposed, approved by another person, recorded."""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.timezone import localtime

from chinar.foundation.core.actor import Actor
from chinar.foundation.core.money import money
from chinar.foundation.journal.actions import record
from chinar.foundation.payments.actions.charging import AnsweredMeanwhile, lock
from chinar.foundation.payments.actions.days import lock_day
from chinar.foundation.payments.models import CashDay, Charge, Refund
from chinar.foundation.payments.queries import balance_of
from chinar.foundation.payments.queries_of_days import expected_cash


class MoreThanPaid(Exception):
    """Nobody is given back more than came and is not being given back already: at most `cents`."""

    def __init__(self, cents: int) -> None:
        super().__init__(cents)
        self.cents = cents


class NeedsAnother(Exception):
    """Who proposed it does not approve it."""


class NotApproved(Exception):
    """It is not approved, or was given already."""


class NotEnoughCash(Exception):
    """The drawer does not hold so much."""


@transaction.atomic
def propose_refund(
    owed: Charge, *, cents: int, reason: str, key: UUID | None = None, by: Actor, at: datetime
) -> Refund:
    """The same key again gives what was proposed. Raises MoreThanPaid, ValueError for whoever is no person."""
    if by.account_id is None:
        raise ValueError("A person proposes.")
    fresh = lock(owed)
    known: Refund | None = fresh.refunds.filter(idempotency_key=key).first() if key else None
    if known is not None:
        return known
    under_way = sum(row.cents for row in fresh.refunds.all() if row.is_under_way)
    most = balance_of(fresh).paid - under_way
    if not 1 <= cents <= most:
        raise MoreThanPaid(most)
    made: Refund = Refund.objects.create(
        charge=fresh,
        cents=cents,
        reason=reason,
        idempotency_key=key,
        proposed_at=at,
        proposed_by_id=by.account_id,
    )
    _tell("payments.refund_proposed", made, by=by, at=at)
    return made


@transaction.atomic
def approve_refund(refund: Refund, *, by: Actor, at: datetime) -> Refund:
    """Raises AnsweredMeanwhile, NeedsAnother."""
    fresh = _locked(refund)
    if by.account_id is None or fresh.proposed_by_id == by.account_id:
        raise NeedsAnother
    fresh.approved_at, fresh.approved_by_id = at, by.account_id
    fresh.save(update_fields=["approved_at", "approved_by"])
    _tell("payments.refund_approved", fresh, by=by, at=at)
    return fresh


@transaction.atomic
def decline_refund(refund: Refund, *, by: Actor, at: datetime) -> Refund:
    """Raises AnsweredMeanwhile."""
    fresh = _locked(refund)
    fresh.declined_at, fresh.declined_by_id = at, by.account_id
    fresh.save(update_fields=["declined_at", "declined_by"])
    _tell("payments.refund_declined", fresh, by=by, at=at)
    return fresh


@transaction.atomic
def give_refund(
    refund: Refund, *, way: str, document: str, day: CashDay | None = None, by: Actor, at: datetime
) -> Refund:
    """Records that the money went back; in cash out of the cashier's open day. Raises NotApproved, DayClosed,
    NotEnoughCash, MoreThanPaid."""
    owed = lock(refund.charge)
    fresh: Refund = Refund.objects.select_related("charge").get(pk=refund.pk)
    if fresh.approved_at is None or fresh.given_at is not None:
        raise NotApproved
    if fresh.cents > (paid := balance_of(owed).paid):
        raise MoreThanPaid(paid)
    if way == Refund.Way.CASH:
        fresh.day = _drawer(day, fresh.cents, by=by, at=at)
    fresh.given_at, fresh.given_by_id, fresh.way, fresh.document = at, by.account_id, way, document
    fresh.save(update_fields=["given_at", "given_by", "way", "document", "day"])
    _tell("payments.refunded", fresh, by=by, at=at)
    return fresh


def _drawer(day: CashDay | None, cents: int, *, by: Actor, at: datetime) -> CashDay:
    if day is None or day.cashier_id != by.account_id:
        raise NotEnoughCash
    held = lock_day(day, on=localtime(at).date())
    if expected_cash(held) < cents:
        raise NotEnoughCash
    return held


def _locked(refund: Refund) -> Refund:
    lock(refund.charge)
    fresh: Refund = Refund.objects.select_related("charge").get(pk=refund.pk)
    if fresh.approved_at is not None or fresh.declined_at is not None:
        raise AnsweredMeanwhile(str(fresh))
    return fresh


def _tell(verb: str, refund: Refund, *, by: Actor, at: datetime) -> None:
    facts = {"amount": money(refund.cents)}
    record(verb, by=by, at=at, subject=refund.charge.subject, subject_kind="case", facts=facts)
