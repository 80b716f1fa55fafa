from django.db import models
from django.utils.translation import gettext_lazy as _

from chinar.foundation.core.fields import EncryptedTextField
from chinar.foundation.core.models import TenantModel


class Decision(TenantModel):  # type: ignore[django-manager-missing]
    """The act that ends an application: the document is issued, or refused with facts and law (АПК чл. 59 ал. 2)."""

    class Outcome(models.TextChoices):
        GRANTED = "granted", _("issued")
        REFUSED = "refused", _("refused")

    append_only = True
    fill_once = ("erasure_id", "set_aside_at")
    erasable = ("death_act", "facts", "grounds", "appeal")

    application = models.ForeignKey("applications.Application", models.PROTECT, related_name="decisions")
    outcome = models.CharField(max_length=20, choices=Outcome.choices)
    number = models.CharField(max_length=40)
    """Number in the register of issued documents."""
    death_act = models.CharField(max_length=120, blank=True)
    sheet = models.OneToOneField(
        "questionnaires.AnswerSheet", models.PROTECT, null=True, blank=True, related_name="decision"
    )
    """What the official filled in for the result."""
    facts = models.TextField(blank=True)
    grounds = models.TextField(blank=True)
    appeal = models.TextField(blank=True)
    """Where and until when a refusal may be appealed, as it stands in the letter (АПК чл. 59 ал. 2 т. 7)."""
    post = models.CharField(max_length=420, blank=True)
    """In which post it was signed; empty where the official of the department issued it."""
    decided_at = models.DateTimeField()
    decided_by = models.ForeignKey("people.Account", models.PROTECT, related_name="+")
    set_aside_at = models.DateTimeField(null=True, blank=True)
    """When it fell on appeal: it stays in the file, and a new one is made."""
    erasure = models.ForeignKey("documents.Erasure", models.PROTECT, null=True, blank=True, related_name="+")

    class Meta(TenantModel.Meta):
        constraints = (
            models.UniqueConstraint(fields=["municipality", "number"], name="applications_decision_number_once"),
            models.UniqueConstraint(
                fields=["application"],
                condition=models.Q(set_aside_at__isnull=True),
                name="applications_one_standing_decision",
            ),
            models.CheckConstraint(
                condition=models.Q(outcome="granted")
                | models.Q(erasure__isnull=False)
                | ~models.Q(facts="") & ~models.Q(grounds=""),
                name="applications_refusal_has_facts_and_law",
            ),
        )

    def __str__(self) -> str:
        return self.number


class Heir(TenantModel):
    """A row of the table of heirs in a certificate: who, how related, which share of the inheritance."""

    append_only = True
    fill_once = ("erasure_id",)
    erasable = ("name", "egn", "relation")

    decision = models.ForeignKey("applications.Decision", models.PROTECT, related_name="heirs")
    position = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=240)
    egn = EncryptedTextField(blank=True)
    relation = models.CharField(max_length=80)
    numerator = models.PositiveIntegerField()
    denominator = models.PositiveIntegerField()
    erasure = models.ForeignKey("documents.Erasure", models.PROTECT, null=True, blank=True, related_name="+")

    class Meta(TenantModel.Meta):
        ordering = ("position",)
        constraints = (
            models.UniqueConstraint(fields=["decision", "position"], name="applications_heir_position_once"),
            models.CheckConstraint(
                condition=models.Q(numerator__gte=1, denominator__gte=models.F("numerator")),
                name="applications_heir_share_is_a_fraction",
            ),
        )

    def __str__(self) -> str:
        return f"heir {self.position}"
