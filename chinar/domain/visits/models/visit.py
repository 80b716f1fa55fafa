from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any, ClassVar

from django.db import models

from chinar.domain.cases.models import Case
from chinar.foundation.core.models import TenantManager, TenantModel, TenantQuerySet
from chinar.foundation.people.models.mandate import Ground

KEPT_FOR = timedelta(days=30)
"""A visit that nobody finished goes with its drafts."""


class VisitQuerySet(TenantQuerySet["Visit"]):
    def open(self) -> VisitQuerySet:
        return self.filter(finished_at=None)

    def left(self, *, at: datetime) -> VisitQuerySet:
        """Begun long ago and never finished."""
        return self.open().filter(changed_at__lt=at - KEPT_FOR)


class Visit(TenantModel):
    """Посещение: somebody stands at a counter, for themselves or with a mandate, and asks for one or more services.

    Who files, whom it concerns, which official wrote it down and on what mandate are separate facts
    (АПК чл. 15, 18, 29).
    """

    key = models.UUIDField()
    """Stands in the address of the page: opened twice, it is one visit."""
    office = models.ForeignKey("offices.Office", models.PROTECT, related_name="+")
    clerk = models.ForeignKey("people.Account", models.PROTECT, related_name="+")
    """Who serves, in the end who registered."""
    person = models.ForeignKey("people.Person", models.PROTECT, null=True, blank=True, related_name="+")
    """Who stands at the counter and files."""
    concerned = models.ForeignKey("people.Person", models.PROTECT, null=True, blank=True, related_name="+")
    organisation = models.ForeignKey("people.Organisation", models.PROTECT, null=True, blank=True, related_name="+")
    ground = models.CharField(max_length=30, choices=Ground.choices, blank=True)
    document = models.CharField(max_length=200, blank=True)
    """On what, and by which paper, the one at the counter may act for the other."""
    opened_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True, blank=True)
    """When everything asked for was registered."""

    objects: ClassVar[Any] = TenantManager.from_queryset(VisitQuerySet)()

    class Meta(TenantModel.Meta):
        indexes = (models.Index(fields=["municipality", "office", "finished_at"], name="visits_open_in_office"),)
        constraints = (
            models.UniqueConstraint(fields=["municipality", "key"], name="visits_visit_once"),
            models.CheckConstraint(
                condition=models.Q(concerned__isnull=True) | models.Q(organisation__isnull=True),
                name="visits_for_person_or_organisation",
            ),
            models.CheckConstraint(
                condition=models.Q(finished_at__isnull=True) | models.Q(person__isnull=False),
                name="visits_finished_by_somebody",
            ),
        )

    def __str__(self) -> str:
        return f"visit {self.pk}"

    @property
    def is_for_another(self) -> bool:
        return self.concerned_id is not None or self.organisation_id is not None

    @property
    def channel(self) -> str:
        is_village = self.office.kind == self.office.Kind.VILLAGE_OFFICE
        return (Case.Channel.VILLAGE if is_village else Case.Channel.COUNTER).value
