from django.db import models
from django.db.models import Q

from chinar.domain.catalogue.models.evidence_requirement import EvidenceRequirement
from chinar.foundation.core.models import FrozenModel


class SharedEvidence(FrozenModel):
    """Evidence that a service rests on by law, in a shared description (EvidenceRequirement says the same of a
    municipality's own). Which answer it is asked about and who may ask, each municipality says itself."""

    version = models.ForeignKey("catalogue.SharedVersion", models.PROTECT, related_name="evidence")
    code = models.SlugField(max_length=60)
    name = models.CharField(max_length=300)
    name_en = models.CharField(max_length=300, blank=True)
    source = models.CharField(max_length=10, choices=EvidenceRequirement.Source.choices)
    operation = models.CharField(max_length=200, blank=True)
    ground = models.TextField(blank=True)
    reason = models.TextField(blank=True)
    reason_en = models.TextField(blank=True)
    is_optional = models.BooleanField(default=False)

    class Meta:
        ordering = ("id",)
        constraints = (
            models.UniqueConstraint(fields=["version", "code"], name="catalogue_shared_evidence_once"),
            models.CheckConstraint(
                condition=~Q(source="register") | ~Q(ground=""), name="catalogue_shared_evidence_on_a_ground"
            ),
            models.CheckConstraint(
                condition=~Q(source="citizen") | ~Q(reason=""), name="catalogue_shared_evidence_for_a_reason"
            ),
        )

    def __str__(self) -> str:
        return self.code
