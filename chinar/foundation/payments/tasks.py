"""What the worker does for payments."""

import logging
from datetime import timedelta

from django.utils import timezone

from chinar.foundation.payments.actions import ordering
from chinar.foundation.payments.connecting import portal
from chinar.foundation.payments.models import Charge, OnlineOrder
from chinar.foundation.payments.portal.client import Portal, PortalRefused, PortalSilent
from chinar.foundation.payments.queries import stood
from chinar.foundation.territory.doors import inside
from chinar.foundation.territory.models import Municipality

logger = logging.getLogger(__name__)
AGAIN_AFTER = timedelta(minutes=2)
AT_ONCE = 50


def ask_portals() -> None:
    """Asks how open requests stand, as a message may be lost, and withdraws those whose charge was paid otherwise."""
    for municipality in Municipality.objects.active():
        with inside(municipality):
            _ask_here(municipality.slug)


def _ask_here(slug: str) -> None:
    now = timezone.now()
    waiting = OnlineOrder.objects.open().exclude(portal_id="").filter(asked_at__lt=now - AGAIN_AFTER)
    orders = list(waiting.select_related("charge").order_by("asked_at")[:AT_ONCE])
    asked = portal() if orders else None
    if asked is None:
        return
    try:
        _take_over(asked, orders)
        _withdraw_paid(asked, orders)
    except (PortalSilent, PortalRefused) as error:
        logger.warning("The payment portal of %s does not answer: %s", slug, error)


def _take_over(asked: Portal, orders: list[OnlineOrder]) -> None:
    by_id = {order.portal_id: order for order in orders}
    told = asked.statuses(list(by_id))
    for order in orders:
        ordering.note_asked(order, at=timezone.now())
    for status in told:
        heard = by_id.get(status.portal_id)
        if heard is not None and status.state != heard.state:
            ordering.hear(heard, status, at=timezone.now())


def _withdraw_paid(asked: Portal, orders: list[OnlineOrder]) -> None:
    charges = [order.charge_id for order in orders]
    settled = {
        row.charge.pk for row in stood(Charge.objects.filter(pk__in=charges).with_sums()) if not row.balance.open
    }
    still = OnlineOrder.objects.open().filter(pk__in=[order.pk for order in orders], charge__in=settled)
    for order in still.select_related("charge"):
        asked.withdraw(order.portal_id)
        ordering.note_withdrawn(order, at=timezone.now())
