from django.db import models
from django.db.models import Q

from chinar.foundation.core.models import TenantModel
from chinar.foundation.time.readings import QUESTIONS


class ReadingChoice(TenantModel):
    """Начин на броене: in which way the municipality reads a convention (readings.py) from a day on.

    The choice of the latest `valid_from` holds, of two with the same day the one entered later; rows are never changed.
    A matter is counted by the reading in force on the day on which it was received.
    """

    append_only = True

    convention = models.CharField(max_length=4, choices=[(one.convention, one.convention) for one in QUESTIONS])
    variant = models.CharField(max_length=10)
    valid_from = models.DateField()
    act = models.CharField(max_length=200)
    """The order or legal opinion on which it rests: number and date."""
    entered_at = models.DateTimeField()
    entered_by = models.ForeignKey("people.Account", models.PROTECT, null=True, related_name="+")

    class Meta(TenantModel.Meta):
        ordering = ("valid_from", "id")
        constraints = (models.CheckConstraint(condition=~Q(act=""), name="time_reading_has_an_act"),)

    def __str__(self) -> str:
        return f"{self.convention} {self.variant} from {self.valid_from}"
