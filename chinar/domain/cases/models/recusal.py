from __future__ import annotations

from django.db import models

from chinar.foundation.core.models import TenantManager, TenantModel, TenantQuerySet


class RecusalQuerySet(TenantQuerySet["Recusal"]):
    def standing(self) -> RecusalQuerySet:
        return self.filter(ended_at__isnull=True)


class Recusal(TenantModel):
    """Отвод: that an official has no part in a case and cannot see it (АПК чл. 33; for signals чл. 113).

    Whoever is kept away learns nothing of it: for them the number does not exist.
    """

    append_only = True
    fill_once = ("ended_at",)

    case = models.ForeignKey("cases.Case", models.PROTECT, related_name="recusals")
    account = models.ForeignKey("people.Account", models.PROTECT, related_name="+")
    at = models.DateTimeField()
    by = models.ForeignKey("people.Account", models.PROTECT, null=True, blank=True, related_name="+")
    """None when a rule did it at registration."""
    ended_at = models.DateTimeField(null=True, blank=True)

    objects = TenantManager.from_queryset(RecusalQuerySet)()  # type: ignore[misc, django-manager-missing]

    class Meta(TenantModel.Meta):
        constraints = (
            models.UniqueConstraint(
                fields=["case", "account"], condition=models.Q(ended_at__isnull=True), name="cases_recused_once"
            ),
        )

    def __str__(self) -> str:
        return f"{self.account_id} is kept from {self.case_id}"
