from django.db import models
from django.utils.translation import gettext_lazy as _

from chinar.domain.reports.rules import Outcome
from chinar.foundation.core.fields import EncryptedTextField
from chinar.foundation.core.models import TenantModel

OUTCOMES = [
    (Outcome.FIXED.value, _("Fixed")),
    (Outcome.PLANNED.value, _("Planned: it will be done later")),
    (Outcome.EXPLAINED.value, _("Answered: nothing has to be done")),
    (Outcome.REFUSED.value, _("Not upheld")),
    (Outcome.NOT_OURS.value, _("Not in the competence of the municipality")),
]


class Resolution(TenantModel):
    """Решение по сигнал: what came of it, with reasons, told to the author (АПК чл. 121, 123); it is never changed.

    "Fixed" names its proof: a photo, or who saw it. A reopened signal gets another resolution.
    """

    append_only = True
    fill_once = ("erasure_id",)
    erasable = ("text", "for_joined", "proof")

    report = models.ForeignKey("reports.CitizenReport", models.PROTECT, related_name="resolutions")
    outcome = models.CharField(max_length=10, choices=OUTCOMES)
    text = EncryptedTextField()
    for_joined = EncryptedTextField(blank=True)
    """What those read whose signals were joined with this one; empty where they read the same text."""
    proof = EncryptedTextField(blank=True)
    """Who saw that it is done, and when; read by officials."""
    proof_photo = models.ForeignKey("reports.Photo", models.PROTECT, null=True, blank=True, related_name="+")
    planned_on = models.DateField(null=True, blank=True)
    at = models.DateTimeField()
    by = models.ForeignKey("people.Account", models.PROTECT, related_name="+")
    erasure = models.ForeignKey("documents.Erasure", models.PROTECT, null=True, blank=True, related_name="+")

    class Meta(TenantModel.Meta):
        ordering = ("id",)
        constraints = (
            models.CheckConstraint(
                condition=~models.Q(outcome="planned") | models.Q(planned_on__isnull=False),
                name="reports_planned_has_a_day",
            ),
        )

    @property
    def text_for_joined(self) -> str:
        return str(self.for_joined or self.text)

    def __str__(self) -> str:
        return f"{self.outcome} of {self.report_id}"
