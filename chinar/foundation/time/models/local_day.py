from django.db import models

from chinar.foundation.core.models import TenantModel
from chinar.foundation.time.rules import Reason


class LocalDay(TenantModel):
    """A day that the municipal council declared non-working, or working, for all or a part of the municipality.

    Source: ЗМСМА чл. 21 ал. 1 т. 23. `place` is empty for the whole municipality, else the EKATTE code of a
    settlement or the code of a mayoralty, kept as text: what the council decided outlives a change of borders.
    """

    date = models.DateField()
    place = models.CharField(max_length=10, blank=True)
    name = models.CharField(max_length=200)
    name_en = models.CharField(max_length=200, blank=True)
    working = models.BooleanField(default=False)
    act = models.CharField(max_length=200)
    entered_on = models.DateField()

    class Meta(TenantModel.Meta):
        ordering = ("date", "place")
        constraints = (
            models.UniqueConstraint(fields=("municipality", "date", "place"), name="time_local_day_once"),
            models.CheckConstraint(condition=~models.Q(act=""), name="time_local_day_has_an_act"),
        )

    def __str__(self) -> str:
        return f"{self.date} {self.name}"

    @property
    def reason(self) -> Reason:
        return Reason("local", self.name, self.name_en)
