from django.db import models

from chinar.foundation.core.models import TenantModel


class CashDesk(TenantModel):
    """Каса: where an office takes money. Its number begins the numbers of its receipts."""

    office = models.OneToOneField("offices.Office", models.PROTECT, related_name="+")
    number = models.PositiveSmallIntegerField()

    class Meta(TenantModel.Meta):
        ordering = ("number",)
        constraints = (models.UniqueConstraint(fields=["municipality", "number"], name="payments_desk_number_once"),)

    def __str__(self) -> str:
        return str(self.number)


class ReceiptCounter(TenantModel):
    """The last number of a receipt that a desk gave in a year. Locked after the charges that the receipt pays, and
    before nothing else, so that numbers have no gap."""

    desk = models.ForeignKey("payments.CashDesk", models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField()
    last = models.PositiveIntegerField(default=0)

    class Meta(TenantModel.Meta):
        constraints = (models.UniqueConstraint(fields=["desk", "year"], name="payments_one_receipt_counter"),)

    def __str__(self) -> str:
        return f"{self.desk_id}/{self.year}: {self.last}"
