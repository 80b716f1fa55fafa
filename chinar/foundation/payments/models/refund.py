from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from chinar.foundation.core.models import TenantModel


class Refund(TenantModel):
    """Възстановяване: money given back to a payer. Proposed by one person, approved by another, then recorded."""

    append_only = True
    fill_once = (
        "approved_at", "approved_by_id", "declined_at", "declined_by_id",
        "given_at", "given_by_id", "way", "document", "day_id",
    )  # fmt: skip

    class Way(models.TextChoices):
        CASH = "cash", _("cash")
        BANK = "bank", _("bank transfer")
        CARD = "card", _("back to the card or by the payment portal")

    charge = models.ForeignKey("payments.Charge", models.PROTECT, related_name="refunds")
    cents = models.PositiveIntegerField()
    idempotency_key = models.UUIDField(null=True, blank=True)
    """Of the form by which it was proposed."""
    reason = models.TextField()
    """Without personal data: the payer reads it."""
    proposed_at = models.DateTimeField()
    proposed_by = models.ForeignKey("people.Account", models.PROTECT, related_name="+")
    approved_at = models.DateTimeField(null=True, blank=True)
    approved_by = models.ForeignKey("people.Account", models.PROTECT, null=True, blank=True, related_name="+")
    declined_at = models.DateTimeField(null=True, blank=True)
    declined_by = models.ForeignKey("people.Account", models.PROTECT, null=True, blank=True, related_name="+")
    given_at = models.DateTimeField(null=True, blank=True)
    given_by = models.ForeignKey("people.Account", models.PROTECT, null=True, blank=True, related_name="+")
    way = models.CharField(max_length=10, choices=Way.choices, null=True, blank=True)
    document = models.CharField(max_length=120, null=True, blank=True)
    """Number and date of the payment order or of the cash voucher."""
    day = models.ForeignKey("payments.CashDay", models.PROTECT, null=True, blank=True, related_name="refunds")
    """In whose cashier's day it was given in cash."""

    class Meta(TenantModel.Meta):
        ordering = ("id",)
        constraints = (
            models.UniqueConstraint(fields=["municipality", "idempotency_key"], name="payments_refund_proposed_once"),
            models.CheckConstraint(condition=Q(cents__gte=1), name="payments_refund_is_of_something"),
            models.CheckConstraint(condition=~Q(reason=""), name="payments_refund_has_reason"),
            models.CheckConstraint(
                condition=Q(approved_by=None) | ~Q(approved_by=F("proposed_by")), name="payments_refund_by_two_people"
            ),
            models.CheckConstraint(
                condition=Q(approved_at=None) | Q(declined_at=None), name="payments_refund_one_answer"
            ),
            models.CheckConstraint(
                condition=Q(given_at=None) | Q(approved_at__isnull=False, way__isnull=False, document__isnull=False),
                name="payments_refund_given_when_approved",
            ),
        )

    def __str__(self) -> str:
        return f"refund {self.cents}"

    @property
    def counts(self) -> bool:
        return self.given_at is not None

    @property
    def is_under_way(self) -> bool:
        """Proposed or approved, and not given yet."""
        return self.given_at is None and self.declined_at is None
