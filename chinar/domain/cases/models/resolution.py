from django.db import models

from chinar.foundation.core.models import TenantModel


class Resolution(TenantModel):  # type: ignore[django-manager-missing]
    """Резолюция: what the secretary or a head writes on a matter: what is expected, by whom, and by when inside.

    Who leads, who works on it too and who is informed are the assignments made with it. `inner_due_on` is earlier than
    the day that the law gives and binds nobody outside. A later resolution takes the place of the earlier one.
    """

    append_only = True
    fill_once = ("erasure_id",)
    erasable = ("expected",)

    case = models.ForeignKey("cases.Case", models.PROTECT, related_name="resolutions")
    case_id: int
    expected = models.TextField(blank=True)
    """Empty only in a matter whose content was destroyed."""
    inner_due_on = models.DateField(null=True, blank=True)
    at = models.DateTimeField()
    by = models.ForeignKey("people.Account", models.PROTECT, null=True, blank=True, related_name="+")
    erasure = models.ForeignKey("documents.Erasure", models.PROTECT, null=True, blank=True, related_name="+")

    class Meta(TenantModel.Meta):
        ordering = ("id",)
        indexes = (models.Index(fields=["municipality", "at"], name="cases_resolution_by_time"),)

    def __str__(self) -> str:
        return f"resolution on {self.case_id}"
