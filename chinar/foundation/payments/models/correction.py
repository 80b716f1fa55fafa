from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from chinar.foundation.core.models import TenantModel


class Correction(TenantModel):
    """Корекция на вземане: that something else is owed than was charged, by how much and on what ground.

    A late technical service proposes its own (ЗМДТ чл. 109); it counts when a person has confirmed it.
    """

    append_only = True
    fill_once = ("confirmed_at", "confirmed_by_id", "declined_at", "declined_by_id")

    class Kind(models.TextChoices):
        LATE = "late", _("the technical service was late")
        REDUCED = "reduced", _("the payer is entitled to pay less")
        MISTAKEN = "mistaken", _("it was charged wrongly")
        LIFTED = "lifted", _("nothing is owed")

    charge = models.ForeignKey("payments.Charge", models.PROTECT, related_name="corrections")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    cents = models.IntegerField()
    """The difference; less than nothing when less is owed."""
    days_late = models.PositiveIntegerField(null=True, blank=True)
    reason = models.TextField(blank=True)
    """For officials and payer alike; without personal data."""
    ground = models.TextField()
    """Act and article."""
    proposed_at = models.DateTimeField()
    proposed_by = models.ForeignKey("people.Account", models.PROTECT, null=True, blank=True, related_name="+")
    confirmed_at = models.DateTimeField(null=True, blank=True)
    confirmed_by = models.ForeignKey("people.Account", models.PROTECT, null=True, blank=True, related_name="+")
    declined_at = models.DateTimeField(null=True, blank=True)
    declined_by = models.ForeignKey("people.Account", models.PROTECT, null=True, blank=True, related_name="+")

    class Meta(TenantModel.Meta):
        ordering = ("id",)
        constraints = (
            models.CheckConstraint(condition=~Q(cents=0), name="payments_correction_changes_something"),
            models.CheckConstraint(condition=~Q(ground=""), name="payments_correction_has_ground"),
            models.CheckConstraint(
                condition=Q(confirmed_at=None) | Q(declined_at=None), name="payments_correction_one_answer"
            ),
            models.CheckConstraint(
                condition=~Q(kind="late") | Q(days_late__gte=1, cents__lt=0), name="payments_late_costs_less"
            ),
            models.UniqueConstraint(
                fields=["charge"], condition=Q(kind="late", declined_at=None), name="payments_late_once"
            ),
            models.CheckConstraint(
                condition=Q(confirmed_at=None, confirmed_by=None) | Q(confirmed_at__gte=F("proposed_at")),
                name="payments_correction_confirmed_after",
            ),
        )

    def __str__(self) -> str:
        return f"{self.kind} {self.cents}"

    @property
    def counts(self) -> bool:
        return self.confirmed_at is not None

    @property
    def waits(self) -> bool:
        return self.confirmed_at is None and self.declined_at is None
