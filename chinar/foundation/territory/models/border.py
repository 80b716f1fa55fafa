from typing import ClassVar

from django.db import models

from chinar.foundation.territory.geometry import Ring
from chinar.foundation.territory.models.municipality import Municipality


class Border(models.Model):
    """The line around a municipality: official, brought by the operator, or a schematic outline made of points.

    `rings` is a list of closed outer rings of [longitude, latitude]; an official border hides the schematic one.
    """

    municipality = models.ForeignKey(Municipality, models.CASCADE, related_name="borders")
    is_official = models.BooleanField()
    rings: "models.JSONField[list[Ring], list[Ring]]" = models.JSONField()
    source = models.CharField(max_length=300)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["municipality", "is_official"], name="border_one_of_a_kind"),
        ]

    def __str__(self) -> str:
        return f"{self.municipality_id}: {self.source}"
