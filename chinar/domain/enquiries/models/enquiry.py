from django.db import models
from django.utils.translation import gettext_lazy as _

from chinar.foundation.core.fields import EncryptedTextField
from chinar.foundation.core.models import TenantModel


class Topic(models.TextChoices):
    """What a question is about; the weekly list counts by it."""

    DOCUMENTS = "documents", _("documents and services")
    TAXES = "taxes", _("taxes and fees")
    PROPERTY = "property", _("property and building")
    SOCIAL = "social", _("social support")
    ENVIRONMENT = "environment", _("streets, waste and environment")
    WORKING_HOURS = "working_hours", _("offices, hours, whom to ask")
    OTHER = "other", _("something else")


class Enquiry(TenantModel):
    """Запитване: a question that asks for information, not for an act (НАО прил. 7 т. 12).

    People write into a question what they would tell an official, so question and asker are kept encrypted.
    """

    case = models.OneToOneField("cases.Case", models.PROTECT, related_name="enquiry")
    idempotency_key = models.UUIDField()
    topic = models.CharField(max_length=20, choices=Topic.choices)
    service = models.ForeignKey("catalogue.Service", models.PROTECT, null=True, blank=True, related_name="+")
    question = EncryptedTextField()
    asker_name = EncryptedTextField(blank=True)
    """Empty for an oral question: who asks at the counter need not say who they are."""
    asker_email = EncryptedTextField(blank=True)
    language = models.CharField(max_length=5, default="bg")
    """In which they asked, and are written to."""
    draft = EncryptedTextField(blank=True)
    """What an official has written of the answer and not sent; emptied when the answer is given."""

    class Meta(TenantModel.Meta):
        constraints = (
            models.UniqueConstraint(fields=["municipality", "idempotency_key"], name="enquiries_registered_once"),
        )

    def __str__(self) -> str:
        return f"enquiry {self.case_id}"
