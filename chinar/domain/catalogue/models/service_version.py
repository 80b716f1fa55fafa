from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from chinar.foundation.core.models import TenantManager, TenantModel, TenantQuerySet


class ServiceVersionQuerySet(TenantQuerySet["ServiceVersion"]):
    def published_rows(self) -> ServiceVersionQuerySet:
        """The version of each service that holds now."""
        return self.filter(superseded_at__isnull=True)


class ServiceVersion(TenantModel):
    """The description of a service as published (НАР чл. 25 ал. 1), frozen: a running case keeps the one it began with.

    English texts may be empty; the page then shows the Bulgarian ones and says so.
    """

    append_only = True
    fill_once = ("superseded_at",)
    published_sql = "superseded_at is null"

    class Assurance(models.TextChoices):
        """Level of electronic identification that the service asks for (ЗЕУ чл. 5 ал. 4)."""

        LOW = "low", _("low")
        SUBSTANTIAL = "substantial", _("substantial")
        HIGH = "high", _("high")

    service = models.ForeignKey("catalogue.Service", models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField()
    published_at = models.DateTimeField()
    published_by = models.ForeignKey("people.Account", models.PROTECT, null=True, related_name="+")
    superseded_at = models.DateTimeField(null=True, blank=True)

    name = models.CharField(max_length=300)
    name_en = models.CharField(max_length=300, blank=True)
    summary = models.TextField()
    summary_en = models.TextField(blank=True)
    who_may_apply = models.TextField()
    who_may_apply_en = models.TextField(blank=True)
    what_you_bring = models.TextField()
    what_you_bring_en = models.TextField(blank=True)
    result = models.TextField()
    result_en = models.TextField(blank=True)
    legal_basis = models.TextField()
    legal_period = models.CharField(max_length=40)
    """Code of the rule in cases.legal_periods."""
    period = models.CharField(max_length=12)
    """The town's own period, as `7d`; never longer than the legal one."""
    fee_cents = models.PositiveIntegerField()
    appeal = models.TextField()
    appeal_en = models.TextField(blank=True)
    assurance = models.CharField(max_length=12, choices=Assurance.choices)
    is_sample = models.BooleanField(default=False)
    """Facts for a demonstration, without guarantee; the page says so."""

    objects: ClassVar[Any] = TenantManager.from_queryset(ServiceVersionQuerySet)()

    class Meta(TenantModel.Meta):
        constraints = (
            models.UniqueConstraint(fields=["service", "number"], name="catalogue_version_number_once"),
            models.UniqueConstraint(
                fields=["service"],
                condition=models.Q(superseded_at__isnull=True),
                name="catalogue_one_version_holds",
            ),
        )

    def __str__(self) -> str:
        return f"{self.name} ({self.number})"
