"""What is owed: charged once, corrected by rows of its own."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction

from chinar.foundation.core.actor import SYSTEM, Actor
from chinar.foundation.core.money import money
from chinar.foundation.journal.actions import record
from chinar.foundation.payments.models import Charge, Correction, RevenueAccount
from chinar.foundation.payments.queries import balance_of
from chinar.foundation.payments.rules import MOST_LATE_PER_CENT, amount_of, percentage


class NothingToCorrect(Exception):
    """The correction would change nothing, or make less than nothing owed."""


class AnsweredMeanwhile(Exception):
    """A colleague has confirmed or declined it already; nothing was changed."""


@dataclass(frozen=True, slots=True)
class NewCharge:
    """What a matter costs. `reduction` says with its article why `percent_off` is not paid."""

    subject: str
    purpose: str
    unit_cents: int
    ground: str
    purpose_en: str = ""
    units: int = 1
    unit: str = ""
    unit_en: str = ""
    percent_off: int = 0
    reduction: str = ""
    reduction_en: str = ""
    payable: str = ""
    account: RevenueAccount | None = None
    idempotency_key: UUID | None = None


def charged_by(key: UUID) -> Charge | None:
    """What the form of this key charged."""
    return Charge.objects.filter(idempotency_key=key).first()  # type: ignore[no-any-return]


@transaction.atomic
def charge(new: NewCharge, *, by: Actor, at: datetime) -> Charge:
    """Writes what is owed for a matter, in the transaction of what made it owed. The same key again gives what was
    charged; of two at one moment one raises IntegrityError."""
    known = charged_by(new.idempotency_key) if new.idempotency_key else None
    if known is not None:
        return known
    made: Charge = Charge.objects.create(
        **{name: getattr(new, name) for name in new.__slots__},
        amount_cents=amount_of(new.unit_cents, units=new.units, percent_off=new.percent_off),
        made_at=at,
        made_by_id=by.account_id,
    )
    facts = {"amount": money(made.amount_cents)}
    record("payments.charged", by=by, at=at, subject=new.subject, subject_kind="case", facts=facts)
    return made


@transaction.atomic
def correct(owed: Charge, *, cents: int, kind: str, reason: str, ground: str, by: Actor, at: datetime) -> Correction:
    """By a person who knows better: counts at once. Raises NothingToCorrect."""
    fresh = lock(owed)
    _must_change(fresh, cents)
    made: Correction = Correction.objects.create(
        charge=fresh,
        kind=kind,
        cents=cents,
        reason=reason,
        ground=ground,
        proposed_at=at,
        proposed_by_id=by.account_id,
        confirmed_at=at,
        confirmed_by_id=by.account_id,
    )
    _tell("payments.corrected", made, by=by, at=at)
    return made


@transaction.atomic
def propose_late(owed: Charge, *, days: int, per_cent: int, ground: str, at: datetime) -> Correction | None:
    """Proposed by the system itself when a technical service was late; None when nothing would change, or when it
    stands already."""
    fresh = lock(owed)
    if Correction.objects.filter(charge=fresh, kind=Correction.Kind.LATE, declined_at=None).exists():
        return None
    cents = percentage(balance_of(fresh).due, min(per_cent, MOST_LATE_PER_CENT))
    if not cents or days < 1:
        return None
    made: Correction = Correction.objects.create(
        charge=fresh, kind=Correction.Kind.LATE, cents=-cents, days_late=days, ground=ground, proposed_at=at
    )
    _tell("payments.late_proposed", made, by=SYSTEM, at=at)
    return made


@transaction.atomic
def propose_lifting(owed: Charge, *, reason: str, ground: str, at: datetime) -> Correction | None:
    """Proposed by the system itself when what was charged for is not done here; None when nothing is owed, or when it
    was proposed before, whatever was answered. What was paid is then given back as always: by two people."""
    fresh = lock(owed)
    due = balance_of(fresh).due
    if not due or Correction.objects.filter(charge=fresh, kind=Correction.Kind.LIFTED).exists():
        return None
    made: Correction = Correction.objects.create(
        charge=fresh, kind=Correction.Kind.LIFTED, cents=-due, reason=reason, ground=ground, proposed_at=at
    )
    _tell("payments.lifting_proposed", made, by=SYSTEM, at=at)
    return made


@transaction.atomic
def confirm(proposed: Correction, *, by: Actor, at: datetime) -> Correction:
    """From now on it counts. Raises AnsweredMeanwhile, NothingToCorrect."""
    fresh = _locked(proposed)
    _must_change(fresh.charge, fresh.cents)
    fresh.confirmed_at, fresh.confirmed_by_id = at, by.account_id
    fresh.save(update_fields=["confirmed_at", "confirmed_by"])
    _tell("payments.correction_confirmed", fresh, by=by, at=at)
    return fresh


@transaction.atomic
def decline(proposed: Correction, *, by: Actor, at: datetime) -> Correction:
    """It never counts, and stays to be seen. Raises AnsweredMeanwhile."""
    fresh = _locked(proposed)
    fresh.declined_at, fresh.declined_by_id = at, by.account_id
    fresh.save(update_fields=["declined_at", "declined_by"])
    _tell("payments.correction_declined", fresh, by=by, at=at)
    return fresh


def lock(owed: Charge) -> Charge:
    """The row as it is now, held till the end of the transaction; whoever changes a balance takes it first."""
    return Charge.objects.select_for_update().get(pk=owed.pk)  # type: ignore[no-any-return]


def _locked(proposed: Correction) -> Correction:
    lock(proposed.charge)
    fresh: Correction = Correction.objects.select_related("charge").get(pk=proposed.pk)
    if not fresh.waits:
        raise AnsweredMeanwhile(str(fresh))
    return fresh


def _must_change(owed: Charge, cents: int) -> None:
    if not cents or balance_of(owed).due + cents < 0:
        raise NothingToCorrect(str(owed))


def _tell(verb: str, made: Correction, *, by: Actor, at: datetime) -> None:
    facts = {"amount": money(made.cents)}
    record(verb, by=by, at=at, subject=made.charge.subject, subject_kind="case", facts=facts)
