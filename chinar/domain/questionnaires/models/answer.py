from django.db import models

from chinar.domain.questionnaires.definition import AnswerKind
from chinar.foundation.core.fields import EncryptedTextField
from chinar.foundation.core.models import TenantModel


class AnswerSheet(TenantModel):  # type: ignore[django-manager-missing]
    """Попълнен въпросник: the answers that were given together to one version of a question set."""

    append_only = True

    version = models.ForeignKey("questionnaires.QuestionSetVersion", models.PROTECT, related_name="+")
    filled_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"answers {self.pk}"

    @property
    def by_code(self) -> dict[str, str]:
        """Question -> answer."""
        return {answer.question: answer.value for answer in self.answers.all()}


class Answer(TenantModel):
    """Отговор: what was said to one question; encrypted, for anything may stand in it."""

    append_only = True
    fill_once = ("erasure_id",)
    erasable = ("value",)

    sheet = models.ForeignKey("questionnaires.AnswerSheet", models.PROTECT, related_name="answers")
    question = models.CharField(max_length=40)
    """Its code in the version."""
    kind = models.CharField(max_length=10, choices=[(kind.value, kind.value) for kind in AnswerKind])
    value = EncryptedTextField(blank=True)
    erasure = models.ForeignKey("documents.Erasure", models.PROTECT, null=True, blank=True, related_name="+")

    class Meta(TenantModel.Meta):
        constraints = (models.UniqueConstraint(fields=["sheet", "question"], name="questionnaires_answered_once"),)

    def __str__(self) -> str:
        return self.question
