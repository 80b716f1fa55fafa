from django.db import models

from chinar.foundation.core.models import TenantModel


class Restoration(TenantModel):
    """Възстановяване на срока: a late appeal is examined all the same (АПК чл. 88-89)."""

    append_only = True
    fill_once = ("erasure_id",)
    erasable = ("reason",)

    appeal = models.OneToOneField("appeals.Appeal", models.PROTECT, related_name="restoration")
    noticed_on = models.DateField()
    """When the appellant was told that the appeal is late."""
    asked_on = models.DateField()
    reason = models.TextField()
    at = models.DateTimeField()
    by = models.ForeignKey("people.Account", models.PROTECT, related_name="+")
    erasure = models.ForeignKey("documents.Erasure", models.PROTECT, null=True, blank=True, related_name="+")

    class Meta(TenantModel.Meta):
        constraints = (
            models.CheckConstraint(
                condition=models.Q(asked_on__gte=models.F("noticed_on")), name="appeals_restored_after_notice"
            ),
        )

    def __str__(self) -> str:
        return f"restoration {self.appeal_id}"
