from django.db import models

from chinar.domain.registers.models.evidence_request import Bearer
from chinar.foundation.core.models import TenantModel


class EvidenceCharge(TenantModel):
    """Такса за доказателство, поискано от друга община: what it costs there and who bears it, as that municipality told
    it with its answer (НАО чл. 14а-14г). A record for the applicant and the file; nothing is collected by it."""

    append_only = True

    evidence = models.ForeignKey("registers.Evidence", models.PROTECT, related_name="charges")
    record = models.OneToOneField("registers.EvidenceRecord", models.PROTECT, related_name="charge")
    payee = models.ForeignKey("territory.Municipality", models.PROTECT, related_name="+")
    cents = models.PositiveIntegerField()
    bearer = models.CharField(max_length=10, choices=Bearer.choices)
    ground = models.CharField(max_length=300)

    class Meta(TenantModel.Meta):
        constraints = (models.CheckConstraint(condition=models.Q(cents__gt=0), name="registers_charge_is_an_amount"),)

    def __str__(self) -> str:
        return f"charge {self.cents} of {self.evidence_id}"
