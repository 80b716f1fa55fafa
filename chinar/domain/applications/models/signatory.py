from __future__ import annotations

from datetime import date
from typing import Any, ClassVar

from django.db import models
from django.db.models import F, Q

from chinar.foundation.core.models import TenantManager, TenantModel, TenantQuerySet


class SignatoryQuerySet(TenantQuerySet["Signatory"]):
    def on(self, day: date) -> SignatoryQuerySet:
        """Who may sign on the day; both end days count."""
        not_over = Q(valid_until__isnull=True) | Q(valid_until__gte=day)
        return self.filter(not_over, valid_from__lte=day, ended_at__isnull=True)


class Signatory(TenantModel):
    """Лице с право на подпис: the mayor, or whom an order of the mayor authorises to sign acts (ЗМСМА чл. 44 ал. 2).

    `post` stands under the signature, with the order where there is one.
    """

    append_only = True
    fill_once = ("ended_at", "ended_by_id")

    account = models.ForeignKey("people.Account", models.PROTECT, related_name="+")
    post = models.CharField(max_length=200)
    order = models.CharField(max_length=200, blank=True)
    """Number and date of the order that authorises; empty for the mayor."""
    valid_from = models.DateField()
    valid_until = models.DateField(null=True, blank=True)
    entered_at = models.DateTimeField()
    entered_by = models.ForeignKey("people.Account", models.PROTECT, null=True, blank=True, related_name="+")
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey("people.Account", models.PROTECT, null=True, blank=True, related_name="+")

    objects: ClassVar[Any] = TenantManager.from_queryset(SignatoryQuerySet)()

    class Meta(TenantModel.Meta):
        ordering = ("valid_from", "id")
        constraints = (
            models.UniqueConstraint(
                fields=["municipality", "account"],
                condition=Q(ended_at__isnull=True),
                name="applications_signatory_once",
            ),
            models.CheckConstraint(
                condition=Q(valid_until__isnull=True) | Q(valid_until__gte=F("valid_from")),
                name="applications_signatory_ends_after_start",
            ),
        )

    def __str__(self) -> str:
        return f"signatory {self.pk}"

    @property
    def post_on_paper(self) -> str:
        return f"{self.post} ({self.order})" if self.order else self.post


class SigningRule(TenantModel):
    """Ред за подписване: acts of this service are approved by the head of the department and signed by a signatory.

    Without a standing rule the official who decides the matter issues the act in their own name.
    """

    append_only = True
    fill_once = ("ended_at", "ended_by_id")

    service = models.ForeignKey("catalogue.Service", models.PROTECT, related_name="+")
    at = models.DateTimeField()
    by = models.ForeignKey("people.Account", models.PROTECT, null=True, blank=True, related_name="+")
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey("people.Account", models.PROTECT, null=True, blank=True, related_name="+")

    class Meta(TenantModel.Meta):
        constraints = (
            models.UniqueConstraint(
                fields=["service"], condition=Q(ended_at__isnull=True), name="applications_one_signing_rule"
            ),
        )

    def __str__(self) -> str:
        return f"signing rule {self.pk}"
