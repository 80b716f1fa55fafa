from django.db import models

from chinar.foundation.core.fields import EncryptedTextField
from chinar.foundation.core.models import TenantModel


class GivenAnswer(TenantModel):
    """Отговор на допълнителен въпрос: what the author answered to a question of the category."""

    append_only = True

    report = models.ForeignKey("reports.CitizenReport", models.PROTECT, related_name="given_answers")
    question = models.ForeignKey("reports.CategoryQuestion", models.PROTECT, related_name="+")
    text = EncryptedTextField()

    class Meta(TenantModel.Meta):
        ordering = ("id",)
        constraints = (models.UniqueConstraint(fields=["report", "question"], name="reports_answered_once"),)

    def __str__(self) -> str:
        return f"answer {self.question_id} of {self.report_id}"
