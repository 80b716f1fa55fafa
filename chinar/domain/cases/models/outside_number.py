from __future__ import annotations

from datetime import datetime

from django.db import models

from chinar.domain.cases.numbering.rules import Trouble
from chinar.foundation.core.models import TenantManager, TenantModel, TenantQuerySet


class OutsideNumberQuerySet(TenantQuerySet["OutsideNumber"]):
    def waiting(self) -> OutsideNumberQuerySet:
        return self.filter(number="")

    def due(self, *, at: datetime) -> OutsideNumberQuerySet:
        return self.waiting().filter(next_try_at__lte=at)


class OutsideNumber(TenantModel):
    """Номер в деловодната система: under which the town's records system keeps a matter of ours.

    The matter was accepted under our own number, which stays; this one comes later, once, and both find it for ever.
    """

    case = models.OneToOneField("cases.Case", models.PROTECT, related_name="outside")
    key = models.UUIDField()
    """Goes with each attempt, so that the other system registers the matter once."""
    number = models.CharField(max_length=80, blank=True)
    """As the other system writes it; empty while it waits."""
    sought = models.CharField(max_length=80, blank=True)
    """The same as it is looked for: without spaces, in small letters."""
    asked_at = models.DateTimeField()
    given_at = models.DateTimeField(null=True, blank=True)
    tries = models.PositiveIntegerField(default=0)
    next_try_at = models.DateTimeField()
    trouble = models.CharField(max_length=20, choices=[(one.value, one.value) for one in Trouble], blank=True)
    trouble_code = models.CharField(max_length=40, blank=True)

    objects = TenantManager.from_queryset(OutsideNumberQuerySet)()  # type: ignore[misc, django-manager-missing]

    class Meta(TenantModel.Meta):
        constraints = (
            models.UniqueConstraint(
                fields=["municipality", "sought"], condition=~models.Q(sought=""), name="cases_outside_number_once"
            ),
            models.CheckConstraint(
                condition=models.Q(number="", given_at__isnull=True) | ~models.Q(number="") & ~models.Q(given_at=None),
                name="cases_outside_number_has_moment",
            ),
        )
        indexes = (
            models.Index(
                fields=["municipality", "next_try_at"], condition=models.Q(number=""), name="cases_numbers_to_ask"
            ),
        )

    def __str__(self) -> str:
        return self.number or f"outside number of {self.case_id}"
