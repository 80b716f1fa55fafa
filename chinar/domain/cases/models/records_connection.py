from django.db import models

from chinar.foundation.core.fields import EncryptedTextField
from chinar.foundation.core.models import TenantModel


class RecordsConnection(TenantModel):
    """Деловодна система: the town's existing records system, which gives matters its own number beside ours (НОИИСРЕАУ
    чл. 34). One for each municipality; without one that is switched on our numbers are the only ones."""

    address = models.URLField(max_length=300)
    token = EncryptedTextField()
    """What proves to it who asks; never shown again."""
    is_on = models.BooleanField(default=False)
    changed_at = models.DateTimeField()
    changed_by = models.ForeignKey("people.Account", models.PROTECT, null=True, blank=True, related_name="+")
    heard_at = models.DateTimeField(null=True, blank=True)
    """When it last answered as it should."""
    failed_at = models.DateTimeField(null=True, blank=True)
    trouble = models.CharField(max_length=20, blank=True)
    trouble_code = models.CharField(max_length=40, blank=True)
    """The last thing that went wrong; what it answered beyond a code is not kept."""

    class Meta(TenantModel.Meta):
        constraints = (models.UniqueConstraint(fields=["municipality"], name="cases_one_records_connection"),)

    def __str__(self) -> str:
        return f"records system of {self.municipality_id}"
