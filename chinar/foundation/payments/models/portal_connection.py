from django.db import models

from chinar.foundation.core.fields import EncryptedTextField
from chinar.foundation.core.models import TenantModel


class PortalConnection(TenantModel):
    """As whom a municipality asks the state payment portal (pay.egov.bg): the client and the secret that the operator
    of the portal gave it. One each."""

    address = models.URLField(max_length=300)
    client_id = models.CharField(max_length=120)
    secret = EncryptedTextField()
    currency = models.CharField(max_length=3, default="EUR")
    """As the portal names it; what its documents say is older than the euro: ask the operator."""
    is_on = models.BooleanField(default=False)
    changed_at = models.DateTimeField()
    changed_by = models.ForeignKey("people.Account", models.PROTECT, null=True, blank=True, related_name="+")

    class Meta(TenantModel.Meta):
        constraints = (models.UniqueConstraint(fields=["municipality"], name="payments_one_portal"),)

    def __str__(self) -> str:
        return self.client_id
