from django.db import models

from chinar.foundation.territory.models.dated import DatedModel, one_open_row
from chinar.foundation.territory.models.municipality import Municipality


class Mayoralty(DatedModel):
    """Кметство: one or more settlements with an elected mayor of their own (ЗАТУРБ чл. 16), code as LOV34-15."""

    code = models.CharField(max_length=8)
    municipality = models.ForeignKey(Municipality, models.PROTECT, related_name="+")
    name = models.CharField(max_length=120)
    name_en = models.CharField(max_length=120)
    centre_ekatte = models.CharField(max_length=5)

    class Meta(DatedModel.Meta):
        constraints = [*DatedModel.Meta.constraints, *one_open_row("code")]  # noqa: RUF012

    def __str__(self) -> str:
        return self.name
