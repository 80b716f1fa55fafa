from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from chinar.foundation.core.models import TenantManager, TenantModel, TenantQuerySet
from chinar.foundation.payments.rules import OPEN


class OnlineOrderQuerySet(TenantQuerySet["OnlineOrder"]):
    def open(self) -> OnlineOrderQuerySet:
        """By which money may still come."""
        return self.filter(state__in=["", *OPEN])


class OnlineOrder(TenantModel):
    """Заявка за плащане: that the state payment portal was asked to let somebody pay a charge online."""

    class State(models.TextChoices):
        ASKED = "", _("the portal is being asked")
        PENDING = "PENDING", _("waits for the payer")
        AUTHORIZED = "AUTHORIZED", _("the bank holds the money")
        ORDERED = "ORDERED", _("the transfer is ordered")
        IN_PROCESS = "INPROCESS", _("being processed")
        PAID = "PAID", _("paid")
        EXPIRED = "EXPIRED", _("expired")
        CANCELED = "CANCELED", _("given up")
        SUSPENDED = "SUSPENDED", _("withdrawn")

    charge = models.ForeignKey("payments.Charge", models.PROTECT, related_name="orders")
    key = models.UUIDField()
    """Our name of it with the portal (aisPaymentId), and its place in the address to which the payer returns."""
    cents = models.PositiveIntegerField()
    """As the portal accepted it last."""
    portal_id = models.CharField(max_length=40, blank=True)
    state = models.CharField(max_length=12, choices=State.choices, blank=True)
    state_at = models.DateTimeField(null=True, blank=True)
    """The portal's time of the state."""
    expires_on = models.DateField()
    made_at = models.DateTimeField()
    asked_at = models.DateTimeField(null=True, blank=True)
    """When the portal was asked last how it stands."""

    objects: ClassVar[Any] = TenantManager.from_queryset(OnlineOrderQuerySet)()

    class Meta(TenantModel.Meta):
        ordering = ("id",)
        constraints = (
            models.UniqueConstraint(fields=["municipality", "key"], name="payments_order_key_once"),
            models.UniqueConstraint(
                fields=["municipality", "portal_id"], condition=~Q(portal_id=""), name="payments_order_portal_id_once"
            ),
            models.UniqueConstraint(
                fields=["charge"],
                condition=Q(state__in=["", "PENDING", "AUTHORIZED", "ORDERED", "INPROCESS"]),
                name="payments_one_open_order",
            ),
        )

    def __str__(self) -> str:
        return f"order {self.pk}"

    @property
    def is_open(self) -> bool:
        return self.state in ("", *OPEN)


class PortalMessage(TenantModel):
    """Съобщение от портала: what the portal said of a request, called back or asked, in the order in which it came."""

    append_only = True

    order = models.ForeignKey("payments.OnlineOrder", models.PROTECT, related_name="messages")
    state = models.CharField(max_length=12)
    changed_at = models.DateTimeField()
    """The portal's time."""
    effect = models.CharField(max_length=12)
    """rules.Effect: what it did."""
    at = models.DateTimeField()

    class Meta(TenantModel.Meta):
        ordering = ("id",)

    def __str__(self) -> str:
        return f"{self.state}: {self.effect}"
