from django.db import models

from chinar.foundation.core.models import TenantModel
from chinar.foundation.offices.models.office import Office
from chinar.foundation.offices.rules import Closed


class Closure(TenantModel):
    """Days, first and last included, on which one office does not open, and why: repair, leave in a village office."""

    office = models.ForeignKey(Office, models.CASCADE, related_name="closures")
    first_on = models.DateField()
    last_on = models.DateField()
    reason = models.CharField(max_length=200)
    reason_en = models.CharField(max_length=200, blank=True)

    class Meta(TenantModel.Meta):
        ordering = ("first_on",)
        constraints = (
            models.CheckConstraint(
                condition=models.Q(last_on__gte=models.F("first_on")), name="offices_closure_ends_after_start"
            ),
        )

    def __str__(self) -> str:
        return f"{self.first_on} - {self.last_on}"

    @property
    def days(self) -> Closed:
        return Closed(self.first_on, self.last_on)
