from __future__ import annotations

from typing import Any, ClassVar

from django.db import models

from chinar.domain.questionnaires.definition import Definition
from chinar.domain.questionnaires.reading import read
from chinar.foundation.core.models import TenantManager, TenantModel, TenantQuerySet


class QuestionSet(TenantModel):  # type: ignore[django-manager-missing]
    """Въпросник: what one service, or one form of a result, asks; its questions stand in versions (НАО чл. 5а)."""

    code = models.SlugField(max_length=60)

    class Meta(TenantModel.Meta):
        constraints = (models.UniqueConstraint(fields=["municipality", "code"], name="questionnaires_set_once"),)

    def __str__(self) -> str:
        return self.code


class QuestionSetVersionQuerySet(TenantQuerySet["QuestionSetVersion"]):
    def holding(self) -> QuestionSetVersionQuerySet:
        """The version of each set that holds now."""
        return self.filter(superseded_at__isnull=True)


class QuestionSetVersion(TenantModel):
    """A question set as published, frozen: an application keeps the questions that it answered.

    The text is kept whole, as it was written; reading.py gives its meaning.
    """

    append_only = True
    fill_once = ("superseded_at",)

    question_set = models.ForeignKey("questionnaires.QuestionSet", models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField()
    text = models.TextField()
    published_at = models.DateTimeField()
    published_by = models.ForeignKey("people.Account", models.PROTECT, null=True, blank=True, related_name="+")
    superseded_at = models.DateTimeField(null=True, blank=True)

    objects: ClassVar[Any] = TenantManager.from_queryset(QuestionSetVersionQuerySet)()

    class Meta(TenantModel.Meta):
        constraints = (
            models.UniqueConstraint(fields=["question_set", "number"], name="questionnaires_version_number_once"),
            models.UniqueConstraint(
                fields=["question_set"],
                condition=models.Q(superseded_at__isnull=True),
                name="questionnaires_one_version_holds",
            ),
        )

    def __str__(self) -> str:
        return f"{self.question_set_id} ({self.number})"

    @property
    def definition(self) -> Definition:
        return read(self.text)
