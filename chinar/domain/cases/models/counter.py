from django.db import models

from chinar.foundation.core.models import TenantModel


class Counter(TenantModel):
    """Регистров индекс: the last number given in one register of one municipality in one year.

    Locked in the transaction that registers, after the case and before no other lock, so numbers have no gap.
    """

    register = models.PositiveIntegerField()
    year = models.PositiveSmallIntegerField()
    last = models.PositiveIntegerField(default=0)

    class Meta(TenantModel.Meta):
        constraints = (models.UniqueConstraint(fields=["municipality", "register", "year"], name="cases_one_counter"),)

    def __str__(self) -> str:
        return f"{self.register}/{self.year}: {self.last}"
