from __future__ import annotations

from collections.abc import Iterable
from typing import Any, ClassVar

from django.db import models

from chinar.domain.enquiries.models.enquiry import Topic
from chinar.foundation.core.models import TenantManager, TenantModel, TenantQuerySet


class BankAnswerQuerySet(TenantQuerySet["BankAnswer"]):
    def public(self) -> BankAnswerQuerySet:
        return self.filter(withdrawn_at=None)

    def holding_all(self, stems: Iterable[str]) -> BankAnswerQuerySet:
        found = self
        for stem in stems:
            found = found.filter(search_text__contains=stem)
        return found

    def holding_any(self, stems: Iterable[str]) -> BankAnswerQuerySet:
        wanted = models.Q(pk__in=())
        for stem in stems:
            wanted |= models.Q(search_text__contains=stem)
        return self.filter(wanted)


class BankAnswer(TenantModel):
    """Отговор в банката с отговори: a question and its answer in public words, without personal data."""

    answer = models.OneToOneField("enquiries.Answer", models.PROTECT, related_name="published")
    topic = models.CharField(max_length=20, choices=Topic.choices)
    question = models.CharField(max_length=300)
    text = models.TextField()
    search_text = models.TextField()
    """Question and text in small letters: SQLite compares only Latin letters without regard to case."""
    service_version = models.ForeignKey("catalogue.ServiceVersion", models.PROTECT, null=True, related_name="+")
    published_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    objects: ClassVar[Any] = TenantManager.from_queryset(BankAnswerQuerySet)()

    class Meta(TenantModel.Meta):
        indexes = (
            models.Index(fields=["municipality", "withdrawn_at", "-published_at"], name="enquiries_bank_newest"),
        )

    def __str__(self) -> str:
        return self.question

    @property
    def is_outdated(self) -> bool:
        """Whether the service has been described anew since the answer was written."""
        return self.service_version is not None and self.service_version.superseded_at is not None
