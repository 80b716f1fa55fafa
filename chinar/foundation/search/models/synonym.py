from django.db import models

from chinar.foundation.core.models import TenantModel


class Synonym(TenantModel):
    """Words that mean the same to those who seek: „скица, план на имота“. Edited at the desk."""

    words = models.CharField(max_length=300)
    """Separated by commas, each of one or several words."""

    class Meta(TenantModel.Meta):
        ordering = ("words",)

    def __str__(self) -> str:
        return self.words
