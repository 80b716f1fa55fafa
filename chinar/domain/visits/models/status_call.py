from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any, ClassVar

from django.db import models

from chinar.foundation.core.fields import lookup_hash
from chinar.foundation.core.models import TenantManager, TenantModel, TenantQuerySet

WITHIN = timedelta(hours=24)
MOST_WRONG = 3


class StatusCallQuerySet(TenantQuerySet["StatusCall"]):
    def wrong(self, number: str, *, at: datetime) -> StatusCallQuerySet:
        """Wrong answers about a number within a day, by whomever."""
        return self.filter(number_hash=number_hash(number), is_right=False, at__gt=at - WITHIN)


class StatusCall(TenantModel):
    """Somebody rang to ask how a matter stands and answered the check questions; wrong answers are counted.

    The number is kept as a hash: what was typed need not be the number of any matter.
    """

    append_only = True

    number_hash = models.CharField(max_length=64)
    is_right = models.BooleanField()
    at = models.DateTimeField()
    by = models.ForeignKey("people.Account", models.PROTECT, related_name="+")

    objects: ClassVar[Any] = TenantManager.from_queryset(StatusCallQuerySet)()

    class Meta(TenantModel.Meta):
        indexes = (models.Index(fields=["municipality", "number_hash", "at"], name="visits_calls_about"),)

    def __str__(self) -> str:
        return f"call {self.pk}"


def number_hash(number: str) -> str:
    return lookup_hash(number, purpose="status.call")
