from django.db import models

from chinar.foundation.core.models import TenantModel


class Voiding(TenantModel):
    """Анулиране: why a number was allotted in error. It is no step of the clock, so it stands beside the ledger."""

    append_only = True
    fill_once = ("erasure_id",)
    erasable = ("reason",)

    case = models.OneToOneField("cases.Case", models.PROTECT, related_name="voiding")
    reason = models.TextField()
    at = models.DateTimeField()
    by = models.ForeignKey("people.Account", models.PROTECT, null=True, blank=True, related_name="+")
    erasure = models.ForeignKey("documents.Erasure", models.PROTECT, null=True, blank=True, related_name="+")

    def __str__(self) -> str:
        return f"voiding of {self.case_id}"
