from django.db import models

from chinar.foundation.core.models import TenantModel


class Arrangement(TenantModel):
    """Звено за достъп до обществена информация: which department has the requests, and what decisions say of appeal.

    Where and until when a decision is appealed the municipality writes itself, as its lawyer has confirmed it.
    """

    department = models.ForeignKey("territory.Department", models.PROTECT, related_name="+")
    appeal = models.TextField(blank=True)

    class Meta(TenantModel.Meta):
        constraints = (models.UniqueConstraint(fields=["municipality"], name="information_arranged_once"),)

    def __str__(self) -> str:
        return f"access to information: {self.department_id}"
