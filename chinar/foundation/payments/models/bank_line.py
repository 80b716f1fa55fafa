from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.db.models import Q

from chinar.foundation.core.fields import EncryptedTextField
from chinar.foundation.core.models import TenantManager, TenantModel, TenantQuerySet


class BankLineQuerySet(TenantQuerySet["BankLine"]):
    def unsettled(self) -> BankLineQuerySet:
        """What a person must look at: no ground, another amount, a charge that is paid."""
        return self.filter(settled_at=None)


class BankLine(TenantModel):
    """Ред от извлечение: one transfer that came. It is settled when it pays a charge or was set aside for a reason."""

    append_only = True
    fill_once = ("settled_at", "settled_by_id", "aside_reason", "erasure_id")
    erasable = ("payer_name", "ground")

    statement = models.ForeignKey("payments.BankStatement", models.PROTECT, related_name="lines")
    fingerprint = models.CharField(max_length=64)
    """Of account, day, amount, the bank's number and words: the same transfer in another file is this one."""
    booked_on = models.DateField()
    cents = models.PositiveIntegerField()
    payer_name = EncryptedTextField(blank=True)
    ground = EncryptedTextField(blank=True)
    bank_number = models.CharField(max_length=80, blank=True)
    doubt = models.CharField(max_length=20, blank=True)
    """Why it could not be settled by itself (bank.matching.Verdict)."""
    charge = models.ForeignKey("payments.Charge", models.PROTECT, null=True, blank=True, related_name="+")
    """Which its ground names, if it names one."""
    settled_at = models.DateTimeField(null=True, blank=True)
    settled_by = models.ForeignKey("people.Account", models.PROTECT, null=True, blank=True, related_name="+")
    aside_reason = models.TextField(null=True, blank=True)
    erasure = models.ForeignKey("documents.Erasure", models.PROTECT, null=True, blank=True, related_name="+")

    objects: ClassVar[Any] = TenantManager.from_queryset(BankLineQuerySet)()

    class Meta(TenantModel.Meta):
        ordering = ("id",)
        constraints = (
            models.UniqueConstraint(fields=["municipality", "fingerprint"], name="payments_line_once"),
            models.CheckConstraint(condition=Q(cents__gte=1), name="payments_line_brings_something"),
        )

    def __str__(self) -> str:
        return f"{self.booked_on} {self.cents}"
