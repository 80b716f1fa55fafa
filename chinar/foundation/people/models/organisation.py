from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from chinar.foundation.core.models import TenantModel


class OrganisationKind(models.TextChoices):
    COMPANY = "company", _("Company or sole trader")
    NONPROFIT = "nonprofit", _("Non-profit organisation")
    CHITALISHTE = "chitalishte", _("Community centre (chitalishte)")
    PUBLIC_BODY = "public_body", _("Public body")
    OTHER = "other", _("Another organisation")


class Organisation(TenantModel):
    """Юридическо лице as one municipality knows it. Its ЕИК is public (ЗТРРЮЛНЦ чл. 11), nine digits or thirteen
    for a branch; the ten digits of a person in БУЛСТАТ are that Person's number and never stand here."""

    name = models.CharField(max_length=200)
    kind = models.CharField(max_length=20, choices=OrganisationKind.choices, default=OrganisationKind.OTHER)
    eik = models.CharField(max_length=13, blank=True)
    settlement = models.ForeignKey("territory.Settlement", models.PROTECT, null=True, blank=True, related_name="+")
    address = models.TextField(blank=True)
    phone = models.CharField(max_length=40, blank=True)
    email = models.EmailField(blank=True)

    class Meta(TenantModel.Meta):
        constraints = (
            models.UniqueConstraint(
                fields=["municipality", "eik"], condition=~Q(eik=""), name="organisation_once_per_eik"
            ),
        )

    def __str__(self) -> str:
        return self.name
