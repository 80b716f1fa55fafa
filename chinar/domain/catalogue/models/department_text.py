from __future__ import annotations

from typing import Any, ClassVar

from django.db import models

from chinar.foundation.core.models import TenantManager, TenantModel, TenantQuerySet


class DepartmentTextQuerySet(TenantQuerySet["DepartmentText"]):
    def published_rows(self) -> DepartmentTextQuerySet:
        return self.filter(superseded_at__isnull=True)


class DepartmentText(TenantModel):
    """What a department says of itself on the page of the town hall: what it does, in words that anybody understands
    (ЗДОИ чл. 15 ал. 1 т. 1 asks for its functions). Each change is a new row; the former words are kept.
    """

    append_only = True
    fill_once = ("superseded_at",)
    published_sql = "superseded_at is null"

    department = models.ForeignKey("territory.Department", models.PROTECT, related_name="+")
    text = models.TextField(blank=True)
    text_en = models.TextField(blank=True)
    at = models.DateTimeField()
    by = models.ForeignKey("people.Account", models.PROTECT, null=True, blank=True, related_name="+")
    superseded_at = models.DateTimeField(null=True, blank=True)

    objects: ClassVar[Any] = TenantManager.from_queryset(DepartmentTextQuerySet)()

    class Meta(TenantModel.Meta):
        constraints = (
            models.UniqueConstraint(
                fields=["department"],
                condition=models.Q(superseded_at__isnull=True),
                name="catalogue_one_text_of_department_holds",
            ),
        )

    def __str__(self) -> str:
        return f"text of department {self.department_id}"
