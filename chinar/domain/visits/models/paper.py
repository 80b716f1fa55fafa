from django.db import models

from chinar.foundation.core.models import TenantModel


class Paper(TenantModel):
    """A paper that belongs into the electronic file of a matter (АПК чл. 29б): the protocol of an oral request, signed
    by whoever asked (чл. 29 ал. 5), or what they brought. It is there once it was scanned."""

    item = models.ForeignKey("visits.VisitItem", models.CASCADE, related_name="papers")
    requirement = models.CharField(max_length=60, blank=True)
    """Code of what the service asks to bring; empty for the protocol."""
    name = models.CharField(max_length=300, blank=True)
    document = models.OneToOneField(
        "documents.Document", models.PROTECT, null=True, blank=True, related_name="scanned_from"
    )
    """The scan: who made it and when stands there."""

    class Meta(TenantModel.Meta):
        ordering = ("id",)
        constraints = (models.UniqueConstraint(fields=["item", "requirement"], name="visits_paper_once"),)

    def __str__(self) -> str:
        return f"paper {self.pk}"

    @property
    def is_protocol(self) -> bool:
        return not self.requirement
