from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from chinar.foundation.core.fields import EncryptedTextField
from chinar.foundation.core.models import TenantModel


class EvidenceRecord(TenantModel):
    """What was done about a piece of evidence: who, when, on what ground, and what came of it. Never changed; the
    newest one says how the evidence stands."""

    append_only = True
    fill_once = ("erasure_id",)
    erasable = ("words",)

    class Outcome(models.TextChoices):
        REQUESTED = "requested", _("waits for a second official")
        APPROVED = "approved", _("is being asked")
        FETCHED = "fetched", _("fetched from the register")
        HELD = "held", _("held by the municipality")
        GIVEN = "given", _("given by the citizen")
        RECEIVED = "received", _("received from the other body")
        ASKED = "asked", _("asked by letter")
        ASKED_TOWN = "asked_town", _("asked of another municipality")
        DISPUTED = "disputed", _("the entry is disputed with its owner")
        WITHHELD = "withheld", _("withheld by the register")
        NOBODY = "nobody", _("the register found nothing")
        FAILED = "failed", _("the register did not answer")
        STOPPED = "stopped", _("not approved by the second official")
        NOT_HELD = "not_held", _("the other municipality does not have it")
        DECLINED = "declined", _("the other municipality did not accept the request")

    evidence = models.ForeignKey("registers.Evidence", models.PROTECT, related_name="records")
    outcome = models.CharField(max_length=12, choices=Outcome.choices)
    at = models.DateTimeField()
    by = models.ForeignKey("people.Account", models.PROTECT, null=True, blank=True, related_name="+")
    """None for the worker."""
    place = models.CharField(max_length=200, blank=True)
    """Register, base or body that it comes from, or to which the letter goes."""
    holds_on = models.DateField(null=True, blank=True)
    """The day to which the content holds."""
    ground = models.TextField(blank=True)
    words = EncryptedTextField(blank=True)
    """The result, or what was asked, in words."""
    is_present = models.BooleanField(default=False)
    """Whether the person concerned stood before the official who asked."""
    query = models.ForeignKey("registers.RegisterQuery", models.PROTECT, null=True, blank=True, related_name="records")
    document = models.ForeignKey("documents.Document", models.PROTECT, null=True, blank=True, related_name="+")
    """The letter, or the document that another municipality gave."""
    hand_over = models.ForeignKey("territory.HandOver", models.PROTECT, null=True, blank=True, related_name="+")
    """The message with which another municipality of the installation was asked."""
    answer_due_on = models.DateField(null=True, blank=True)
    """By when the other body must answer (АПК чл. 36 ал. 7; чл. 57 ал. 4)."""
    erasure = models.ForeignKey("documents.Erasure", models.PROTECT, null=True, blank=True, related_name="+")

    class Meta(TenantModel.Meta):
        ordering = ("id",)
        constraints = (
            models.CheckConstraint(
                condition=~Q(outcome__in=["asked", "disputed"]) | Q(document__isnull=False),
                name="registers_letter_is_filed",
            ),
            models.CheckConstraint(
                condition=~Q(outcome="asked_town") | Q(hand_over__isnull=False),
                name="registers_town_is_asked_by_message",
            ),
            models.CheckConstraint(
                condition=~Q(outcome__in=["fetched", "withheld", "nobody", "failed"]) | Q(query__isnull=False),
                name="registers_answer_has_its_query",
            ),
        )
        indexes = (models.Index(fields=["municipality", "outcome", "at"], name="registers_by_outcome"),)

    def __str__(self) -> str:
        return f"{self.outcome} {self.evidence_id}"
