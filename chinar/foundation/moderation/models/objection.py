from __future__ import annotations

from datetime import date

from django.db import models

from chinar.foundation.core.fields import EncryptedTextField
from chinar.foundation.core.models import TenantManager, TenantModel, TenantQuerySet


class ObjectionQuerySet(TenantQuerySet["Objection"]):
    def waiting(self) -> ObjectionQuerySet:
        return self.filter(decision=None, withholding__lifted_at=None)


class Objection(TenantModel):
    """Възражение срещу скриване: the author says why everybody should read it after all; another official decides.

    No law that we know sets a term for it: `due_on` follows the town's own promise (ObjectionPromise), if it has one.
    """

    append_only = True
    fill_once = ("erasure_id",)
    erasable = ("text",)

    LONGEST = 2_000

    withholding = models.OneToOneField("moderation.Withholding", models.PROTECT, related_name="objection")
    text = EncryptedTextField()
    at = models.DateTimeField()
    due_on = models.DateField(null=True, blank=True)
    erasure = models.ForeignKey("documents.Erasure", models.PROTECT, null=True, blank=True, related_name="+")
    decision: ObjectionDecision

    objects = TenantManager.from_queryset(ObjectionQuerySet)()  # type: ignore[misc, django-manager-missing]

    class Meta(TenantModel.Meta):
        ordering = ("id",)
        indexes = (models.Index(fields=["municipality", "due_on"], name="moderation_objection_due"),)

    def __str__(self) -> str:
        return f"objection to {self.withholding_id}"

    @property
    def decided(self) -> ObjectionDecision | None:
        return self.decision if hasattr(self, "decision") else None

    def is_late(self, *, on: date) -> bool:
        return self.decided is None and self.due_on is not None and self.due_on < on


class ObjectionDecision(TenantModel):
    """Решение по възражение: by another official than the one who withheld it (actions.decide_objection)."""

    append_only = True
    fill_once = ("erasure_id",)
    erasable = ("answer",)

    objection = models.OneToOneField("moderation.Objection", models.PROTECT, related_name="decision")
    is_granted = models.BooleanField()
    answer = EncryptedTextField()
    """The words of whoever decided, to the author."""
    at = models.DateTimeField()
    by = models.ForeignKey("people.Account", models.PROTECT, related_name="+")
    erasure = models.ForeignKey("documents.Erasure", models.PROTECT, null=True, blank=True, related_name="+")

    class Meta(TenantModel.Meta):
        pass

    def __str__(self) -> str:
        return f"decision of {self.objection_id}"
