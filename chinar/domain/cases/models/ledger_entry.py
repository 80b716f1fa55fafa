from django.db import models

from chinar.domain.cases.rules import Entry, Step
from chinar.foundation.core.models import TenantModel


class LedgerEntry(TenantModel):
    """What happened to the clock of a case: its due date is derived from these rows and from nothing else.

    A state is a record here: who, when, on what ground. Rows are never changed or deleted.
    """

    append_only = True

    case = models.ForeignKey("cases.Case", models.PROTECT, related_name="ledger")
    step = models.CharField(max_length=20, choices=[(step.value, step.value) for step in Step])
    on = models.DateField()
    """The day that counts in law, local date."""
    at = models.DateTimeField()
    """When the row was written."""
    ground = models.CharField(max_length=200, blank=True)
    by = models.ForeignKey("people.Account", models.PROTECT, null=True, blank=True, related_name="+")

    class Meta(TenantModel.Meta):
        ordering = ("id",)
        indexes = (models.Index(fields=["municipality", "case"], name="cases_ledger_of_case"),)

    def __str__(self) -> str:
        return f"{self.step} {self.on}"

    def as_entry(self) -> Entry:
        return Entry(Step(self.step), self.on)
