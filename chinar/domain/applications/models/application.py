from django.db import models
from django.utils.translation import gettext_lazy as _

from chinar.foundation.core.models import TenantModel


class Application(TenantModel):
    """Заявление за административна услуга: a request for an administrative act or document (АПК чл. 21, 29)."""

    class Delivery(models.TextChoices):
        DOWNLOAD = "download", _("electronically, on the page of your matter")
        COUNTER = "counter", _("on paper, at the one-stop desk")

    case = models.OneToOneField("cases.Case", models.PROTECT, related_name="application")
    service_version = models.ForeignKey("catalogue.ServiceVersion", models.PROTECT, related_name="+")
    idempotency_key = models.UUIDField()
    """Stands in the address of the form: a double click, a retry or a lost line registers nothing twice."""
    applicant_name = models.CharField(max_length=250)
    """Name and ways of reaching as the applicant stated them for this matter; they stay when the person moves."""
    address = models.TextField()
    phone = models.CharField(max_length=40, blank=True)
    delivery = models.CharField(max_length=20, choices=Delivery.choices)
    language = models.CharField(max_length=2)
    """In which the applicant filed and gets the receipt; the result is in Bulgarian, the official language."""

    class Meta(TenantModel.Meta):
        constraints = (
            models.UniqueConstraint(fields=["municipality", "idempotency_key"], name="applications_registered_once"),
        )

    def __str__(self) -> str:
        return f"application {self.case_id}"
