from __future__ import annotations

from datetime import date
from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from chinar.foundation.core.models import TenantManager, TenantModel, TenantQuerySet


class DepartmentQuerySet(TenantQuerySet["Department"]):
    def current(self) -> Self:
        return self.filter(valid_until__isnull=True)

    def on(self, day: date) -> Self:
        return self.filter(Q(valid_until__isnull=True) | Q(valid_until__gt=day), valid_from__lte=day)

    def published_rows(self) -> Self:
        return self.current()


class Department(TenantModel):
    """A unit of a municipality's administration, down from the whole town hall (Закон за администрацията чл. 4, 10).

    Its structure is public (ЗДОИ чл. 15 ал. 1 т. 1). `valid_until` is the first day on which it no longer stands.
    """

    published_sql = "valid_until is null"

    class Kind(models.TextChoices):
        TOWN_HALL = "town_hall", _("town hall")
        DIRECTORATE = "directorate", _("directorate")
        DEPARTMENT = "department", _("department")
        SECTOR = "sector", _("sector")
        VILLAGE_OFFICE = "village_office", _("village office")

    code = models.CharField(max_length=20)
    name = models.CharField(max_length=150)
    name_en = models.CharField(max_length=150)
    kind = models.CharField(max_length=20, choices=Kind.choices)
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="+")
    phone = models.CharField(max_length=60, blank=True)
    room = models.CharField(max_length=60, blank=True)
    valid_from = models.DateField()
    valid_until = models.DateField(null=True, blank=True)

    objects = TenantManager.from_queryset(DepartmentQuerySet)()  # type: ignore[misc, django-manager-missing]

    class Meta(TenantModel.Meta):
        constraints = [  # noqa: RUF012
            models.UniqueConstraint(
                fields=["municipality", "code"],
                condition=Q(valid_until__isnull=True),
                name="department_one_open_row_per_code",
            ),
            models.UniqueConstraint(
                fields=["municipality"],
                condition=Q(kind="town_hall", valid_until__isnull=True),
                name="department_one_town_hall",
            ),
            models.CheckConstraint(
                condition=Q(valid_until__isnull=True) | Q(valid_until__gte=models.F("valid_from")),
                name="department_ends_after_it_begins",
            ),
        ]

    def __str__(self) -> str:
        return self.name
