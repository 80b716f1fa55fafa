from __future__ import annotations

from datetime import datetime

from django.db import models
from django.utils.translation import gettext_lazy as _

from chinar.foundation.core.models import TenantManager, TenantModel, TenantQuerySet


class ChecklistLineQuerySet(TenantQuerySet["ChecklistLine"]):
    def standing(self) -> ChecklistLineQuerySet:
        return self.filter(ended_at__isnull=True)

    def in_force(self, at: datetime) -> ChecklistLineQuerySet:
        later = models.Q(ended_at__isnull=True) | models.Q(ended_at__gt=at)
        return self.filter(later, added_at__lte=at)


class ChecklistLine(TenantModel):
    """Ред от списъка за проверка: what an official makes sure of in every matter of a kind, or about one service.

    A matter keeps the lines that stood when it was received; a line that is mended is ended and added anew. The list
    is the town's own; no law asks for it.
    """

    class Step(models.TextChoices):
        RECEIVING = "receiving", _("On receiving")
        EXAMINING = "examining", _("While examining")
        DECIDING = "deciding", _("Before the decision")

    append_only = True
    fill_once = ("ended_at", "ended_by_id")

    kind = models.CharField(max_length=40)
    subject = models.CharField(max_length=60, blank=True)
    """Code of the service, as the kind groups its matters; empty for every matter of the kind."""
    step = models.CharField(max_length=12, choices=Step.choices)
    text = models.CharField(max_length=300)
    is_binding = models.BooleanField(default=False)
    """Nothing is decided while it is not ticked; the others only warn."""
    added_at = models.DateTimeField()
    added_by = models.ForeignKey("people.Account", models.PROTECT, null=True, blank=True, related_name="+")
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey("people.Account", models.PROTECT, null=True, blank=True, related_name="+")

    objects = TenantManager.from_queryset(ChecklistLineQuerySet)()  # type: ignore[misc, django-manager-missing]

    class Meta(TenantModel.Meta):
        ordering = ("id",)
        constraints = (
            models.UniqueConstraint(
                fields=["municipality", "kind", "subject", "step", "text"],
                condition=models.Q(ended_at__isnull=True),
                name="cases_checklist_line_once",
            ),
        )
        indexes = (models.Index(fields=["municipality", "kind", "subject"], name="cases_checklist_of_subject"),)

    def __str__(self) -> str:
        return self.text


class ChecklistTickQuerySet(TenantQuerySet["ChecklistTick"]):
    def standing(self) -> ChecklistTickQuerySet:
        return self.filter(undone_at__isnull=True)


class ChecklistTick(TenantModel):
    """That an official made sure of a line of the checklist in a matter; a tick that was taken back stays."""

    append_only = True
    fill_once = ("undone_at", "undone_by_id")

    case = models.ForeignKey("cases.Case", models.PROTECT, related_name="ticks")
    line = models.ForeignKey("cases.ChecklistLine", models.PROTECT, related_name="+")
    line_id: int
    at = models.DateTimeField()
    by = models.ForeignKey("people.Account", models.PROTECT, null=True, blank=True, related_name="+")
    undone_at = models.DateTimeField(null=True, blank=True)
    undone_by = models.ForeignKey("people.Account", models.PROTECT, null=True, blank=True, related_name="+")

    objects = TenantManager.from_queryset(ChecklistTickQuerySet)()  # type: ignore[misc, django-manager-missing]

    class Meta(TenantModel.Meta):
        ordering = ("id",)
        constraints = (
            models.UniqueConstraint(
                fields=["case", "line"], condition=models.Q(undone_at__isnull=True), name="cases_ticked_once"
            ),
        )

    def __str__(self) -> str:
        return f"tick of {self.line_id} in {self.case_id}"
