from django.db import models
from django.db.models import Q

from chinar.foundation.core.models import TenantModel


class FeeReduction(TenantModel):
    """A ground on which somebody pays less for a version of a service, as the council's ordinance on fees says (ЗМДТ
    чл. 9); 100 per cent is free of charge."""

    append_only = True

    version = models.ForeignKey("catalogue.ServiceVersion", models.PROTECT, related_name="reductions")
    code = models.SlugField(max_length=40)
    name = models.CharField(max_length=200)
    name_en = models.CharField(max_length=200, blank=True)
    percent = models.PositiveSmallIntegerField()
    ground = models.TextField()
    """Act and article, in Bulgarian."""

    class Meta(TenantModel.Meta):
        ordering = ("id",)
        constraints = (
            models.UniqueConstraint(fields=["version", "code"], name="catalogue_reduction_once"),
            models.CheckConstraint(
                condition=Q(percent__gte=1, percent__lte=100), name="catalogue_reduction_is_per_cent"
            ),
            models.CheckConstraint(condition=~Q(ground=""), name="catalogue_reduction_has_ground"),
        )

    def __str__(self) -> str:
        return self.code
