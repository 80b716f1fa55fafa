from django.db import models

from chinar.foundation.core.fields import EncryptedTextField
from chinar.foundation.core.models import TenantModel


class Feedback(TenantModel):
    """Отзив след приключване: whether the author agrees that it is settled, and whether they ask to open it again.

    The author asks, an official decides; what they decide is told with words.
    """

    append_only = True
    fill_once = ("decided_at", "decided_by_id", "was_reopened", "erasure_id")
    erasable = ("text",)

    resolution = models.OneToOneField("reports.Resolution", models.PROTECT, related_name="feedback")
    is_content = models.BooleanField()
    wants_reopening = models.BooleanField()
    text = EncryptedTextField(blank=True)
    at = models.DateTimeField()
    was_reopened = models.BooleanField(null=True, blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey("people.Account", models.PROTECT, null=True, blank=True, related_name="+")
    erasure = models.ForeignKey("documents.Erasure", models.PROTECT, null=True, blank=True, related_name="+")

    class Meta(TenantModel.Meta):
        pass

    def __str__(self) -> str:
        return f"feedback on {self.resolution_id}"

    @property
    def waits(self) -> bool:
        return self.wants_reopening and self.decided_at is None
