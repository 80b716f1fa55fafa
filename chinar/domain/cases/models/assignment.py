from __future__ import annotations

from collections.abc import Collection

from django.db import models
from django.utils.translation import gettext_lazy as _

from chinar.foundation.core.models import TenantManager, TenantModel, TenantQuerySet

BESIDE_THE_LEAD = models.Q(ended_at__isnull=True) & ~models.Q(part="lead")


class AssignmentQuerySet(TenantQuerySet["Assignment"]):
    def standing(self) -> AssignmentQuerySet:
        return self.filter(ended_at__isnull=True)

    def beside_the_lead(self) -> AssignmentQuerySet:
        """Who works on it too, who is informed, and which department gives an opinion."""
        return self.filter(BESIDE_THE_LEAD)

    def of_a_resolution(self) -> AssignmentQuerySet:
        """What the next resolution takes the place of; an opinion is still owed, a result still handed over."""
        return self.beside_the_lead().exclude(part__in=("asked", "hands_over"))

    def that_hand_over(self, departments: Collection[int]) -> AssignmentQuerySet:
        """By which officials of the departments hand over a result that another department has issued."""
        return self.beside_the_lead().filter(part="hands_over", department__in=departments)

    def that_open_to(self, account_id: int, departments: Collection[int]) -> AssignmentQuerySet:
        """By which an official reads the matter, whatever its department: they are named, or their own is asked."""
        theirs = models.Q(official_id=account_id)
        if departments:
            theirs |= models.Q(department__in=departments)
        return self.beside_the_lead().filter(theirs)


class Assignment(TenantModel):
    """Възлагане: who has a part in the work on a case, since when and by whom; ended ones stay as its history.

    One lead stands at a time: an official, or a department in which nobody has taken the matter yet.
    `Case.handler` is the copy of the leading official for sorting (actions.leading keeps both).
    """

    append_only = True
    fill_once = ("ended_at", "erasure_id")
    erasable = ("reason",)

    class Part(models.TextChoices):
        LEAD = "lead", _("responsible")
        CO_EXECUTOR = "co_executor", _("works on it too")
        INFORMED = "informed", _("for information")
        ASKED = "asked", _("gives an opinion")
        HANDS_OVER = "hands_over", _("hands over the result")

    case = models.ForeignKey("cases.Case", models.PROTECT, related_name="assignments")
    part = models.CharField(max_length=12, choices=Part.choices)
    official = models.ForeignKey("people.Account", models.PROTECT, null=True, blank=True, related_name="+")
    department = models.ForeignKey("territory.Department", models.PROTECT, null=True, blank=True, related_name="+")
    reason = models.TextField(blank=True)
    """Why it was given or given back, and what is expected; read by officials only."""
    resolution = models.ForeignKey(
        "cases.Resolution", models.PROTECT, null=True, blank=True, related_name="assignments"
    )
    """The resolution with which it was made, if it was."""
    at = models.DateTimeField()
    by = models.ForeignKey("people.Account", models.PROTECT, null=True, blank=True, related_name="+")
    ended_at = models.DateTimeField(null=True, blank=True)
    erasure = models.ForeignKey("documents.Erasure", models.PROTECT, null=True, blank=True, related_name="+")

    objects = TenantManager.from_queryset(AssignmentQuerySet)()  # type: ignore[misc, django-manager-missing]

    class Meta(TenantModel.Meta):
        ordering = ("id",)
        # What is open to somebody beside their department is asked with every worklist, and few stand beside a lead.
        indexes = (
            models.Index(fields=["municipality", "official"], condition=BESIDE_THE_LEAD, name="cases_official_beside"),
            models.Index(
                fields=["municipality", "department"], condition=BESIDE_THE_LEAD, name="cases_department_beside"
            ),
        )
        constraints = (
            models.UniqueConstraint(
                fields=["case"], condition=models.Q(part="lead", ended_at__isnull=True), name="cases_one_lead"
            ),
            models.CheckConstraint(
                condition=models.Q(official__isnull=True) ^ models.Q(department__isnull=True),
                name="cases_assigned_to_official_or_department",
            ),
        )

    def __str__(self) -> str:
        return f"{self.part} of {self.case_id}"
