from __future__ import annotations

from typing import Any, ClassVar

from django.db import models

from chinar.foundation.core.models import TenantManager, TenantModel, TenantQuerySet


class EffectNewsQuerySet(TenantQuerySet["EffectNews"]):
    def waiting(self) -> EffectNewsQuerySet:
        return self.filter(told_at=None)


class EffectNews(TenantModel):
    """Новина за последвало: that something came of a signal, to be told to those who follow it.

    It waits while not everybody may read both, and ends untold when the link is removed before that.
    """

    report = models.ForeignKey("reports.CitizenReport", models.PROTECT, related_name="+")
    link = models.ForeignKey("trail.Link", models.PROTECT, related_name="+")
    noted_at = models.DateTimeField()
    reached = models.PositiveBigIntegerField(default=0)
    """The last subscription that was told, as many are told in several rounds."""
    told_at = models.DateTimeField(null=True, blank=True)

    objects: ClassVar[Any] = TenantManager.from_queryset(EffectNewsQuerySet)()

    class Meta(TenantModel.Meta):
        constraints = (models.UniqueConstraint(fields=["report", "link"], name="reports_effect_told_once"),)
        indexes = (
            models.Index(
                fields=["municipality", "id"], condition=models.Q(told_at__isnull=True), name="reports_effects_to_tell"
            ),
        )

    def __str__(self) -> str:
        return f"effect {self.link_id} of {self.report_id}"
