from __future__ import annotations

from datetime import date

from django.db import models

from chinar.foundation.core.fields import EncryptedTextField
from chinar.foundation.core.models import TenantManager, TenantModel, TenantQuerySet


class OpinionRequestQuerySet(TenantQuerySet["OpinionRequest"]):
    def open(self) -> OpinionRequestQuerySet:
        """Those that wait for an answer."""
        return self.filter(ended_at__isnull=True)


class OpinionRequest(TenantModel):
    """Искане на становище: another unit of the municipality, or another body, is asked for what the decision needs.

    `due_on` is an inner term: the clock of the matter runs on. Where a law makes the decision depend on the consent or
    opinion of another body (АПК чл. 57 ал. 7), the extension is a row of the ledger (actions.clock.ask_consent).
    """

    append_only = True
    fill_once = ("ended_at", "ended_by_id", "erasure_id")
    erasable = ("what",)

    LONGEST = 4_000

    case = models.ForeignKey("cases.Case", models.PROTECT, related_name="opinion_requests")
    case_id: int
    key = models.UUIDField()
    """Stands in the form: a second press of the button asks nobody twice."""
    department = models.ForeignKey("territory.Department", models.PROTECT, null=True, blank=True, related_name="+")
    department_id: int | None
    body = models.CharField(max_length=300, blank=True)
    """The body outside the municipality, as the citizen reads it; empty when a unit is asked."""
    what = EncryptedTextField()
    due_on = models.DateField()
    letter = models.ForeignKey("cases.CaseDocument", models.PROTECT, null=True, blank=True, related_name="+")
    """To a body outside."""
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey("people.Account", models.PROTECT, null=True, blank=True, related_name="+")
    ended_at = models.DateTimeField(null=True, blank=True)
    """When it was answered, or needed no more."""
    ended_by = models.ForeignKey("people.Account", models.PROTECT, null=True, blank=True, related_name="+")
    erasure = models.ForeignKey("documents.Erasure", models.PROTECT, null=True, blank=True, related_name="+")
    opinion: Opinion

    objects = TenantManager.from_queryset(OpinionRequestQuerySet)()  # type: ignore[misc, django-manager-missing]

    class Meta(TenantModel.Meta):
        ordering = ("id",)
        constraints = (
            models.UniqueConstraint(fields=["case", "key"], name="cases_opinion_asked_once"),
            models.UniqueConstraint(
                fields=["case", "department"],
                condition=models.Q(ended_at__isnull=True),
                name="cases_one_open_opinion_of_department",
            ),
            models.CheckConstraint(
                condition=models.Q(department__isnull=True) ^ models.Q(body=""), name="cases_asks_department_or_body"
            ),
        )
        indexes = (
            models.Index(
                fields=["municipality", "department", "due_on"],
                condition=models.Q(ended_at__isnull=True),
                name="cases_opinion_open",
            ),
        )

    def __str__(self) -> str:
        return f"opinion asked for {self.case_id}"

    @property
    def answer(self) -> Opinion | None:
        return self.opinion if hasattr(self, "opinion") else None

    @property
    def is_open(self) -> bool:
        return self.ended_at is None

    def is_late(self, *, on: date) -> bool:
        return self.is_open and self.due_on < on


class OpinionQuerySet(TenantQuerySet["Opinion"]):
    def unread(self) -> OpinionQuerySet:
        """Nobody who works on the matter has said that they read it."""
        return self.filter(read_at__isnull=True)


class Opinion(TenantModel):
    """Становище: the answer of the unit, or of the body as an official entered it; it lies in the file as a paper."""

    append_only = True
    fill_once = ("read_at", "read_by_id", "erasure_id")
    erasable = ("text",)

    request = models.OneToOneField("cases.OpinionRequest", models.PROTECT, related_name="opinion")
    text = EncryptedTextField()
    paper = models.ForeignKey("cases.CaseDocument", models.PROTECT, related_name="+")
    at = models.DateTimeField()
    by = models.ForeignKey("people.Account", models.PROTECT, null=True, blank=True, related_name="+")
    read_at = models.DateTimeField(null=True, blank=True)
    read_by = models.ForeignKey("people.Account", models.PROTECT, null=True, blank=True, related_name="+")
    erasure = models.ForeignKey("documents.Erasure", models.PROTECT, null=True, blank=True, related_name="+")

    objects = TenantManager.from_queryset(OpinionQuerySet)()  # type: ignore[misc, django-manager-missing]

    class Meta(TenantModel.Meta):
        indexes = (
            models.Index(
                fields=["municipality", "request"],
                condition=models.Q(read_at__isnull=True),
                name="cases_opinion_unread",
            ),
        )

    def __str__(self) -> str:
        return f"answer to {self.request_id}"
