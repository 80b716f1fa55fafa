from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext as _

from chinar.foundation.territory import towns
from chinar.foundation.territory.models.dated import DatedModel, DatedQuerySet
from chinar.foundation.territory.models.district import District
from chinar.foundation.territory.rules import RESERVED_SLUGS, SLUG


def valid_slug(slug: str) -> None:
    """Raises ValidationError for a first address segment that belongs to the installation or cannot be one."""
    if slug in RESERVED_SLUGS:
        raise ValidationError(_("“%(slug)s” belongs to the installation.") % {"slug": slug}, code="reserved")
    if not SLUG.match(slug):
        raise ValidationError(_("Use small Latin letters, digits and single hyphens."), code="form")


class MunicipalityQuerySet(DatedQuerySet["Municipality"]):
    def active(self) -> MunicipalityQuerySet:
        """Those that this installation serves."""
        return self.filter(is_active=True)

    def bulk_create(self, objs: Iterable[Municipality], *args: Any, **kwargs: Any) -> list[Municipality]:  # type: ignore[override]
        towns.forget_after_commit()
        return super().bulk_create(objs, *args, **kwargs)

    def bulk_update(self, objs: Iterable[Municipality], *args: Any, **kwargs: Any) -> int:  # type: ignore[override]
        towns.forget_after_commit()
        return super().bulk_update(objs, *args, **kwargs)


class Municipality(DatedModel):
    """Община: the tenant. Has its own legal personality, council and mayor (ЗМСМА чл. 2, 14).

    Unlike the other entries of the classifier it keeps its one row for ever, because everything of the municipality
    hangs on it; the names that it bore before are its `former_names`. `district` is None only for a municipality
    outside the classifier, where people practise.
    """

    code = models.CharField(max_length=5, unique=True)
    country = models.CharField(max_length=2, default="BG")
    """ISO 3166-1 code: which law, holidays and identifiers hold here is data of that country."""
    slug = models.SlugField(max_length=60, unique=True, validators=[valid_slug])
    name = models.CharField(max_length=120)
    name_en = models.CharField(max_length=120)
    district = models.ForeignKey(District, models.PROTECT, null=True, blank=True, related_name="+")
    centre_ekatte = models.CharField(max_length=5, blank=True)
    category = models.PositiveSmallIntegerField(null=True, blank=True)
    is_active = models.BooleanField(default=True)

    mayor_title = models.CharField(max_length=150, blank=True)
    mayor_title_en = models.CharField(max_length=150, blank=True)
    eik = models.CharField(max_length=9, blank=True)
    address = models.CharField(max_length=250, blank=True)
    address_en = models.CharField(max_length=250, blank=True)
    phone = models.CharField(max_length=60, blank=True)
    email = models.EmailField(blank=True)
    website = models.URLField(blank=True)
    coat_of_arms = models.CharField(max_length=200, blank=True)  # path of a static file

    objects = MunicipalityQuerySet.as_manager()  # type: ignore[misc]

    class Meta(DatedModel.Meta):
        constraints = [  # noqa: RUF012
            *DatedModel.Meta.constraints,
            models.CheckConstraint(condition=~Q(slug__in=RESERVED_SLUGS), name="municipality_slug_is_not_reserved"),
        ]

    def __str__(self) -> str:
        return self.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        super().save(*args, **kwargs)
        towns.forget_after_commit()


class FormerName(models.Model):
    """A name that a municipality bore up to, and not on, the day `valid_until`."""

    municipality = models.ForeignKey(Municipality, models.CASCADE, related_name="former_names")
    name = models.CharField(max_length=120)
    name_en = models.CharField(max_length=120)
    valid_until = models.DateField()

    def __str__(self) -> str:
        return self.name
