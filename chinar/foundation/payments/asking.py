"""Leads a payer to the portal: asks it for them, outside of any transaction, and writes down what it said."""

from datetime import datetime
from uuid import UUID

from django.utils.timezone import localtime

from chinar.foundation.core.actor import Actor
from chinar.foundation.core.urls import absolute_url
from chinar.foundation.payments.actions.ordering import note_accepted, order
from chinar.foundation.payments.models import Charge, OnlineOrder
from chinar.foundation.payments.portal.client import Portal
from chinar.foundation.payments.portal.messages import Payee, Payer, Request
from chinar.foundation.payments.queries import balance_of
from chinar.foundation.territory.models import Municipality


class NoAccount(Exception):
    """The charge has no account into which it could be paid online."""


def ask_to_pay(
    owed: Charge, payer: Payer, portal: Portal, *, town: Municipality, key: UUID, by: Actor, at: datetime
) -> OnlineOrder:
    """A request that the portal has accepted. Asking again while it waits is harmless. Raises NoAccount, NothingOwed,
    PortalSilent, PortalRefused; what is written then waits and is asked again with the same key."""
    account = owed.account
    if account is None or not account.takes_online:
        raise NoAccount
    ordered = order(owed, key=key, by=by, at=at)
    cents = balance_of(owed).open
    request = Request(
        key=ordered.key.hex,
        payee=Payee(account.holder, account.bank, account.bic, account.iban, account.payment_type),
        payer=payer,
        cents=cents,
        currency=portal.currency,
        reason=f"{owed.reference} {owed.purpose}",
        reference=owed.reference,
        on=localtime(at).date(),
        expires_on=ordered.expires_on,
        notice_url=absolute_url(town.slug, "payments:notice", language="bg", key=ordered.key),
    )
    portal_id = portal.order(request)
    return note_accepted(ordered, portal_id=portal_id, cents=cents, at=at)
