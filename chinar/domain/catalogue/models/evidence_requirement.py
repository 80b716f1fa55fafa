from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from chinar.foundation.core.models import TenantModel


class EvidenceRequirement(TenantModel):
    """Evidence (CCCEV, CPSV-AP) that a version of a service rests on, and how it comes into the file.

    The administration gathers evidence ex officio and may not ask the citizen for what it or another administration
    holds (АПК чл. 36 ал. 4): where the citizen brings it all the same, the page says why.
    """

    append_only = True

    class Source(models.TextChoices):
        REGISTER = "register", _("the municipality fetches it")
        OWN = "own", _("the municipality has it")
        CITIZEN = "citizen", _("you bring it")

    version = models.ForeignKey("catalogue.ServiceVersion", models.PROTECT, related_name="requirements")
    code = models.SlugField(max_length=60)
    """Type of evidence, the same in every version and service: `death-act`."""
    name = models.CharField(max_length=300)
    name_en = models.CharField(max_length=300, blank=True)
    source = models.CharField(max_length=10, choices=Source.choices)
    operation = models.CharField(max_length=200, blank=True)
    """Of RegiX, as `chinar regix operations` lists it; empty where no register is asked over the wire."""
    ground = models.TextField(blank=True)
    """Act and article by which it is asked for; sent with the query and shown to the citizen, in Bulgarian."""
    reason = models.TextField(blank=True)
    reason_en = models.TextField(blank=True)
    """Why the citizen has to bring it."""
    identifier = models.CharField(max_length=60, blank=True)
    """Code of the answer in the application that says about whom or what is asked: `deceased.egn`."""
    asking_roles = models.CharField(max_length=200, blank=True)
    """Codes of people.abilities, separated by spaces: who may ask. Empty: whoever may decide the matter."""
    four_eyes = models.BooleanField(default=False)
    """One official asks and another approves before anything is sent."""
    is_optional = models.BooleanField(default=False)
    """Of use in some of the matters only."""

    class Meta(TenantModel.Meta):
        ordering = ("id",)
        constraints = (
            models.UniqueConstraint(fields=["version", "code"], name="catalogue_evidence_required_once"),
            models.CheckConstraint(
                condition=~Q(source="register") | ~Q(ground=""), name="catalogue_evidence_fetched_on_a_ground"
            ),
            models.CheckConstraint(
                condition=~Q(source="citizen") | ~Q(reason=""), name="catalogue_evidence_brought_for_a_reason"
            ),
        )

    def __str__(self) -> str:
        return self.code

    @property
    def roles(self) -> tuple[str, ...]:
        return tuple(self.asking_roles.split())
