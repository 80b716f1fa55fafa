from django.db import models

from chinar.foundation.core.models import TenantModel


class Sending(TenantModel):
    """Изпращане на преписката: the file of an appeal goes up with a letter and its inventory (АПК чл. 92)."""

    append_only = True
    fill_once = ("arrived_on", "erasure_id")
    erasable = ("opinion",)

    appeal = models.OneToOneField("appeals.Appeal", models.PROTECT, related_name="sending")
    number = models.CharField(max_length=40)
    """Number of the letter in the register of issued documents."""
    body = models.CharField(max_length=200)
    """To whom, as the letter names it; the appellant reads it."""
    opinion = models.TextField(blank=True)
    """What the body that issued the act answers to the appeal."""
    sent_at = models.DateTimeField()
    sent_by = models.ForeignKey("people.Account", models.PROTECT, related_name="+")
    arrived_on = models.DateField(null=True, blank=True)
    """When the body above had the file: from then its term runs (АПК чл. 97)."""
    erasure = models.ForeignKey("documents.Erasure", models.PROTECT, null=True, blank=True, related_name="+")

    class Meta(TenantModel.Meta):
        constraints = (models.UniqueConstraint(fields=["municipality", "number"], name="appeals_sending_number_once"),)

    def __str__(self) -> str:
        return self.number
