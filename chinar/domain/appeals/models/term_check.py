from django.db import models

from chinar.foundation.core.models import TenantModel


class TermCheck(TenantModel):
    """Проверка за срока: by which rule an official found that an appeal came in time, or late (АПК чл. 84, 88)."""

    append_only = True

    appeal = models.OneToOneField("appeals.Appeal", models.PROTECT, related_name="term_check")
    rule = models.CharField(max_length=40)
    """Code of the period (legal_periods.py)."""
    until = models.DateField(null=True, blank=True)
    """The last day; None when the term had not begun, because the act was not served."""
    is_in_time = models.BooleanField()
    at = models.DateTimeField()
    by = models.ForeignKey("people.Account", models.PROTECT, related_name="+")

    class Meta(TenantModel.Meta):
        constraints = (
            models.CheckConstraint(
                condition=models.Q(is_in_time=True) | models.Q(until__isnull=False),
                name="appeals_late_after_a_day",
            ),
        )

    def __str__(self) -> str:
        return f"{self.rule} until {self.until}"
