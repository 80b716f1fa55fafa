from django.db import models
from django.utils.translation import gettext_lazy as _

from chinar.foundation.core.models import TenantModel


class Speed(TenantModel):
    """One of up to three speeds at which a version of a service is had, with its own term and fee.

    No law defines fast and express: the council's ordinance on fees does (ЗМДТ чл. 9).
    """

    append_only = True

    class Kind(models.TextChoices):
        ORDINARY = "ordinary", _("ordinary")
        FAST = "fast", _("fast")
        EXPRESS = "express", _("express")

    version = models.ForeignKey("catalogue.ServiceVersion", models.PROTECT, related_name="speeds")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    term = models.CharField(max_length=100, blank=True)
    """As printed: „до 3 дни“, „веднага“, „до 31.12.“."""
    period = models.CharField(max_length=12, blank=True)
    """The same as a period (`3d`, `5wd`, `8h`); empty when the printed term is none."""
    fee = models.CharField(max_length=60, blank=True)
    """As printed, with its currency."""
    fee_cents = models.PositiveIntegerField(null=True, blank=True)
    """The same in cents of euro; 0 is free of charge, None not printed."""
    organisation_fee_cents = models.PositiveIntegerField(null=True, blank=True)
    """What organisations pay, where the council's ordinance tells it apart; None the same as everybody."""

    class Meta(TenantModel.Meta):
        ordering = ("id",)
        constraints = (models.UniqueConstraint(fields=["version", "kind"], name="catalogue_speed_once"),)

    def __str__(self) -> str:
        return f"{self.kind}: {self.term}, {self.fee}"
