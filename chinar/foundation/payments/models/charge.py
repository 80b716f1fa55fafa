from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from chinar.foundation.core.models import TenantManager, TenantModel, TenantQuerySet
from chinar.foundation.payments.references import grouped, reference_of


class ChargeQuerySet(TenantQuerySet["Charge"]):
    def of(self, subject: str) -> ChargeQuerySet:
        """What is owed for a matter, oldest first."""
        return self.filter(subject=subject).order_by("id")

    def with_sums(self) -> ChargeQuerySet:
        """All that a balance is counted from, in four queries however many charges there are."""
        return self.select_related("account").prefetch_related("corrections", "payments__receipt", "refunds")


class Charge(TenantModel):  # type: ignore[django-manager-missing]
    """Вземане: a fee that is owed for a matter (ЗМДТ чл. 1, ал. 2; чл. 107-110), with its ground. Never changed: what
    is owed otherwise is told by a Correction.

    The matter stands above this module and is named by its permanent number. No name of a payer stands here.
    """

    append_only = True

    class Payable(models.TextChoices):
        BEFORE_FILING = "before_filing", _("with the application")
        BEFORE_RECEIVING = "before_receiving", _("before the result is received")

    subject = models.CharField(max_length=40)
    """The permanent number of the matter."""
    purpose = models.CharField(max_length=500)
    purpose_en = models.CharField(max_length=500, blank=True)
    unit_cents = models.PositiveIntegerField()
    units = models.PositiveIntegerField(default=1)
    unit = models.CharField(max_length=60, blank=True)
    unit_en = models.CharField(max_length=60, blank=True)
    percent_off = models.PositiveSmallIntegerField(default=0)
    reduction = models.CharField(max_length=200, blank=True)
    reduction_en = models.CharField(max_length=200, blank=True)
    """On which ground somebody pays less, with its article, as it was stated when the matter began."""
    amount_cents = models.PositiveIntegerField()
    ground = models.TextField(blank=True)
    """Act and article by which it is owed; empty only where the municipality has not told it."""
    payable = models.CharField(max_length=20, choices=Payable.choices, blank=True)
    """Until when, as the service says; empty: nothing waits for it."""
    account = models.ForeignKey("payments.RevenueAccount", models.PROTECT, null=True, blank=True, related_name="+")
    idempotency_key = models.UUIDField(null=True, blank=True)
    """Of the form by which an official charged it, so that a second press writes nothing; none of what a service
    charges by itself, which is written with its matter."""
    made_at = models.DateTimeField()
    made_by = models.ForeignKey("people.Account", models.PROTECT, null=True, blank=True, related_name="+")

    objects: ClassVar[Any] = TenantManager.from_queryset(ChargeQuerySet)()

    class Meta(TenantModel.Meta):
        indexes = (models.Index(fields=["municipality", "subject"], name="payments_charges_of_subject"),)
        constraints = (
            models.UniqueConstraint(fields=["municipality", "idempotency_key"], name="payments_charged_once"),
            models.CheckConstraint(condition=Q(units__gte=1), name="payments_charge_is_for_something"),
            models.CheckConstraint(condition=Q(percent_off__lte=100), name="payments_charge_reduced_to_nothing"),
        )

    def __str__(self) -> str:
        return self.reference

    @property
    def reference(self) -> str:
        """The unique text that a bank transfer bears as its ground (ISO 11649)."""
        return reference_of(self.pk)

    @property
    def grouped_reference(self) -> str:
        """In fours, as people read it."""
        return grouped(self.reference)
