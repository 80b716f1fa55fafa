from __future__ import annotations

from datetime import date

from django.db import models
from django.utils.translation import gettext_lazy as _

from chinar.foundation.core.models import TenantManager, TenantModel, TenantQuerySet


class WorkOrderQuerySet(TenantQuerySet["WorkOrder"]):
    def waiting(self) -> WorkOrderQuerySet:
        return self.filter(answered_at=None)


class WorkOrder(TenantModel):
    """Възлагане на работа: what a crew or a firm has to do, or what another body is asked, about one signal.

    Whoever is asked answers once, by a link without an account, with words, a photo and what it cost. The answer
    closes nothing: an official says what came of the signal.
    """

    class Party(models.TextChoices):
        CREW = "crew", _("own crew")
        FIRM = "firm", _("firm under contract")
        BODY = "body", _("utility or other body")

    report = models.ForeignKey("reports.CitizenReport", models.PROTECT, related_name="work_orders")
    party = models.CharField(max_length=10, choices=Party.choices)
    name = models.CharField(max_length=150)
    task = models.TextField()
    """What has to be done and where, in the official's words: without who reported it."""
    until_on = models.DateField()
    link_digest = models.CharField(max_length=64)
    """Of the key in the one-use link; the key itself is shown once, to the official."""
    ordered_at = models.DateTimeField()
    ordered_by = models.ForeignKey("people.Account", models.PROTECT, related_name="+")
    answer = models.TextField(blank=True)
    cost_cents = models.PositiveIntegerField(null=True, blank=True)
    photo = models.ForeignKey("reports.Photo", models.PROTECT, null=True, blank=True, related_name="+")
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey("people.Account", models.PROTECT, null=True, blank=True, related_name="+")
    """An official who entered it; None when it came by the link."""

    objects = TenantManager.from_queryset(WorkOrderQuerySet)()  # type: ignore[misc, django-manager-missing]

    class Meta(TenantModel.Meta):
        ordering = ("id",)
        constraints = (
            models.UniqueConstraint(fields=["municipality", "link_digest"], name="reports_work_link_once"),
            models.CheckConstraint(
                condition=models.Q(answered_at__isnull=True) | ~models.Q(answer=""),
                name="reports_work_answer_has_words",
            ),
        )
        indexes = (
            models.Index(
                fields=["municipality", "until_on"],
                condition=models.Q(answered_at__isnull=True),
                name="reports_work_awaited",
            ),
        )

    def __str__(self) -> str:
        return f"work on {self.report_id}"

    def is_late(self, *, on: date) -> bool:
        return self.answered_at is None and self.until_on < on
