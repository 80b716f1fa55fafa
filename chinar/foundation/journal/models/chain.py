from typing import Any, ClassVar

from django.db import models
from django.db.models import Q
from django.db.models.functions import Coalesce


class ChainQuerySet(models.QuerySet["Chain"]):
    def of(self, municipality_id: int | None) -> "ChainQuerySet":
        """The chain of a municipality, or the installation's."""
        if municipality_id is None:
            return self.filter(municipality__isnull=True)
        return self.filter(municipality_id=municipality_id)


class Chain(models.Model):
    """How far the entries of one municipality, or of the installation, have been sealed.

    Its row is the sealer's lock. The last digest vouches for every entry before it: whoever keeps a copy of it
    elsewhere can tell later that nothing up to there was changed, taken out or put in between.
    """

    municipality = models.OneToOneField("territory.Municipality", models.PROTECT, related_name="+", null=True)
    last_position = models.PositiveBigIntegerField(default=0)
    last_digest = models.CharField(max_length=64, default="0" * 64)
    municipality_id: int | None
    objects: ClassVar[Any] = ChainQuerySet.as_manager()

    class Meta:
        constraints = (
            models.UniqueConstraint(Coalesce("municipality_id", 0), name="one_chain_of_the_installation"),
            models.CheckConstraint(condition=Q(last_position__gte=0), name="chain_position_not_negative"),
        )

    def __str__(self) -> str:
        return f"{self.municipality_id or 'installation'}: {self.last_position}"
