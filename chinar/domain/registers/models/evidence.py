from __future__ import annotations

from datetime import datetime
from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from chinar.domain.cases.rules import Phase
from chinar.domain.registers.rules import Source
from chinar.foundation.core.fields import EncryptedTextField
from chinar.foundation.core.models import TenantManager, TenantModel, TenantQuerySet


class EvidenceQuerySet(TenantQuerySet["Evidence"]):
    def of_open_cases(self) -> EvidenceQuerySet:
        return self.exclude(case__phase__in=[Phase.DECIDED, Phase.CLOSED])

    def due(self, *, at: datetime) -> EvidenceQuerySet:
        """What the worker asks for now."""
        return self.of_open_cases().filter(ask_at__lte=at).order_by("ask_at", "id")


class Evidence(TenantModel):  # type: ignore[django-manager-missing]
    """Доказателство: what a matter rests on (АПК чл. 35, 36), one row for each requirement of its service.

    The requirement stands in a module above, so its words and grounds are copied from the frozen version when the
    matter begins. How the evidence stands is its newest EvidenceRecord.
    """

    SOURCES = (
        (Source.REGISTER, _("the municipality asks the register")),
        (Source.OWN, _("the municipality has it")),
        (Source.CITIZEN, _("the citizen brings it")),
    )

    case = models.ForeignKey("cases.Case", models.PROTECT, related_name="evidence")
    service = models.CharField(max_length=60)
    """Permanent code of the service, as its address has it."""
    service_name = models.CharField(max_length=500)
    service_name_en = models.CharField(max_length=300, blank=True)
    version = models.PositiveSmallIntegerField()
    code = models.CharField(max_length=60)
    """Of the requirement: the type of evidence."""
    name = models.CharField(max_length=300)
    name_en = models.CharField(max_length=300, blank=True)
    source = models.CharField(max_length=10, choices=SOURCES)
    operation = models.CharField(max_length=200, blank=True)
    ground = models.TextField(blank=True)
    subject = EncryptedTextField(blank=True)
    """Number of the person or company it is about, as the applicant stated it."""
    asking_roles = models.CharField(max_length=200, blank=True)
    four_eyes = models.BooleanField(default=False)
    is_optional = models.BooleanField(default=False)
    ask_at = models.DateTimeField(null=True, blank=True)
    """When the worker asks the register; None: not by itself, or done."""
    tries = models.PositiveSmallIntegerField(default=0)
    """How often in a row the worker got no answer."""

    objects: ClassVar[Any] = TenantManager.from_queryset(EvidenceQuerySet)()

    class Meta(TenantModel.Meta):
        ordering = ("id",)
        constraints = (models.UniqueConstraint(fields=["case", "code"], name="registers_evidence_once"),)
        indexes = (
            models.Index(
                fields=["municipality", "ask_at"],
                condition=models.Q(ask_at__isnull=False),
                name="registers_evidence_to_ask",
            ),
        )

    def __str__(self) -> str:
        return f"{self.code} of {self.case_id}"

    @property
    def roles(self) -> tuple[str, ...]:
        return tuple(self.asking_roles.split())

    @property
    def last(self) -> Any:
        """The newest record, or None; costs nothing where records were fetched with the rows."""
        rows = list(self.records.all())
        return rows[-1] if rows else None
