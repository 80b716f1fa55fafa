from django.db import models

from chinar.foundation.core.models import TenantModel


class CategoryQuestion(TenantModel):
    """Допълнителен въпрос: what the town asks in one category besides; a few words, or one of several answers."""

    MOST = 3

    category = models.ForeignKey("reports.Category", models.PROTECT, related_name="questions")
    text = models.CharField(max_length=150)
    text_en = models.CharField(max_length=150, blank=True)
    choices = models.TextField(blank=True)
    """One answer on each line; empty when it is answered in words."""
    is_required = models.BooleanField(default=False)
    position = models.PositiveSmallIntegerField(default=0)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta(TenantModel.Meta):
        ordering = ("position", "id")

    def __str__(self) -> str:
        return self.text

    @property
    def answers(self) -> list[str]:
        return [line.strip() for line in self.choices.splitlines() if line.strip()]
