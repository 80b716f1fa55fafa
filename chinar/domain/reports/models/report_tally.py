from django.db import models

from chinar.foundation.core.models import TenantModel


class ReportTally(TenantModel):
    """So many signals of the last year that the figures count alike: made by the worker, never by hand.

    Reading figures costs the same in a town with a thousand signals and with a million.
    """

    category = models.ForeignKey("reports.Category", models.CASCADE, related_name="+")
    taken = models.PositiveIntegerField(null=True)
    """Calendar days from receipt to the last answer; None while there is none."""
    is_fixed = models.BooleanField()
    promised = models.BooleanField()
    """Whether the town promised a day that counts by now: it has passed, or there is an answer."""
    kept = models.BooleanField()
    n = models.PositiveIntegerField()
    counted_at = models.DateTimeField()

    class Meta(TenantModel.Meta):
        constraints = (
            models.CheckConstraint(
                condition=models.Q(kept=False) | models.Q(promised=True, taken__isnull=False),
                name="reports_tally_kept_what_was_promised",
            ),
        )

    def __str__(self) -> str:
        return f"{self.n} signals of category {self.category_id}"
