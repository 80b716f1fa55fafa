from django.db import models
from django.utils.translation import gettext_lazy as _

from chinar.foundation.core.fields import EncryptedTextField
from chinar.foundation.core.models import TenantModel


class ComplexRequest(TenantModel):
    """Заявление за комплексно административно обслужване (АПК чл. 31, ал. 6; НАО чл. 14а-14г): filed with one
    administration for a service of another one. Either sent on from here, or received here as the competent body.

    It names the service, the competent body, the evidence and the way of receipt.
    """

    class Delivery(models.TextChoices):
        PAGE = "page", _("electronically, on the page of the matter")
        WHERE_FILED = "where_filed", _("at the counter where it was filed")
        COMPETENT = "competent", _("at the counter of the competent body")
        POST = "post", _("by post, to the address")

    case = models.OneToOneField("cases.Case", models.PROTECT, related_name="complex_request")
    idempotency_key = models.UUIDField()
    is_sent_on = models.BooleanField()
    """Filed here for a service of another administration; False: received here, for a service of this municipality."""
    town = models.ForeignKey("territory.Municipality", models.PROTECT, null=True, blank=True, related_name="+")
    """The other administration, where this installation serves it."""
    body = models.CharField(max_length=300)
    """Its name and address: the competent body, or the one with which it was filed."""
    their_number = models.CharField(max_length=100, blank=True)
    """Under which it came from there."""
    service_name = models.CharField(max_length=500)
    service_version = models.ForeignKey(
        "catalogue.ServiceVersion", models.PROTECT, null=True, blank=True, related_name="+"
    )
    """The own service that is asked for; none of what is sent on, nor of a service without a description here."""
    offered = models.CharField(max_length=20, blank=True)
    """Which published service of the other municipality was chosen."""
    applicant_name = models.CharField(max_length=250)
    address = models.TextField()
    phone = models.CharField(max_length=40, blank=True)
    email = models.EmailField(blank=True)
    what = EncryptedTextField()
    evidence = EncryptedTextField(blank=True)
    """What goes with it and what the competent body has to gather, as the applicant named it."""
    delivery = models.CharField(max_length=12, choices=Delivery.choices)
    language = models.CharField(max_length=2)

    class Meta(TenantModel.Meta):
        constraints = (
            models.UniqueConstraint(
                fields=["municipality", "idempotency_key"], name="applications_complex_registered_once"
            ),
        )

    def __str__(self) -> str:
        return f"complex request {self.case_id}"


class ComplexAnswer(TenantModel):
    """The act of the competent body on a ComplexRequest: made here, or come from there."""

    class Outcome(models.TextChoices):
        GRANTED = "granted", _("issued")
        REFUSED = "refused", _("refused")

    append_only = True
    fill_once = ("erasure_id", "set_aside_at", "given_at")
    erasable = ("words",)

    request = models.ForeignKey("applications.ComplexRequest", models.PROTECT, related_name="answers")
    outcome = models.CharField(max_length=10, choices=Outcome.choices)
    act = models.CharField(max_length=200)
    """Number and date of the act."""
    words = EncryptedTextField(blank=True)
    """What it says; of a refusal its facts and law (АПК чл. 59 ал. 2)."""
    document = models.ForeignKey("documents.Document", models.PROTECT, null=True, blank=True, related_name="+")
    at = models.DateTimeField()
    by = models.ForeignKey("people.Account", models.PROTECT, null=True, blank=True, related_name="+")
    """None where it came from the competent body."""
    given_at = models.DateTimeField(null=True, blank=True)
    """When it was given to the applicant here, of what was sent on from here."""
    set_aside_at = models.DateTimeField(null=True, blank=True)
    erasure = models.ForeignKey("documents.Erasure", models.PROTECT, null=True, blank=True, related_name="+")

    class Meta(TenantModel.Meta):
        ordering = ("id",)
        constraints = (
            models.UniqueConstraint(
                fields=["request"],
                condition=models.Q(set_aside_at__isnull=True),
                name="applications_one_standing_complex_answer",
            ),
        )

    def __str__(self) -> str:
        return f"{self.outcome} {self.request_id}"
