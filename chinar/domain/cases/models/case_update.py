from __future__ import annotations

from django.db import models

from chinar.foundation.core.fields import EncryptedTextField
from chinar.foundation.core.models import TenantManager, TenantModel, TenantQuerySet


class CaseUpdateQuerySet(TenantQuerySet["CaseUpdate"]):
    def unread(self) -> CaseUpdateQuerySet:
        return self.filter(read_at__isnull=True)


class CaseUpdate(TenantModel):
    """Допълнение от гражданина: what a person adds to their own case, also after it was decided or closed.

    It always lands in the same file and never becomes a matter of its own.
    """

    append_only = True
    fill_once = ("read_at", "read_by_id", "erasure_id")
    erasable = ("text",)

    LONGEST = 4_000

    case = models.ForeignKey("cases.Case", models.PROTECT, related_name="updates")
    key = models.UUIDField()
    """Stands in the form: a second press of the button adds nothing twice."""
    text = EncryptedTextField(blank=True)
    """Empty when only papers came."""
    at = models.DateTimeField()
    by = models.ForeignKey("people.Account", models.PROTECT, null=True, blank=True, related_name="+")
    """None when it came through number and key."""
    taken_by = models.ForeignKey("people.Account", models.PROTECT, null=True, blank=True, related_name="+")
    """The official who entered what came on paper; None when it was sent from the page of the matter."""
    read_at = models.DateTimeField(null=True, blank=True)
    read_by = models.ForeignKey("people.Account", models.PROTECT, null=True, blank=True, related_name="+")

    erasure = models.ForeignKey("documents.Erasure", models.PROTECT, null=True, blank=True, related_name="+")

    objects = TenantManager.from_queryset(CaseUpdateQuerySet)()  # type: ignore[misc, django-manager-missing]

    class Meta(TenantModel.Meta):
        ordering = ("id",)
        constraints = (models.UniqueConstraint(fields=["case", "key"], name="cases_update_once"),)
        indexes = (
            models.Index(
                fields=["municipality", "case"], condition=models.Q(read_at__isnull=True), name="cases_update_unread"
            ),
        )

    def __str__(self) -> str:
        return f"update of {self.case_id}"
