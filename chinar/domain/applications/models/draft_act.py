from __future__ import annotations

import json
from typing import Any, ClassVar

from django.db import models

from chinar.domain.applications.models.decision import Decision
from chinar.foundation.core.fields import EncryptedTextField
from chinar.foundation.core.models import TenantManager, TenantModel, TenantQuerySet


class DraftActQuerySet(TenantQuerySet["DraftAct"]):
    def standing(self) -> DraftActQuerySet:
        return self.filter(ended_at__isnull=True)


class DraftAct(TenantModel):
    """Проект на акт: what an expert has prepared for the head of the department to approve and an authorised person to
    sign. It binds nobody until it is signed (АПК чл. 59 ал. 2 т. 8 asks for the signature and the post).

    What was typed stays as it was typed and is judged anew when it is signed. It ends by the signature, which makes the
    decision, or by being returned.
    """

    append_only = True
    fill_once = ("approved_at", "approved_by_id", "ended_at", "decision_id", "erasure_id")
    erasable = ("typed_json",)

    application = models.ForeignKey("applications.Application", models.PROTECT, related_name="draft_acts")
    outcome = models.CharField(max_length=20, choices=Decision.Outcome.choices)
    typed_json = EncryptedTextField()
    prepared_at = models.DateTimeField()
    prepared_by = models.ForeignKey("people.Account", models.PROTECT, related_name="+")
    approved_at = models.DateTimeField(null=True, blank=True)
    approved_by = models.ForeignKey("people.Account", models.PROTECT, null=True, blank=True, related_name="+")
    ended_at = models.DateTimeField(null=True, blank=True)
    decision = models.OneToOneField(
        "applications.Decision", models.PROTECT, null=True, blank=True, related_name="draft_act"
    )
    erasure = models.ForeignKey("documents.Erasure", models.PROTECT, null=True, blank=True, related_name="+")

    objects: ClassVar[Any] = TenantManager.from_queryset(DraftActQuerySet)()

    class Meta(TenantModel.Meta):
        constraints = (
            models.UniqueConstraint(
                fields=["application"],
                condition=models.Q(ended_at__isnull=True),
                name="applications_one_standing_draft_act",
            ),
            models.CheckConstraint(
                condition=~models.Q(approved_by=models.F("prepared_by")), name="applications_draft_act_by_four_eyes"
            ),
            models.CheckConstraint(
                condition=models.Q(decision__isnull=True) | models.Q(approved_at__isnull=False, ended_at__isnull=False),
                name="applications_signed_act_was_approved",
            ),
        )

    def __str__(self) -> str:
        return f"draft act {self.pk}"

    @property
    def typed(self) -> dict[str, list[str]]:
        return json.loads(self.typed_json)  # type: ignore[no-any-return]


class DraftReturn(TenantModel):
    """Върнат проект: that a draft of an act went back to whoever works on it, and why."""

    append_only = True
    fill_once = ("erasure_id",)
    erasable = ("reason",)

    draft = models.OneToOneField("applications.DraftAct", models.PROTECT, related_name="returned")
    reason = models.TextField()
    at = models.DateTimeField()
    by = models.ForeignKey("people.Account", models.PROTECT, related_name="+")
    erasure = models.ForeignKey("documents.Erasure", models.PROTECT, null=True, blank=True, related_name="+")

    def __str__(self) -> str:
        return f"return of {self.draft_id}"
