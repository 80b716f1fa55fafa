from __future__ import annotations

from typing import Any, ClassVar

from django.db import models

from chinar.domain.catalogue.models.service_version import ServiceVersion
from chinar.foundation.core.models import FrozenModel


class SharedVersionQuerySet(models.QuerySet["SharedVersion"]):
    def holding(self) -> SharedVersionQuerySet:
        """The version of each shared description that holds now."""
        return self.filter(superseded_at__isnull=True)


class SharedVersion(FrozenModel):
    """A shared description as published, frozen. The fields mean what those of ServiceVersion with the same name mean;
    term, fee, place, ways and the municipality's address for suggestions are not among them."""

    fill_once = ("superseded_at",)

    description = models.ForeignKey("catalogue.SharedDescription", models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField()
    published_at = models.DateTimeField()
    published_by = models.ForeignKey("people.Account", models.PROTECT, null=True, related_name="+")
    superseded_at = models.DateTimeField(null=True, blank=True)

    unified_number = models.CharField(max_length=10, blank=True)
    """Number in the state's Register of Services (НАР чл. 22: given by the register, never invented)."""
    name = models.CharField(max_length=500)
    name_en = models.CharField(max_length=300, blank=True)
    group = models.CharField(max_length=120, blank=True)
    event = models.CharField(max_length=12, choices=ServiceVersion.Event.choices, blank=True)
    audience = models.CharField(max_length=12, choices=ServiceVersion.Audience.choices, blank=True)
    summary = models.TextField(blank=True)
    summary_en = models.TextField(blank=True)
    who_may_apply = models.TextField(blank=True)
    who_may_apply_en = models.TextField(blank=True)
    legal_basis = models.TextField(blank=True)
    legal_period = models.CharField(max_length=40, blank=True)
    procedure = models.TextField(blank=True)
    what_you_bring = models.TextField(blank=True)
    what_you_bring_en = models.TextField(blank=True)
    forms = models.TextField(blank=True)
    result = models.TextField(blank=True)
    result_en = models.TextField(blank=True)
    validity = models.TextField(blank=True)
    supervising_body = models.TextField(blank=True)
    appeal = models.TextField(blank=True)
    appeal_en = models.TextField(blank=True)
    source = models.TextField(blank=True)
    """Where the facts were taken from; it stays with the shared description and is no field of the municipality's."""

    objects: ClassVar[Any] = models.Manager.from_queryset(SharedVersionQuerySet)()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["description", "number"], name="catalogue_shared_number_once"),
            models.UniqueConstraint(
                fields=["description"],
                condition=models.Q(superseded_at__isnull=True),
                name="catalogue_one_shared_version_holds",
            ),
            models.CheckConstraint(condition=~models.Q(name=""), name="catalogue_shared_version_has_name"),
        )

    def __str__(self) -> str:
        return f"{self.name} ({self.number})"
