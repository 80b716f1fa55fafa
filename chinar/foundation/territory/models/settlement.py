from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from chinar.foundation.territory.models.dated import DatedModel, one_open_row
from chinar.foundation.territory.models.mayoralty import Mayoralty
from chinar.foundation.territory.models.municipality import Municipality


class Settlement(DatedModel):
    """Населено място of the unified classifier EKATTE (ЗАТУРБ чл. 3, 5): a town, a village or a monastery.

    Longitude and latitude in degrees (WGS 84) come from OpenStreetMap. `category` is the classifier's functional
    type, 1 (a city of national weight) to 8 (a hamlet): the nearest thing to size that is published with the codes.
    """

    class Kind(models.TextChoices):
        TOWN = "town", _("town")
        VILLAGE = "village", _("village")
        MONASTERY = "monastery", _("monastery")

    ekatte = models.CharField(max_length=5)
    kind = models.CharField(max_length=10, choices=Kind.choices)
    name = models.CharField(max_length=120)
    name_en = models.CharField(max_length=120)
    municipality = models.ForeignKey(Municipality, models.PROTECT, related_name="+")
    mayoralty = models.ForeignKey(Mayoralty, models.PROTECT, null=True, blank=True, related_name="+")
    category = models.PositiveSmallIntegerField(null=True, blank=True)
    postal_code = models.CharField(max_length=4, blank=True)
    longitude = models.DecimalField(max_digits=9, decimal_places=6, null=True, blank=True)
    latitude = models.DecimalField(max_digits=9, decimal_places=6, null=True, blank=True)

    class Meta(DatedModel.Meta):
        constraints = [  # noqa: RUF012
            *DatedModel.Meta.constraints,
            *one_open_row("ekatte"),
            models.CheckConstraint(
                condition=models.Q(longitude__isnull=True, latitude__isnull=True)
                | models.Q(longitude__isnull=False, latitude__isnull=False),
                name="settlement_has_a_whole_point_or_none",
            ),
        ]

    def __str__(self) -> str:
        return self.full_name

    @property
    def full_name(self) -> str:
        """`гр. Троян` in Bulgarian, `Troyan` in English, as it stands in an address."""
        return f"{self.KINDS_SHORT[self.kind]} {self.name}" if get_language() == "bg" else self.name_en

    @property
    def point(self) -> tuple[float, float] | None:
        if self.longitude is None or self.latitude is None:
            return None
        return float(self.longitude), float(self.latitude)

    KINDS_SHORT = {"town": "гр.", "village": "с.", "monastery": "ман."}  # noqa: RUF012
