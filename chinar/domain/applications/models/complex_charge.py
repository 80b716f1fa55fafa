from django.db import models

from chinar.foundation.core.models import TenantModel


class ComplexCharge(TenantModel):
    """Такса за доказателство, събрано по заявление за комплексно обслужване (НАО чл. 14а-14г): what the applicant pays,
    and to whom, as the competent municipality told it with its act. Kept where the application was filed, so that the
    applicant reads it there; nothing is collected by it."""

    append_only = True

    answer = models.ForeignKey("applications.ComplexAnswer", models.PROTECT, related_name="charges")
    what = models.CharField(max_length=300)
    payee = models.CharField(max_length=200)
    """Name of the municipality that gave the evidence."""
    cents = models.PositiveIntegerField()
    ground = models.CharField(max_length=300)

    class Meta(TenantModel.Meta):
        ordering = ("id",)
        constraints = (
            models.CheckConstraint(condition=models.Q(cents__gt=0), name="applications_complex_charge_is_an_amount"),
        )

    def __str__(self) -> str:
        return f"charge {self.cents} of answer {self.answer_id}"
