from django.db import models

from chinar.foundation.core.models import TenantModel


class GivenFile(TenantModel):
    """Предоставен файл: information that is given as a file. The applicant has it when the decision gives access."""

    MOST = 20

    request = models.ForeignKey("information_requests.InformationRequest", models.PROTECT, related_name="files")
    document = models.OneToOneField("documents.Document", models.PROTECT, related_name="+")
    taken_out_at = models.DateTimeField(null=True, blank=True)
    """Added in error, and taken out before the decision."""

    class Meta(TenantModel.Meta):
        ordering = ("id",)

    def __str__(self) -> str:
        return f"file given on {self.request_id}"
