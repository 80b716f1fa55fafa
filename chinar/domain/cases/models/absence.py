from __future__ import annotations

from datetime import date

from django.db import models

from chinar.foundation.core.models import TenantManager, TenantModel, TenantQuerySet


class AbsenceQuerySet(TenantQuerySet["Absence"]):
    def standing(self) -> AbsenceQuerySet:
        """Those that were not taken back."""
        return self.filter(ended_at__isnull=True)

    def on(self, day: date) -> AbsenceQuerySet:
        return self.standing().filter(first_on__lte=day, last_on__gte=day)


class Absence(TenantModel):
    """Отсъствие и заместване: an official is not at work from one day to another, both counted, and who stands in.

    While it lasts the substitute sees and does what the absent one could see and do with their matters; the matters
    stay the absent one's. Who stands in follows from the order on the leave, which `act` names where there is one.
    """

    append_only = True
    fill_once = ("ended_at", "ended_by_id")

    official = models.ForeignKey("people.Account", models.PROTECT, related_name="+")
    official_id: int
    substitute = models.ForeignKey("people.Account", models.PROTECT, related_name="+")
    substitute_id: int
    first_on = models.DateField()
    last_on = models.DateField()
    act = models.CharField(max_length=200, blank=True)
    at = models.DateTimeField()
    by = models.ForeignKey("people.Account", models.PROTECT, null=True, blank=True, related_name="+")
    ended_at = models.DateTimeField(null=True, blank=True)
    """When it was taken back: from this moment nobody stands in by it."""
    ended_by = models.ForeignKey("people.Account", models.PROTECT, null=True, blank=True, related_name="+")

    objects = TenantManager.from_queryset(AbsenceQuerySet)()  # type: ignore[misc, django-manager-missing]

    class Meta(TenantModel.Meta):
        ordering = ("first_on", "id")
        constraints = (
            models.CheckConstraint(
                condition=models.Q(last_on__gte=models.F("first_on")), name="cases_absence_in_order"
            ),
            models.CheckConstraint(
                condition=~models.Q(official=models.F("substitute")), name="cases_nobody_stands_in_for_themself"
            ),
        )
        indexes = (models.Index(fields=["municipality", "last_on"], name="cases_absence_by_end"),)

    def __str__(self) -> str:
        return f"absence {self.pk}"
