from datetime import date

from django.db import models

from chinar.domain.cases import law_here
from chinar.domain.cases.rules import Entry, Step
from chinar.foundation.core.models import TenantModel


class LedgerEntry(TenantModel):
    """What happened to the clock of a case: its due date is derived from these rows and from nothing else.

    A state is a record here: who, when, on what ground. Rows are never changed or deleted.
    """

    append_only = True
    fill_once = ("erasure_id",)
    erasable = ("ground", "act")

    case = models.ForeignKey("cases.Case", models.PROTECT, related_name="ledger")
    step = models.CharField(max_length=20, choices=[(step.value, step.value) for step in Step])
    on = models.DateField()
    """The day that counts in law, local date."""
    at = models.DateTimeField()
    """When the row was written."""
    until = models.DateField(null=True, blank=True)
    """Until when a suspension is expected to last, if that is known; the day of the session of a collective body; of
    data on paper that came, the day on which it was asked for."""
    rule = models.CharField(max_length=40, blank=True)
    """Code of the legal rule (legal_periods.py) by which the step works; its version in force on `on` counts."""
    ground = models.TextField(blank=True)
    """Code of a convention or of a legal ground, or the reason in words, as the step has it. Of a session of a
    collective body the first line is the body, what follows says why it is on another day than was called first."""
    act = models.CharField(max_length=200, blank=True)
    """Number and date of the act on which the step rests."""
    by = models.ForeignKey("people.Account", models.PROTECT, null=True, blank=True, related_name="+")
    erasure = models.ForeignKey("documents.Erasure", models.PROTECT, null=True, blank=True, related_name="+")

    class Meta(TenantModel.Meta):
        ordering = ("id",)
        indexes = (models.Index(fields=["municipality", "case"], name="cases_ledger_of_case"),)

    def __str__(self) -> str:
        return f"{self.step} {self.on}"

    @property
    def body(self) -> str:
        """The body whose session was called."""
        return self.ground.partition("\n")[0]

    @property
    def put_off_because(self) -> str:
        return self.ground.partition("\n")[2]

    def as_entry(self) -> Entry:
        """With what the legal rule of the row gives. Raises NoLegalPeriod."""
        return entry_of(Step(self.step), on=self.on, until=self.until, rule=self.rule, ground=self.ground, act=self.act)


def body_and_reason(body: str, reason: str) -> str:
    """The ground of a row that calls a session."""
    return "\n".join(part for part in (" ".join(body.split()), reason.strip()) if part)


def entry_of(
    step: Step, *, on: date, until: date | None = None, rule: str = "", ground: str = "", act: str = ""
) -> Entry:
    """An entry as the rules see it, before it is written. Raises NoLegalPeriod."""
    if not rule:
        return Entry(step, on, until, rule, ground, act)
    legal = law_here.in_force(rule, on=on)
    return Entry(
        step,
        on,
        until,
        rule,
        ground,
        act,
        term=legal.length,
        in_all=legal.effect == "in_all",
        anyway=legal.effect == "starts_anyway",
    )
