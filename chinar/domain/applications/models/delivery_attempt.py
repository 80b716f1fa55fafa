from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from chinar.foundation.core.fields import EncryptedTextField
from chinar.foundation.core.models import TenantManager, TenantModel, TenantQuerySet


class PostingList(TenantModel):  # type: ignore[django-manager-missing]
    """Опис на пратките: letters that were given to the post together."""

    append_only = True

    number = models.CharField(max_length=40)
    at = models.DateTimeField()
    by = models.ForeignKey("people.Account", models.PROTECT, null=True, blank=True, related_name="+")

    class Meta(TenantModel.Meta):
        ordering = ("-id",)
        constraints = (
            models.UniqueConstraint(fields=["municipality", "number"], name="applications_posting_list_once"),
        )

    def __str__(self) -> str:
        return self.number


class DeliveryAttemptQuerySet(TenantQuerySet["DeliveryAttempt"]):
    def standing(self) -> DeliveryAttemptQuerySet:
        return self.filter(result__isnull=True)


class DeliveryAttempt(TenantModel):
    """Връчване: one attempt to bring an issued result to its addressee (АПК чл. 18а, 29в, 61).

    What came of it is a row of its own, so that every step of the ladder keeps its proof.
    """

    append_only = True
    fill_once = ("tracking", "until")

    class Way(models.TextChoices):
        DOWNLOAD = "download", _("electronically")
        OFFICE = "office", _("at an office of the municipality")
        POST = "post", _("by post with advice of delivery")
        ORAL = "oral", _("oral notice with a signed record")
        DOOR = "door", _("notice fixed at the address")
        BOARD = "board", _("notice on the board or the site")

    decision = models.ForeignKey("applications.Decision", models.PROTECT, related_name="attempts")
    way = models.CharField(max_length=12, choices=Way.choices)
    started_on = models.DateField()
    until = models.DateField(null=True, blank=True)
    """The last day of the period that the law ties to it; None where it ties none, or while the calendar in which it
    lies is not known."""
    office = models.ForeignKey("offices.Office", models.PROTECT, null=True, blank=True, related_name="+")
    posting = models.ForeignKey(
        "applications.PostingList", models.PROTECT, null=True, blank=True, related_name="attempts"
    )
    tracking = models.CharField(max_length=40, null=True, blank=True)
    record = models.CharField(max_length=200, blank=True)
    """Number and date of the signed record or protocol with which it began."""
    at = models.DateTimeField()
    by = models.ForeignKey("people.Account", models.PROTECT, null=True, blank=True, related_name="+")

    objects: ClassVar[Any] = TenantManager.from_queryset(DeliveryAttemptQuerySet)()

    class Meta(TenantModel.Meta):
        ordering = ("id",)
        constraints = (
            models.CheckConstraint(
                condition=Q(way__in=("download", "office", "post")) | ~Q(record=""),
                name="applications_notice_has_a_record",
            ),
        )

    def __str__(self) -> str:
        return f"{self.way} of {self.decision_id}"


class DeliveryResult(TenantModel):
    """Какво стана с връчването: received, came back, or counts as received because the law says so."""

    append_only = True
    fill_once = ("erasure_id",)
    erasable = ("received_by", "proof")

    class Outcome(models.TextChoices):
        RECEIVED = "received", _("received")
        FAILED = "failed", _("not received")
        DEEMED = "deemed", _("counts as received by law")
        OVERTAKEN = "overtaken", _("received in another way")

    attempt = models.OneToOneField("applications.DeliveryAttempt", models.PROTECT, related_name="result")
    outcome = models.CharField(max_length=12, choices=Outcome.choices)
    on = models.DateField()
    received_by = EncryptedTextField(blank=True)
    """Name of whoever signed for it."""
    proof = models.CharField(max_length=300, blank=True)
    """What proves it, or why it came back: advice of delivery, record, note of the post."""
    at = models.DateTimeField()
    by = models.ForeignKey("people.Account", models.PROTECT, null=True, blank=True, related_name="+")
    erasure = models.ForeignKey("documents.Erasure", models.PROTECT, null=True, blank=True, related_name="+")

    def __str__(self) -> str:
        return f"{self.outcome} ({self.attempt_id})"
