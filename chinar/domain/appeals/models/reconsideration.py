from django.db import models

from chinar.foundation.core.models import TenantModel


class Reconsideration(TenantModel):
    """Преразглеждане: the body that issued the act finds the appeal right and takes the act back, once (АПК чл. 91)."""

    append_only = True
    fill_once = ("erasure_id",)
    erasable = ("text",)

    appeal = models.OneToOneField("appeals.Appeal", models.PROTECT, related_name="reconsideration")
    number = models.CharField(max_length=40)
    """Number in the register of issued documents."""
    text = models.TextField()
    """Facts, law and what is decided; it is printed on the paper."""
    decided_at = models.DateTimeField()
    decided_by = models.ForeignKey("people.Account", models.PROTECT, related_name="+")
    erasure = models.ForeignKey("documents.Erasure", models.PROTECT, null=True, blank=True, related_name="+")

    class Meta(TenantModel.Meta):
        constraints = (
            models.UniqueConstraint(fields=["municipality", "number"], name="appeals_reconsideration_number_once"),
        )

    def __str__(self) -> str:
        return self.number
