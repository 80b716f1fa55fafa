from __future__ import annotations

from datetime import date
from typing import ClassVar, Self, TypeVar

from django.db import models
from django.db.models import F, Q

M = TypeVar("M", bound=models.Model)


class DatedQuerySet(models.QuerySet[M]):
    """Rows that stand for a time."""

    def current(self) -> Self:
        """Those that nothing has ended yet."""
        return self.filter(valid_until__isnull=True)

    def on(self, day: date) -> Self:
        """Those that stood on that day."""
        return self.filter(
            Q(valid_from__isnull=True) | Q(valid_from__lte=day),
            Q(valid_until__isnull=True) | Q(valid_until__gt=day),
        )


class DatedModel(models.Model):
    """An entry of the national classifier, shared by all municipalities of the installation.

    A place that is renamed or moved keeps its old row, closed by `valid_until`, and a new row begins; a correction of
    a postal code or a point changes the row. `valid_from` None: since before our first edition. `valid_until` is the
    first day on which the row no longer stands.
    """

    valid_from = models.DateField(null=True, blank=True)
    valid_until = models.DateField(null=True, blank=True)

    objects = DatedQuerySet.as_manager()

    class Meta:
        abstract = True
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=Q(valid_from__isnull=True)
                | Q(valid_until__isnull=True)
                | Q(valid_until__gte=F("valid_from")),
                name="%(class)s_ends_after_it_begins",
            ),
        ]


def one_open_row(key: str) -> list[models.BaseConstraint]:
    """Constraints of a dated model: one open row per key, one row per key and first day."""
    return [
        models.UniqueConstraint(
            fields=[key], condition=Q(valid_until__isnull=True), name=f"%(class)s_one_open_row_per_{key}"
        ),
        models.UniqueConstraint(fields=[key, "valid_from"], name=f"%(class)s_one_row_per_{key}_and_day"),
    ]
