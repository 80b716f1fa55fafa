from django.db import models

from chinar.foundation.core.fields import EncryptedTextField
from chinar.foundation.core.models import TenantModel


class GivenAnswer(TenantModel):
    """Отговор на допълнителен въпрос: what the author answered to a question of the category."""

    append_only = True
    fill_once = ("erasure_id",)
    erasable = ("text",)

    report = models.ForeignKey("reports.CitizenReport", models.PROTECT, related_name="given_answers")
    question = models.ForeignKey("reports.CategoryQuestion", models.PROTECT, related_name="+")
    text = EncryptedTextField()
    erasure = models.ForeignKey("documents.Erasure", models.PROTECT, null=True, blank=True, related_name="+")

    class Meta(TenantModel.Meta):
        ordering = ("id",)
        constraints = (models.UniqueConstraint(fields=["report", "question"], name="reports_answered_once"),)

    def __str__(self) -> str:
        return f"answer {self.question_id} of {self.report_id}"
