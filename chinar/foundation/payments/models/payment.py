from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from chinar.foundation.core.models import TenantModel


class Payment(TenantModel):
    """Плащане: money that came for a charge, and by which way. One receipt, bank line or request of the portal pays a
    charge once; what was paid by a cancelled receipt does not count."""

    append_only = True

    class Way(models.TextChoices):
        CASH = "cash", _("cash")
        CARD = "card", _("card at the counter")
        BANK = "bank", _("bank transfer")
        ONLINE = "online", _("online")

    charge = models.ForeignKey("payments.Charge", models.PROTECT, related_name="payments")
    way = models.CharField(max_length=10, choices=Way.choices)
    cents = models.PositiveIntegerField()
    paid_on = models.DateField()
    """The day on which the money came, as the bank, the portal or the cashier says."""
    receipt = models.ForeignKey("payments.Receipt", models.PROTECT, null=True, blank=True, related_name="payments")
    line = models.ForeignKey("payments.BankLine", models.PROTECT, null=True, blank=True, related_name="payments")
    order = models.OneToOneField("payments.OnlineOrder", models.PROTECT, null=True, blank=True, related_name="payment")
    at = models.DateTimeField()
    by = models.ForeignKey("people.Account", models.PROTECT, null=True, blank=True, related_name="+")

    class Meta(TenantModel.Meta):
        ordering = ("id",)
        constraints = (
            models.CheckConstraint(condition=Q(cents__gte=1), name="payments_payment_is_of_something"),
            models.CheckConstraint(
                condition=Q(way__in=["cash", "card"], receipt__isnull=False, line=None, order=None)
                | Q(way="bank", receipt=None, line__isnull=False, order=None)
                | Q(way="online", receipt=None, line=None, order__isnull=False),
                name="payments_payment_has_its_proof",
            ),
            models.UniqueConstraint(
                fields=["receipt", "charge"], condition=Q(receipt__isnull=False), name="payments_once_by_receipt"
            ),
            models.UniqueConstraint(
                fields=["line", "charge"], condition=Q(line__isnull=False), name="payments_once_by_line"
            ),
        )

    def __str__(self) -> str:
        return f"{self.way} {self.cents}"

    @property
    def counts(self) -> bool:
        return self.receipt is None or self.receipt.cancelled_at is None
