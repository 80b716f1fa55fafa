from __future__ import annotations

from typing import Any, ClassVar

from django.db import models

from chinar.foundation.core.models import TenantManager, TenantModel, TenantQuerySet


class NewsQuerySet(TenantQuerySet["News"]):
    def waiting(self) -> NewsQuerySet:
        return self.filter(told_at=None)

    def in_turn(self) -> NewsQuerySet:
        """What was never looked at first, then what was looked at longest ago: nothing holds up what came after it."""
        return self.waiting().order_by(models.F("looked_at").asc(nulls_first=True), "id")


class News(TenantModel):
    """Новина: that something happened about a public object, to be told to those who follow it.

    `sort` says what (chinar.foundation.conversation.sorts), `mark` which one. It waits while not everybody may read
    it, and ends untold when it is taken back before that.
    """

    subject_kind = models.CharField(max_length=40)
    subject = models.CharField(max_length=100)
    sort = models.CharField(max_length=20)
    mark = models.CharField(max_length=40)
    noted_at = models.DateTimeField()
    reached = models.PositiveBigIntegerField(default=0)
    """The last subscription that was told, as many are told in several rounds."""
    looked_at = models.DateTimeField(null=True, blank=True)
    """When it was last found that it cannot be told yet."""
    told_at = models.DateTimeField(null=True, blank=True)

    objects: ClassVar[Any] = TenantManager.from_queryset(NewsQuerySet)()

    class Meta(TenantModel.Meta):
        constraints = (
            models.UniqueConstraint(
                fields=["municipality", "subject_kind", "subject", "sort", "mark"], name="conversation_news_once"
            ),
        )
        indexes = (
            models.Index(
                fields=["municipality", "looked_at", "id"],
                condition=models.Q(told_at__isnull=True),
                name="conversation_news_to_tell",
            ),
        )

    def __str__(self) -> str:
        return f"{self.sort} {self.mark} of {self.subject_kind} {self.subject}"
