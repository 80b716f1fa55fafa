from django.db import models
from django.utils.translation import gettext_lazy as _

from chinar.domain.catalogue.models import Speed
from chinar.foundation.core.models import TenantModel


class Application(TenantModel):  # type: ignore[django-manager-missing]
    """Заявление за административна услуга: a request for an administrative act or document (АПК чл. 21, 29)."""

    class Delivery(models.TextChoices):
        DOWNLOAD = "download", _("electronically, on the page of your matter")
        COUNTER = "counter", _("on paper, at the one-stop desk")
        POST = "post", _("on paper, by post to the address above, at your expense")

    case = models.OneToOneField("cases.Case", models.PROTECT, related_name="application")
    service_version = models.ForeignKey("catalogue.ServiceVersion", models.PROTECT, related_name="+")
    idempotency_key = models.UUIDField()
    """Stands in the address of the form: a double click, a retry or a lost line registers nothing twice."""
    applicant_name = models.CharField(max_length=250)
    """Of the person or organisation concerned. Name and ways of reaching as they were stated for this matter; they
    stay when the person moves."""
    address = models.TextField()
    phone = models.CharField(max_length=40, blank=True)
    email = models.EmailField(blank=True)
    """Where who applied at a counter wants messages; whoever has an account is written to there."""
    filer_name = models.CharField(max_length=250, blank=True)
    """Of whoever files for the applicant with a mandate; empty when they file for themselves."""
    sheet = models.OneToOneField(
        "questionnaires.AnswerSheet", models.PROTECT, null=True, blank=True, related_name="application"
    )
    """What was answered to the service's own questions; none where a table of its own keeps it."""
    speed = models.CharField(max_length=10, choices=Speed.Kind.choices, blank=True)
    fee_cents = models.PositiveIntegerField(null=True, blank=True)
    """What the service cost for this payer at this speed when it was asked for; None when that was not told."""
    delivery = models.CharField(max_length=20, choices=Delivery.choices)
    language = models.CharField(max_length=2)
    """In which the applicant filed and gets the receipt; the result is in Bulgarian, the official language."""

    class Meta(TenantModel.Meta):
        constraints = (
            models.UniqueConstraint(fields=["municipality", "idempotency_key"], name="applications_registered_once"),
        )

    def __str__(self) -> str:
        return f"application {self.case_id}"
