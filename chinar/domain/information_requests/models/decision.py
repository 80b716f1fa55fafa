from django.db import models

from chinar.domain.information_requests.models.choices import AccessForm, DecisionOutcome, RefusalGround
from chinar.domain.information_requests.rules import Outcome, Terms
from chinar.foundation.core.fields import EncryptedTextField
from chinar.foundation.core.models import TenantModel


class DecisionTerms(TenantModel):
    """What a decision says (ЗДОИ чл. 34, 38)."""

    outcome = models.CharField(max_length=10, choices=DecisionOutcome.choices)
    about = models.CharField(max_length=120)
    """What was asked, in words for everybody: by them it is counted how often the same was given."""
    given = EncryptedTextField(blank=True)
    """To which information access is given."""
    ground = models.CharField(max_length=12, choices=RefusalGround.choices, blank=True)
    reasons = EncryptedTextField(blank=True)
    """Facts and law."""
    document_on = models.DateField(null=True, blank=True)
    """Day of the preparatory document to which access is refused."""
    earlier = models.CharField(max_length=40, blank=True)
    """Number of the matter in which the same was given."""
    form = models.CharField(max_length=12, choices=AccessForm.choices, blank=True)
    place = models.CharField(max_length=300, blank=True)
    access_days = models.PositiveSmallIntegerField(default=0)
    cost_cents = models.PositiveIntegerField(default=0)
    """Material costs only, by the norms of the minister of finance."""
    appeal = models.TextField()
    """Where, until when and through whom it may be appealed, as it is printed."""

    class Meta(TenantModel.Meta):
        abstract = True

    @property
    def terms(self) -> Terms:
        return Terms(
            outcome=Outcome(self.outcome),
            about=self.about,
            appeal=self.appeal,
            given=self.given,
            ground=self.ground,
            reasons=self.reasons,
            document_on=self.document_on,
            earlier=self.earlier,
            form=self.form,
            place=self.place,
            access_days=self.access_days,
            cost_cents=self.cost_cents,
        )


class ProposedDecision(DecisionTerms):
    """Проект на решение: what an official has prepared, for whoever decides; nobody outside reads it."""

    request = models.OneToOneField(
        "information_requests.InformationRequest", models.PROTECT, related_name="proposed_decision"
    )
    version = models.PositiveIntegerField(default=1)
    """How often it was written: no colleague's text is written over unseen."""
    prepared_at = models.DateTimeField()
    prepared_by = models.ForeignKey("people.Account", models.PROTECT, related_name="+")

    class Meta(TenantModel.Meta):
        pass

    def __str__(self) -> str:
        return f"proposed decision on {self.request_id}"


class Decision(DecisionTerms):
    """Решение по искане за достъп до обществена информация (ЗДОИ чл. 28, 34, 38); it is never changed."""

    append_only = True
    fill_once = ("erasure_id",)
    erasable = ("given", "reasons", "appeal", "place")

    request = models.OneToOneField("information_requests.InformationRequest", models.PROTECT, related_name="decision")
    number = models.CharField(max_length=40)
    """In the register of decisions."""
    document = models.OneToOneField("documents.Document", models.PROTECT, related_name="+")
    decided_at = models.DateTimeField()
    decided_by = models.ForeignKey("people.Account", models.PROTECT, related_name="+")
    erasure = models.ForeignKey("documents.Erasure", models.PROTECT, null=True, blank=True, related_name="+")

    class Meta(TenantModel.Meta):
        constraints = (
            models.UniqueConstraint(fields=["municipality", "number"], name="information_decision_number_once"),
        )
        indexes = (models.Index(fields=["municipality", "about"], name="information_decided_about"),)

    def __str__(self) -> str:
        return self.number
