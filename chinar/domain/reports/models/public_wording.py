from __future__ import annotations

from django.db import models

from chinar.foundation.core.models import TenantManager, TenantModel, TenantQuerySet


class PublicWordingQuerySet(TenantQuerySet["PublicWording"]):
    def public(self) -> PublicWordingQuerySet:
        return self.filter(withdrawn_at=None)


class PublicWording(TenantModel):
    """Публичен текст на сигнал: what everybody reads of it and of the answer, worded by an official.

    It holds no personal data but the name of an author who wished it (ЗЗЛД чл. 25ж; law of the pages: docs/law).
    """

    report = models.OneToOneField("reports.CitizenReport", models.PROTECT, related_name="wording")
    text = models.TextField()
    place = models.CharField(max_length=200, blank=True)
    answer = models.TextField(blank=True)
    author = models.CharField(max_length=150, blank=True)
    shows_point = models.BooleanField(default=False)
    search_text = models.TextField()
    """Text, place and answer in small letters: SQLite compares only Latin letters without regard to case."""
    published_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    objects = TenantManager.from_queryset(PublicWordingQuerySet)()  # type: ignore[misc, django-manager-missing]

    class Meta(TenantModel.Meta):
        pass

    def __str__(self) -> str:
        return f"public wording of {self.report_id}"
