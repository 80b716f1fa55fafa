from __future__ import annotations

from django.db import models
from django.db.models import Q

from chinar.foundation.core.models import TenantManager, TenantModel, TenantQuerySet
from chinar.foundation.time.rules import Reason


class LocalDayQuerySet(TenantQuerySet["LocalDay"]):
    def standing(self) -> LocalDayQuerySet:
        """Those that were not withdrawn."""
        return self.filter(withdrawn_at__isnull=True)


class LocalDay(TenantModel):
    """A day that the municipal council declared non-working, or working, for all or a part of the municipality.

    Source: ЗМСМА чл. 21 ал. 1 т. 23. `place` is empty for the whole municipality, else the EKATTE code of a
    settlement or the code of a mayoralty, kept as text: what the council decided outlives a change of borders.
    One that was entered in error is withdrawn with a reason and counts no more.
    """

    date = models.DateField()
    place = models.CharField(max_length=10, blank=True)
    name = models.CharField(max_length=200)
    name_en = models.CharField(max_length=200, blank=True)
    working = models.BooleanField(default=False)
    act = models.CharField(max_length=200)
    entered_on = models.DateField()
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.ForeignKey("people.Account", models.PROTECT, null=True, blank=True, related_name="+")
    withdrawn_why = models.CharField(max_length=300, blank=True)

    objects = TenantManager.from_queryset(LocalDayQuerySet)()  # type: ignore[misc, django-manager-missing]

    class Meta(TenantModel.Meta):
        ordering = ("date", "place")
        constraints = (
            models.UniqueConstraint(
                fields=("municipality", "date", "place"),
                condition=Q(withdrawn_at__isnull=True),
                name="time_local_day_once",
            ),
            models.CheckConstraint(condition=~Q(act=""), name="time_local_day_has_an_act"),
            models.CheckConstraint(
                condition=Q(withdrawn_at__isnull=True, withdrawn_why="")
                | Q(Q(withdrawn_at__isnull=False), ~Q(withdrawn_why="")),
                name="time_local_day_withdrawn_with_reason",
            ),
        )

    def __str__(self) -> str:
        return f"{self.date} {self.name}"

    @property
    def reason(self) -> Reason:
        return Reason("local", self.name, self.name_en)
