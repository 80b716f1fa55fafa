from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from chinar.domain.catalogue.models import Speed
from chinar.foundation.core.content import words
from chinar.foundation.core.models import TenantModel
from chinar.foundation.offices.models import Office


class Application(TenantModel):  # type: ignore[django-manager-missing]
    """Заявление за административна услуга: a request for an administrative act or document (АПК чл. 21, 29)."""

    class Delivery(models.TextChoices):
        DOWNLOAD = "download", _("electronically, on the page of your matter")
        COUNTER = "counter", _("on paper, at the one-stop desk")
        POST = "post", _("on paper, by post to the address above, at your expense")
        OFFICE = "office", _("on paper, at a village office")

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
    receiving_office = models.ForeignKey("offices.Office", models.PROTECT, null=True, blank=True, related_name="+")
    """The village office at which the result is received; its officials hand it over."""
    language = models.CharField(max_length=2)
    """In which the applicant filed and gets the receipt; the result is in Bulgarian, the official language."""

    class Meta(TenantModel.Meta):
        constraints = (
            models.UniqueConstraint(fields=["municipality", "idempotency_key"], name="applications_registered_once"),
            models.CheckConstraint(
                condition=models.Q(delivery="office") ^ models.Q(receiving_office__isnull=True),
                name="applications_received_at_an_office",
            ),
        )

    def __str__(self) -> str:
        return f"application {self.case_id}"

    @property
    def to_be_received(self) -> str:
        """The way that the applicant chose, in words."""
        return at_office(self.receiving_office) if self.receiving_office else str(self.get_delivery_display())


def at_office(office: Office) -> str:
    """How the choice of a village office reads."""
    return gettext("on paper, at this office: %(name)s") % {"name": words(office, "name")}
