from django.db import models

from chinar.foundation.core.models import TenantModel


class Term(TenantModel):
    """A word of the municipality's vocabulary, against which a misspelt one is held. Words are only added:
    one that leads nowhere any more is simply not found."""

    stem = models.CharField(max_length=50)
    word = models.CharField(max_length=50)
    """The word as somebody wrote it, for "did you mean"."""

    class Meta(TenantModel.Meta):
        constraints = (models.UniqueConstraint(fields=["municipality", "stem"], name="search_term_once"),)

    def __str__(self) -> str:
        return self.word
