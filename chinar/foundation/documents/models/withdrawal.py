from django.db import models

from chinar.foundation.core.models import TenantModel


class Withdrawal(TenantModel):
    """The end of a document: taken back (АПК чл. 99), or replaced by one without its mistake (чл. 62)."""

    append_only = True
    fill_once = ("erasure_id", "successor_id")
    erasable = ("reason",)

    document = models.OneToOneField("documents.Document", models.PROTECT, related_name="withdrawal")
    successor = models.ForeignKey(
        "documents.Document", models.PROTECT, null=True, blank=True, related_name="predecessors"
    )
    reason = models.TextField()
    """For officials; never shown to who checks the document."""
    at = models.DateTimeField()
    by = models.ForeignKey("people.Account", models.PROTECT, null=True, blank=True, related_name="+")
    erasure = models.ForeignKey("documents.Erasure", models.PROTECT, null=True, blank=True, related_name="+")

    class Meta(TenantModel.Meta):
        constraints = [  # noqa: RUF012
            models.CheckConstraint(
                condition=models.Q(successor=None) | ~models.Q(successor=models.F("document")),
                name="documents_not_its_own_successor",
            ),
        ]

    def __str__(self) -> str:
        return f"Withdrawal of {self.document_id}"
