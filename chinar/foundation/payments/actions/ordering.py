"""Paying online: the portal is asked, and what it says is taken over, once."""

from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.utils.timezone import localtime

from chinar.foundation.core.actor import SYSTEM, Actor
from chinar.foundation.core.money import money
from chinar.foundation.journal.actions import record
from chinar.foundation.payments.actions.charging import lock
from chinar.foundation.payments.actions.taking import NothingOwed
from chinar.foundation.payments.models import Charge, OnlineOrder, Payment, PortalMessage
from chinar.foundation.payments.portal.messages import Status
from chinar.foundation.payments.queries import balance_of
from chinar.foundation.payments.rules import OPEN, Effect, Told, effect_of

HELD_FOR = timedelta(days=7)
"""So long a request waits for the payer; whoever comes later makes a new one."""


class OfAnother(Exception):
    """What the portal says is of a request that is not this one."""


@transaction.atomic
def order(owed: Charge, *, key: UUID, by: Actor, at: datetime) -> OnlineOrder:
    """What the portal is about to be asked: the request that is open already, else a new one. Raises NothingOwed."""
    fresh = lock(owed)
    cents = balance_of(fresh).open
    if not cents:
        raise NothingOwed
    expires_on = localtime(at + HELD_FOR).date()
    waiting: OnlineOrder | None = OnlineOrder.objects.open().filter(charge=fresh).first()
    if waiting is not None:
        waiting.expires_on = expires_on
        waiting.save(update_fields=["expires_on"])
        return waiting
    made: OnlineOrder = OnlineOrder.objects.create(
        charge=fresh, key=key, cents=cents, expires_on=expires_on, made_at=at
    )
    facts = {"amount": money(cents)}
    record("payments.ordered", by=by, at=at, subject=fresh.subject, subject_kind="case", facts=facts)
    return made


@transaction.atomic
def note_accepted(ordered: OnlineOrder, *, portal_id: str, cents: int, at: datetime) -> OnlineOrder:
    """The portal has taken the request, with this amount, and gave it its number."""
    lock(ordered.charge)
    fresh: OnlineOrder = OnlineOrder.objects.select_related("charge").get(pk=ordered.pk)
    if fresh.state == Told.PAID:
        return fresh
    fresh.portal_id, fresh.cents = portal_id, cents
    fresh.state = fresh.state or Told.PENDING
    fresh.asked_at = at
    fresh.save(update_fields=["portal_id", "cents", "state", "asked_at"])
    return fresh


@transaction.atomic
def hear(ordered: OnlineOrder, status: Status, *, at: datetime) -> Effect:
    """Takes over what the portal says of a request, called back or asked: ten times, late, and in any order. Money
    counts once, with the first PAID, and nothing that comes after takes it away. Raises OfAnother when the portal
    speaks of another of its requests."""
    owed = lock(ordered.charge)
    fresh: OnlineOrder = OnlineOrder.objects.get(pk=ordered.pk)
    if fresh.portal_id not in ("", status.portal_id):
        raise OfAnother(status.portal_id)
    if not fresh.portal_id:  # its answer to our request was lost, and yet somebody pays there
        fresh.portal_id = status.portal_id
        fresh.save(update_fields=["portal_id"])
    told = Told(status.state)
    effect = effect_of(told, status.changed_at, state=fresh.state, state_at=fresh.state_at)
    PortalMessage.objects.create(order=fresh, state=told, changed_at=status.changed_at, effect=effect, at=at)
    if effect in (Effect.PAYS, Effect.MOVES):
        fresh.state, fresh.state_at = told, status.changed_at
        fresh.save(update_fields=["state", "state_at"])
    if effect is Effect.PAYS:
        paid_on = localtime(status.changed_at).date()
        Payment.objects.create(
            charge=owed, way=Payment.Way.ONLINE, cents=fresh.cents, paid_on=paid_on, order=fresh, at=at
        )
    _tell(effect, told, fresh.cents, owed, at=at)
    return effect


def _tell(effect: Effect, told: Told, cents: int, owed: Charge, *, at: datetime) -> None:
    """The journal hears of what changed, and of what contradicts; repetitions stand among the portal's messages."""
    verbs = {
        Effect.PAYS: ("payments.paid_online", {"amount": money(cents)}),
        Effect.MOVES: ("payments.order_moved", {"state": told.value}),
        Effect.AFTER_PAID: ("payments.told_after_paid", {"state": told.value}),
    }
    if effect in verbs:
        verb, facts = verbs[effect]
        record(verb, by=SYSTEM, at=at, subject=owed.subject, subject_kind="case", facts=facts)


@transaction.atomic
def note_withdrawn(ordered: OnlineOrder, *, at: datetime) -> None:
    """The portal was told that nobody is to pay it any more: its charge was paid otherwise."""
    owed = lock(ordered.charge)
    fresh: OnlineOrder = OnlineOrder.objects.get(pk=ordered.pk)
    if fresh.state not in ("", *OPEN):
        return
    fresh.state, fresh.state_at = Told.SUSPENDED, at
    fresh.save(update_fields=["state", "state_at"])
    record("payments.order_withdrawn", by=SYSTEM, at=at, subject=owed.subject, subject_kind="case")


@transaction.atomic
def note_refused_message(*, reason: str, by: Actor, at: datetime) -> None:
    """A message that was not signed by the portal, or says nothing that we know; nothing of its content is kept."""
    record("payments.message_refused", by=by, at=at, subject="portal", subject_kind="portal", facts={"reason": reason})


@transaction.atomic
def note_asked(ordered: OnlineOrder, *, at: datetime) -> None:
    """So that no request is asked about again and again before others."""
    OnlineOrder.objects.filter(pk=ordered.pk).update(asked_at=at)
