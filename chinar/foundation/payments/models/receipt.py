from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from chinar.foundation.core.fields import EncryptedTextField
from chinar.foundation.core.models import TenantModel


class Receipt(TenantModel):
    """Квитанция: that a cashier took money for one or more charges. Numbered without gaps per desk and year; a
    cancelled one keeps its number and stays visible with its reason."""

    append_only = True
    fill_once = ("cancelled_at", "cancelled_by_id", "cancel_reason", "erasure_id")
    erasable = ("payer_name",)

    class Way(models.TextChoices):
        CASH = "cash", _("cash")
        CARD = "card", _("card at the counter")

    desk = models.ForeignKey("payments.CashDesk", models.PROTECT, related_name="receipts")
    day = models.ForeignKey("payments.CashDay", models.PROTECT, related_name="receipts")
    year = models.PositiveSmallIntegerField()
    sequence = models.PositiveIntegerField()
    number = models.CharField(max_length=30)
    way = models.CharField(max_length=10, choices=Way.choices)
    cents = models.PositiveIntegerField()
    payer_name = EncryptedTextField(blank=True)
    idempotency_key = models.UUIDField()
    """Stands in the form: a double click or a lost line takes the money once."""
    at = models.DateTimeField()
    by = models.ForeignKey("people.Account", models.PROTECT, related_name="+")
    cancelled_at = models.DateTimeField(null=True, blank=True)
    cancelled_by = models.ForeignKey("people.Account", models.PROTECT, null=True, blank=True, related_name="+")
    cancel_reason = models.TextField(null=True, blank=True)
    erasure = models.ForeignKey("documents.Erasure", models.PROTECT, null=True, blank=True, related_name="+")

    class Meta(TenantModel.Meta):
        ordering = ("id",)
        constraints = (
            models.UniqueConstraint(fields=["desk", "year", "sequence"], name="payments_receipt_no_double"),
            models.UniqueConstraint(fields=["municipality", "number"], name="payments_receipt_number_once"),
            models.UniqueConstraint(fields=["municipality", "idempotency_key"], name="payments_taken_once"),
            models.CheckConstraint(
                condition=Q(cancelled_at=None, cancel_reason=None)
                | Q(cancelled_at__gte=F("at"), cancel_reason__isnull=False) & ~Q(cancel_reason=""),
                name="payments_receipt_cancelled_for_a_reason",
            ),
        )

    def __str__(self) -> str:
        return self.number

    @property
    def is_cancelled(self) -> bool:
        return self.cancelled_at is not None
