from django.db import models

from chinar.domain.reports.models.citizen_report import LEGAL_CLASSES
from chinar.foundation.core.models import TenantModel


class Reclassification(TenantModel):
    """Прекласифициране: that an official found a report to be of another legal class or topic, and why."""

    append_only = True
    fill_once = ("erasure_id",)
    erasable = ("reason",)

    report = models.ForeignKey("reports.CitizenReport", models.PROTECT, related_name="reclassifications")
    was_class = models.CharField(max_length=10, choices=LEGAL_CLASSES)
    became_class = models.CharField(max_length=10, choices=LEGAL_CLASSES)
    was_category = models.ForeignKey("reports.Category", models.PROTECT, related_name="+")
    became_category = models.ForeignKey("reports.Category", models.PROTECT, related_name="+")
    reason = models.TextField()
    at = models.DateTimeField()
    by = models.ForeignKey("people.Account", models.PROTECT, related_name="+")
    erasure = models.ForeignKey("documents.Erasure", models.PROTECT, null=True, blank=True, related_name="+")

    class Meta(TenantModel.Meta):
        ordering = ("id",)

    def __str__(self) -> str:
        return f"{self.report_id} reclassified"
