from __future__ import annotations

from datetime import datetime, timedelta

from django.db import models

from chinar.foundation.core.models import TenantManager, TenantModel, TenantQuerySet

KEPT = timedelta(days=1)


class WaitingPhotoQuerySet(TenantQuerySet["WaitingPhoto"]):
    def old(self, *, at: datetime) -> WaitingPhotoQuerySet:
        return self.filter(at__lt=at - KEPT)


class WaitingPhoto(TenantModel):
    """Снимка към неизпратен сигнал: kept while its author checks what was written; erased after a day."""

    key = models.UUIDField()
    """The key of the form with which it came."""
    sha256 = models.CharField(max_length=64)
    at = models.DateTimeField()

    objects = TenantManager.from_queryset(WaitingPhotoQuerySet)()  # type: ignore[misc, django-manager-missing]

    class Meta(TenantModel.Meta):
        ordering = ("id",)
        constraints = (models.UniqueConstraint(fields=["key", "sha256"], name="reports_waiting_photo_once"),)

    def __str__(self) -> str:
        return f"photo of form {self.key}"
