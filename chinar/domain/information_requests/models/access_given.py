from django.db import models

from chinar.foundation.core.fields import EncryptedTextField
from chinar.foundation.core.models import TenantModel


class AccessGiven(TenantModel):
    """Предоставен достъп: that the applicant has had what was decided, with its protocol (ЗДОИ чл. 35).

    What is given electronically needs no protocol and no row.
    """

    append_only = True
    fill_once = ("erasure_id",)
    erasable = ("received_by",)

    decision = models.OneToOneField("information_requests.Decision", models.PROTECT, related_name="access_given")
    on = models.DateField()
    received_by = EncryptedTextField()
    """Who signed the protocol."""
    at = models.DateTimeField()
    by = models.ForeignKey("people.Account", models.PROTECT, related_name="+")
    erasure = models.ForeignKey("documents.Erasure", models.PROTECT, null=True, blank=True, related_name="+")

    class Meta(TenantModel.Meta):
        pass

    def __str__(self) -> str:
        return f"access given by {self.decision_id}"
