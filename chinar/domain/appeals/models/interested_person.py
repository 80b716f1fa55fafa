from django.db import models

from chinar.foundation.core.fields import EncryptedTextField
from chinar.foundation.core.models import TenantModel


class InterestedPerson(TenantModel):
    """Заинтересовано лице по жалбата: somebody else whom the appealed act concerns, who came and was written down with
    what they say (АПК чл. 27 ал. 1, 34 ал. 3).

    Is no party to the case of the appeal: neither they nor the appellant see through it what the other one wrote.
    """

    append_only = True
    fill_once = ("erasure_id",)
    erasable = ("name", "address", "interest", "opinion")

    appeal = models.ForeignKey("appeals.Appeal", models.PROTECT, related_name="interested_persons")
    idempotency_key = models.UUIDField()
    name = EncryptedTextField()
    address = EncryptedTextField()
    interest = EncryptedTextField()
    """How the act concerns them."""
    opinion = EncryptedTextField(blank=True)
    """What they say to the appeal."""
    at = models.DateTimeField()
    by = models.ForeignKey("people.Account", models.PROTECT, related_name="+")
    erasure = models.ForeignKey("documents.Erasure", models.PROTECT, null=True, blank=True, related_name="+")

    class Meta(TenantModel.Meta):
        ordering = ("id",)
        constraints = (models.UniqueConstraint(fields=["municipality", "idempotency_key"], name="appeals_joined_once"),)

    def __str__(self) -> str:
        return f"interested in {self.appeal_id}"
