from django.db import models

from chinar.domain.cases.figures import Standing
from chinar.foundation.core.models import TenantModel


class VoiceTally(TenantModel):
    """So many voices of the last year that the figures count alike (voices.py): made by the worker, never by hand.

    Reading figures costs the same in a town with a thousand voices and with a million.
    """

    kind = models.CharField(max_length=40)
    standing = models.CharField(max_length=10, choices=[(one.value, one.value) for one in Standing])
    taken = models.PositiveIntegerField(null=True)
    """Calendar days from receipt to the answer."""
    to_result = models.PositiveIntegerField(null=True)
    """Calendar days from receipt to the first thing that came of it."""
    n = models.PositiveIntegerField()
    counted_at = models.DateTimeField()

    class Meta(TenantModel.Meta):
        pass

    def __str__(self) -> str:
        return f"{self.n} voices of kind {self.kind}"
