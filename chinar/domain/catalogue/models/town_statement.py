from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from chinar.foundation.core.models import TenantManager, TenantModel, TenantQuerySet


class TownStatementQuerySet(TenantQuerySet["TownStatement"]):
    def published_rows(self) -> TownStatementQuerySet:
        return self.filter(superseded_at__isnull=True)


class TownStatement(TenantModel):
    """What only the municipality can say on the pages that the law asks of it: the client's charter (НАО чл. 21), the
    accessibility statement (ЗЕУ чл. 58в; НОИИСРЕАУ чл. 39-39а) and the privacy notices (GDPR чл. 13).

    Each change is a new row; the pages stand without one too and say what was not told yet.
    """

    append_only = True
    fill_once = ("superseded_at",)
    published_sql = "superseded_at is null"

    class Accessible(models.TextChoices):
        FULLY = "fully", _("fully")
        PARTLY = "partly", _("partly")

    charter_act = models.CharField(max_length=200, blank=True)
    """The act by which the charter was adopted or brought up to date, with its date."""
    complaints = models.TextField(blank=True)
    """Where somebody turns who is not content with the service; the contacts of the municipality when empty."""
    accessible = models.CharField(max_length=10, choices=Accessible.choices, default=Accessible.PARTLY)
    gaps = models.TextField(blank=True)
    """What is not accessible, and how one gets it otherwise."""
    assessed_on = models.DateField(null=True, blank=True)
    assessed_how = models.CharField(max_length=200, blank=True)
    data_officer = models.CharField(max_length=300, blank=True)
    """Name and contacts of the data protection officer (GDPR чл. 37)."""
    at = models.DateTimeField()
    by = models.ForeignKey("people.Account", models.PROTECT, null=True, blank=True, related_name="+")
    superseded_at = models.DateTimeField(null=True, blank=True)

    objects: ClassVar[Any] = TenantManager.from_queryset(TownStatementQuerySet)()

    class Meta(TenantModel.Meta):
        constraints = (
            models.UniqueConstraint(
                fields=["municipality"],
                condition=models.Q(superseded_at__isnull=True),
                name="catalogue_one_town_statement_holds",
            ),
        )

    def __str__(self) -> str:
        return f"statement {self.pk}"
