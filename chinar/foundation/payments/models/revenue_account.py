from django.db import models
from django.db.models import Q

from chinar.foundation.core.models import TenantModel


class RevenueAccount(TenantModel):
    """Сметка за приходи: the bank account of the municipality into which fees of one sort are paid, with the code of
    the sort of payment (вид плащане) where the budget asks for one.

    Both are the municipality's own facts; nobody else knows them.
    """

    code = models.SlugField(max_length=40)
    name = models.CharField(max_length=120)
    """Of the revenue, as the cashier's report groups it: „Такси за административни услуги“."""
    holder = models.CharField(max_length=120)
    iban = models.CharField(max_length=34)
    bic = models.CharField(max_length=11, blank=True)
    bank = models.CharField(max_length=120, blank=True)
    payment_type = models.CharField(max_length=10, blank=True)
    """Код за вид плащане; empty where the account asks for none."""
    is_usual = models.BooleanField(default=False)
    """Takes what names no other account."""
    changed_at = models.DateTimeField()
    changed_by = models.ForeignKey("people.Account", models.PROTECT, null=True, blank=True, related_name="+")

    class Meta(TenantModel.Meta):
        ordering = ("-is_usual", "name")
        constraints = (
            models.UniqueConstraint(fields=["municipality", "code"], name="payments_account_code_once"),
            models.UniqueConstraint(
                fields=["municipality"], condition=Q(is_usual=True), name="payments_one_usual_account"
            ),
        )

    def __str__(self) -> str:
        return self.code

    @property
    def takes_online(self) -> bool:
        """The payment portal asks for the bank and its code too."""
        return bool(self.bank and self.bic)
