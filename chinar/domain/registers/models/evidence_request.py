from django.db import models
from django.utils.translation import gettext_lazy as _

from chinar.foundation.core.fields import EncryptedTextField
from chinar.foundation.core.models import TenantModel


class Bearer(models.TextChoices):
    """Who pays for evidence that another body gives (НАО чл. 14а-14г)."""

    NOBODY = "nobody", _("nobody: it is free")
    APPLICANT = "applicant", _("the applicant, to the municipality that gives the evidence")
    ASKING = "asking", _("the municipality that asks")


class EvidenceRequest(TenantModel):
    """Искане за служебно предоставяне на доказателство (АПК чл. 36, ал. 7; чл. 57, ал. 4): another municipality of the
    installation asks this one for what it holds. One to one with a case of its own number and clock."""

    case = models.OneToOneField("cases.Case", models.PROTECT, related_name="evidence_request")
    message = models.OneToOneField("territory.HandOver", models.PROTECT, related_name="+")
    asking = models.ForeignKey("territory.Municipality", models.PROTECT, related_name="+")
    asking_number = models.CharField(max_length=40)
    """Of the matter for which it is asked, there."""
    service_name = models.CharField(max_length=500)
    evidence = models.CharField(max_length=300)
    """What is asked for: the type of evidence, in words."""
    subject = EncryptedTextField(blank=True)
    """Number of the person or company it is about."""
    what = EncryptedTextField()
    ground = models.TextField()

    def __str__(self) -> str:
        return f"evidence request {self.case_id}"


class EvidenceAnswer(TenantModel):
    """What this municipality answered to an EvidenceRequest; never changed. It leaves as a message at once."""

    class Outcome(models.TextChoices):
        GIVEN = "given", _("We have it and give it")
        NOT_HELD = "not_held", _("We do not have it")

    append_only = True
    fill_once = ("erasure_id",)
    erasable = ("words",)

    request = models.OneToOneField("registers.EvidenceRequest", models.PROTECT, related_name="answer")
    outcome = models.CharField(max_length=10, choices=Outcome.choices)
    place = models.CharField(max_length=200, blank=True)
    """Register, book or file in which it stands."""
    holds_on = models.DateField(null=True, blank=True)
    words = EncryptedTextField(blank=True)
    document = models.ForeignKey("documents.Document", models.PROTECT, null=True, blank=True, related_name="+")
    fee_cents = models.PositiveIntegerField(default=0)
    fee_ground = models.CharField(max_length=300, blank=True)
    bearer = models.CharField(max_length=10, choices=Bearer.choices, default=Bearer.NOBODY)
    at = models.DateTimeField()
    by = models.ForeignKey("people.Account", models.PROTECT, related_name="+")
    erasure = models.ForeignKey("documents.Erasure", models.PROTECT, null=True, blank=True, related_name="+")

    class Meta(TenantModel.Meta):
        constraints = (
            models.CheckConstraint(
                condition=models.Q(fee_cents=0, bearer="nobody")
                | (models.Q(fee_cents__gt=0) & ~models.Q(bearer="nobody") & ~models.Q(fee_ground="")),
                name="registers_evidence_fee_has_ground_and_bearer",
            ),
        )

    def __str__(self) -> str:
        return f"{self.outcome} {self.request_id}"
