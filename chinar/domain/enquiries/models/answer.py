from django.db import models

from chinar.foundation.core.fields import EncryptedTextField
from chinar.foundation.core.models import TenantModel


class Answer(TenantModel):
    """Отговор на запитване: what the municipality answered to the one who asked; it is never changed."""

    append_only = True
    fill_once = ("erasure_id",)
    erasable = ("text",)

    enquiry = models.OneToOneField("enquiries.Enquiry", models.PROTECT, related_name="answer")
    text = EncryptedTextField()
    service_version = models.ForeignKey("catalogue.ServiceVersion", models.PROTECT, null=True, related_name="+")
    """The description of the service for which it was written; it is outdated when that no longer holds."""
    answered_at = models.DateTimeField()
    answered_by = models.ForeignKey("people.Account", models.PROTECT, related_name="+")
    erasure = models.ForeignKey("documents.Erasure", models.PROTECT, null=True, blank=True, related_name="+")

    class Meta(TenantModel.Meta):
        pass

    def __str__(self) -> str:
        return f"answer to {self.enquiry_id}"
