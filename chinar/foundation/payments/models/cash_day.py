from django.db import models
from django.db.models import Q

from chinar.foundation.core.models import TenantModel


class CashDay(TenantModel):
    """Касов ден: from the opening of a cashier's drawer to its closing report. A cashier has one at a time."""

    desk = models.ForeignKey("payments.CashDesk", models.PROTECT, related_name="days")
    cashier = models.ForeignKey("people.Account", models.PROTECT, related_name="+")
    on = models.DateField()
    opened_at = models.DateTimeField()
    opening_cents = models.PositiveIntegerField()
    """Cash in the drawer at the opening."""
    closed_at = models.DateTimeField(null=True, blank=True)
    counted_cents = models.PositiveIntegerField(null=True, blank=True)
    """Cash that the cashier counted at the closing."""
    note = models.TextField(blank=True)
    """Why what was counted is not what should lie there."""

    class Meta(TenantModel.Meta):
        ordering = ("-id",)
        constraints = (
            models.UniqueConstraint(
                fields=["municipality", "cashier"], condition=Q(closed_at=None), name="payments_one_open_day"
            ),
            models.CheckConstraint(
                condition=Q(closed_at=None, counted_cents=None) | Q(closed_at__isnull=False, counted_cents__gte=0),
                name="payments_closed_day_is_counted",
            ),
        )

    def __str__(self) -> str:
        return f"{self.desk_id} {self.on}"

    @property
    def is_open(self) -> bool:
        return self.closed_at is None
