from django.db import models

from chinar.domain.reports.models.resolution import OUTCOMES
from chinar.foundation.core.models import TenantModel


class AnswerTemplate(TenantModel):
    """Образец на отговор: first words for an answer with one outcome, in one category or in all."""

    category = models.ForeignKey("reports.Category", models.PROTECT, null=True, blank=True, related_name="+")
    outcome = models.CharField(max_length=10, choices=OUTCOMES)
    name = models.CharField(max_length=100)
    text = models.TextField()

    class Meta(TenantModel.Meta):
        ordering = ("outcome", "name")

    def __str__(self) -> str:
        return self.name
