from django.db import models
from django.utils.translation import gettext_lazy as _

from chinar.foundation.core.fields import EncryptedTextField
from chinar.foundation.core.models import TenantModel


class Remark(TenantModel):
    """Бележка: what officials note among themselves, or what they ask and tell the author on the way."""

    append_only = True
    fill_once = ("erasure_id", "answered_at")
    erasable = ("text",)

    class Reader(models.TextChoices):
        OFFICIALS = "officials", _("officials only")
        AUTHOR = "author", _("the author too")

    report = models.ForeignKey("reports.CitizenReport", models.PROTECT, related_name="remarks")
    reader = models.CharField(max_length=10, choices=Reader.choices)
    text = EncryptedTextField()
    at = models.DateTimeField()
    by = models.ForeignKey("people.Account", models.PROTECT, related_name="+")
    answered_at = models.DateTimeField(null=True, blank=True)
    """When its author answered by the link that they got; the link works once."""
    erasure = models.ForeignKey("documents.Erasure", models.PROTECT, null=True, blank=True, related_name="+")

    class Meta(TenantModel.Meta):
        ordering = ("id",)

    def __str__(self) -> str:
        return f"remark on {self.report_id}"
