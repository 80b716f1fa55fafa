from django.db import models

from chinar.foundation.core.models import TenantModel


class PaperAsked(TenantModel):
    """„Поискаха ми документ, който държавата има“: a citizen says that they were asked for what may not be asked for
    (АПК чл. 36 ал. 4). One tap, no name: the secretary looks into it, and the number is public."""

    service = models.CharField(max_length=60)
    """Permanent code of the service."""
    service_name = models.CharField(max_length=500)
    service_name_en = models.CharField(max_length=300, blank=True)
    case = models.ForeignKey("cases.Case", models.PROTECT, null=True, blank=True, related_name="+")
    at = models.DateTimeField()
    looked_at = models.DateTimeField(null=True, blank=True)
    looked_by = models.ForeignKey("people.Account", models.PROTECT, null=True, blank=True, related_name="+")
    finding = models.CharField(max_length=500, blank=True)
    """What the secretary found and did."""

    class Meta(TenantModel.Meta):
        indexes = (models.Index(fields=["municipality", "at"], name="registers_papers_by_time"),)

    def __str__(self) -> str:
        return f"paper {self.pk}"
