from django.db import models

from chinar.foundation.core.models import TenantModel


class ObjectionPromise(TenantModel):
    """Обещание за възраженията: within how many working days the town decides of an objection. Without a row, none."""

    MOST = 30

    days = models.PositiveSmallIntegerField()

    class Meta(TenantModel.Meta):
        constraints = (
            models.UniqueConstraint(fields=["municipality"], name="moderation_one_promise"),
            models.CheckConstraint(condition=models.Q(days__gte=1, days__lte=30), name="moderation_promise_of_days"),
        )

    def __str__(self) -> str:
        return f"{self.days} working days"
