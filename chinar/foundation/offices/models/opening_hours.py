from django.db import models

from chinar.foundation.core.models import TenantModel
from chinar.foundation.offices.models.office import Office
from chinar.foundation.offices.rules import Span


class OpeningHours(TenantModel):
    """One stretch of an office's week, in local time; Monday is 0. Several a day are allowed."""

    office = models.ForeignKey(Office, models.CASCADE, related_name="hours")
    weekday = models.PositiveSmallIntegerField()
    opens_at = models.TimeField()
    closes_at = models.TimeField()

    class Meta(TenantModel.Meta):
        ordering = ("weekday", "opens_at")
        constraints = (
            models.CheckConstraint(
                condition=models.Q(closes_at__gt=models.F("opens_at")), name="offices_hours_close_after_opening"
            ),
            models.CheckConstraint(condition=models.Q(weekday__lte=6), name="offices_hours_weekday"),
            models.UniqueConstraint(fields=("office", "weekday", "opens_at"), name="offices_hours_once"),
        )

    def __str__(self) -> str:
        return f"{self.weekday} {self.opens_at:%H:%M}-{self.closes_at:%H:%M}"

    @property
    def span(self) -> Span:
        return Span(self.weekday, self.opens_at, self.closes_at)
