from typing import ClassVar

from django.db import models

from chinar.domain.cases.figures import Standing
from chinar.domain.cases.models.case import Case
from chinar.foundation.core.models import TenantModel

LEAST, USUAL = 5, 10


class Tally(TenantModel):
    """So many matters that the figures count alike: made by the worker from cases and ledger, never by hand.

    Reading figures costs the same in a town with a thousand matters and with a million.
    """

    month_on = models.DateField()
    """First day of the month in which the decision was due."""
    kind = models.CharField(max_length=40)
    subject = models.CharField(max_length=80, blank=True)
    """Code of what was asked, such as the service; a kind says where it stands (Kind.subject)."""
    department = models.ForeignKey("territory.Department", models.PROTECT, related_name="+")
    channel = models.CharField(max_length=20, choices=Case.Channel.choices)
    office = models.ForeignKey("offices.Office", models.PROTECT, null=True, blank=True, related_name="+")
    """Where it was filed, if at an office."""
    standing = models.CharField(max_length=10, choices=[(one.value, one.value) for one in Standing])
    taken = models.PositiveIntegerField(null=True)
    """Calendar days from receipt to decision."""
    late = models.PositiveIntegerField(null=True)
    """Calendar days from the due date to the decision."""
    n = models.PositiveIntegerField()
    counted_at = models.DateTimeField()

    class Meta(TenantModel.Meta):
        indexes: ClassVar = [models.Index(fields=["municipality", "month_on"], name="cases_tally_by_month")]

    def __str__(self) -> str:
        return f"{self.month_on:%Y-%m} {self.standing} {self.n}"


class PublicMinimum(TenantModel):
    """The smallest group that the public page of figures shows by itself, as the municipality has decided.

    Without a row it is 10: fewer matters of a village in a quarter are known by name to the neighbours. Below 5, one
    applicant who knows their own matter learns too much of the rest.
    """

    n = models.PositiveSmallIntegerField(default=USUAL)

    class Meta(TenantModel.Meta):
        constraints = (
            models.UniqueConstraint(fields=["municipality"], name="cases_one_public_minimum"),
            models.CheckConstraint(condition=models.Q(n__gte=LEAST), name="cases_public_minimum_is_enough"),
        )

    def __str__(self) -> str:
        return str(self.n)
