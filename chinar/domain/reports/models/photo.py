from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from chinar.foundation.core.models import TenantManager, TenantModel, TenantQuerySet


class PhotoQuerySet(TenantQuerySet["Photo"]):
    def public(self) -> PhotoQuerySet:
        return self.filter(published_at__isnull=False, withdrawn_at=None, document__erasure=None)


class Photo(TenantModel):
    """Снимка: a picture of the author's, or of whoever repaired; its metadata were taken off before it was kept.

    Nobody but the author and officials sees it until an official publishes it.
    """

    MOST = 3

    class Moment(models.TextChoices):
        BEFORE = "before", _("as it was reported")
        AFTER = "after", _("after the work")

    report = models.ForeignKey("reports.CitizenReport", models.PROTECT, related_name="photos")
    document = models.OneToOneField("documents.Document", models.PROTECT, related_name="+")
    moment = models.CharField(max_length=10, choices=Moment.choices)
    published_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    objects = TenantManager.from_queryset(PhotoQuerySet)()  # type: ignore[misc, django-manager-missing]

    class Meta(TenantModel.Meta):
        ordering = ("id",)

    def __str__(self) -> str:
        return f"photo of {self.report_id}"

    @property
    def is_public(self) -> bool:
        return self.published_at is not None and self.withdrawn_at is None
