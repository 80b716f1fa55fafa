from django.db import models
from django.utils.translation import gettext_lazy as _

from chinar.foundation.core.fields import EncryptedTextField
from chinar.foundation.core.models import TenantModel


class HeirsRequest(TenantModel):
    """What an application for a certificate of heirs asks (Наредба РД-02-20-6 от 2012 г., чл. 6 ал. 2)."""

    class Relation(models.TextChoices):
        SPOUSE = "spouse", _("spouse")
        CHILD = "child", _("son or daughter")
        GRANDCHILD = "grandchild", _("grandchild")
        PARENT = "parent", _("parent")
        SIBLING = "sibling", _("brother or sister")
        OTHER = "other", _("another heir")

    class Purpose(models.TextChoices):
        NOTARY = "notary", _("a notary")
        BANK = "bank", _("a bank")
        INSURANCE = "insurance", _("the social insurance institute")
        COURT = "court", _("a court")
        OTHER = "other", _("somebody else")

    application = models.OneToOneField("applications.Application", models.PROTECT, related_name="heirs_request")
    deceased_given_name = models.CharField(max_length=80)
    deceased_middle_name = models.CharField(max_length=80, blank=True)
    deceased_family_name = models.CharField(max_length=80)
    deceased_egn = EncryptedTextField(blank=True)
    died_on = models.DateField()
    settlement = models.ForeignKey("territory.Settlement", models.PROTECT, related_name="+")
    """Last permanent address of the deceased: the municipality of that place issues the certificate."""
    relation = models.CharField(max_length=20, choices=Relation.choices)
    purpose = models.CharField(max_length=20, choices=Purpose.choices)
    purpose_words = models.CharField(max_length=200, blank=True)

    def __str__(self) -> str:
        return f"heirs request {self.application_id}"

    @property
    def deceased_name(self) -> str:
        parts = (self.deceased_given_name, self.deceased_middle_name, self.deceased_family_name)
        return " ".join(part for part in parts if part)

    @property
    def purpose_text(self) -> str:
        return self.purpose_words or str(self.get_purpose_display())
