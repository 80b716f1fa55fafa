from django.db import models

from chinar.foundation.core.models import TenantModel


class Miss(TenantModel):
    """What was sought on a day and not found, how often. Says nothing of who sought; long numbers are not kept."""

    words = models.CharField(max_length=100)
    on = models.DateField()
    times = models.PositiveIntegerField(default=1)

    class Meta(TenantModel.Meta):
        verbose_name_plural = "misses"
        ordering = ("-on", "-times")
        constraints = (models.UniqueConstraint(fields=["municipality", "on", "words"], name="search_miss_once"),)

    def __str__(self) -> str:
        return self.words
