from django.db import models

from chinar.foundation.core.models import TenantModel


class VisitItem(TenantModel):
    """One service asked for in a visit: a draft while it is written down, then the application that it became."""

    visit = models.ForeignKey("visits.Visit", models.CASCADE, related_name="items")
    key = models.UUIDField()
    """Of the draft, then the idempotency key of the application."""
    is_complete = models.BooleanField(default=False)
    """Whether everything was answered when it was last kept; judged anew before it is registered."""
    application = models.OneToOneField(
        "applications.Application", models.PROTECT, null=True, blank=True, related_name="visit_item"
    )

    class Meta(TenantModel.Meta):
        ordering = ("id",)
        constraints = (models.UniqueConstraint(fields=["municipality", "key"], name="visits_item_once"),)

    def __str__(self) -> str:
        return f"item {self.pk}"
