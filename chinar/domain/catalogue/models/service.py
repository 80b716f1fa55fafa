from django.db import models

from chinar.foundation.core.models import TenantModel


class Service(TenantModel):  # type: ignore[django-manager-missing]
    """Public Service (CPSV-AP): an administrative service that a municipality offers; what it says is in versions."""

    code = models.SlugField(max_length=60)
    """Part of the address; the same in every municipality that offers the service."""
    unified_number = models.CharField(max_length=10, blank=True)
    """Number in the state's Register of Services (НАР чл. 22: given by the register, never invented)."""
    department = models.ForeignKey("territory.Department", models.PROTECT, related_name="+")

    class Meta(TenantModel.Meta):
        constraints = (models.UniqueConstraint(fields=["municipality", "code"], name="catalogue_service_code_once"),)

    def __str__(self) -> str:
        return self.code
