from django.db import models

from chinar.foundation.territory.models.dated import DatedModel, one_open_row


class District(DatedModel):
    """Област: the territory of a regional governor (ЗАТУРБ чл. 2; codes of the classifier EKATTE)."""

    code = models.CharField(max_length=3)
    name = models.CharField(max_length=120)
    name_en = models.CharField(max_length=120)
    nuts3 = models.CharField(max_length=5)
    centre_ekatte = models.CharField(max_length=5)

    class Meta(DatedModel.Meta):
        constraints = [*DatedModel.Meta.constraints, *one_open_row("code")]  # noqa: RUF012

    def __str__(self) -> str:
        return self.name
