from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any, ClassVar

from django.db import models

from chinar.foundation.core.fields import EncryptedTextField
from chinar.foundation.core.models import TenantManager, TenantModel, TenantQuerySet

KEPT = timedelta(days=7)


class HeldReportQuerySet(TenantQuerySet["HeldReport"]):
    def old(self, *, at: datetime) -> HeldReportQuerySet:
        return self.filter(at__lt=at - KEPT)


class HeldReport(TenantModel):
    """Задържан сигнал: the form of somebody from whose place very many signals come, kept until they confirm it by a
    link in a letter; erased after a week.

    What was typed is kept as it was sent, to be read by the same form once more: it has no meaning before that.
    """

    MOST_OF_ONE_ADDRESS = 3
    MOST_WAITING = 500
    """In a municipality: a flood fills no disk."""

    category = models.ForeignKey("reports.Category", models.PROTECT, related_name="+")
    key = models.UUIDField()
    typed = EncryptedTextField()
    address = EncryptedTextField()
    address_hash = models.CharField(max_length=64)
    language = models.CharField(max_length=5)
    at = models.DateTimeField()

    objects: ClassVar[Any] = TenantManager.from_queryset(HeldReportQuerySet)()

    class Meta(TenantModel.Meta):
        constraints = (models.UniqueConstraint(fields=["municipality", "key"], name="reports_held_once"),)
        indexes = (models.Index(fields=["municipality", "address_hash"], name="reports_held_of_address"),)

    def __str__(self) -> str:
        return f"held form {self.key}"
