from __future__ import annotations

from typing import Any, ClassVar

from django.db import models

from chinar.foundation.core.models import TenantManager, TenantModel, TenantQuerySet


class PublicAnswerQuerySet(TenantQuerySet["PublicAnswer"]):
    def public(self) -> PublicAnswerQuerySet:
        return self.filter(withdrawn_at=None)


class PublicAnswer(TenantModel):
    """Запис в публичния регистър на исканията: what was asked and answered, in words without personal data
    (ЗДОИ чл. 15в)."""

    decision = models.OneToOneField("information_requests.Decision", models.PROTECT, related_name="published")
    question = models.CharField(max_length=500)
    text = models.TextField()
    shows_files = models.BooleanField(default=False)
    """An official looked through the files: they hold no personal data."""
    published_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    objects: ClassVar[Any] = TenantManager.from_queryset(PublicAnswerQuerySet)()

    class Meta(TenantModel.Meta):
        indexes = (
            models.Index(fields=["municipality", "withdrawn_at", "-published_at"], name="information_public_newest"),
        )

    def __str__(self) -> str:
        return self.question
