from django.db import models
from django.utils.translation import gettext_lazy as _

from chinar.foundation.core.fields import EncryptedTextField
from chinar.foundation.core.models import TenantModel


class Party(TenantModel):
    """Страна: a person or organisation with a part in a case (АПК чл. 15); who files and for whom are apart."""

    class PartyRole(models.TextChoices):
        APPLICANT = "applicant", _("applicant")
        FILER = "filer", _("files for the applicant")

    case = models.ForeignKey("cases.Case", models.PROTECT, related_name="parties")
    role = models.CharField(max_length=20, choices=PartyRole.choices)
    person = models.ForeignKey("people.Person", models.PROTECT, null=True, blank=True, related_name="+")
    organisation = models.ForeignKey("people.Organisation", models.PROTECT, null=True, blank=True, related_name="+")
    account = models.ForeignKey("people.Account", models.PROTECT, null=True, blank=True, related_name="+")
    """Through which they act and see the matter. Not the person's account: a typed number proves nothing."""
    mandate = models.ForeignKey("people.Mandate", models.PROTECT, null=True, blank=True, related_name="+")

    sms_number = EncryptedTextField(blank=True)
    """Where they want an SMS beside the letter by e-mail; empty for none."""

    class Meta(TenantModel.Meta):
        constraints = (
            models.CheckConstraint(
                condition=models.Q(person__isnull=True) ^ models.Q(organisation__isnull=True),
                name="cases_party_is_person_or_organisation",
            ),
        )

    def __str__(self) -> str:
        return f"{self.role} {self.person or self.organisation}"
