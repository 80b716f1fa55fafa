from __future__ import annotations

from datetime import date
from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from chinar.domain.cases.models.recusal import Recusal
from chinar.domain.cases.rules import Phase
from chinar.foundation.core.fields import EncryptedTextField
from chinar.foundation.core.models import TenantManager, TenantModel, TenantQuerySet


class CaseQuerySet(TenantQuerySet["Case"]):
    def open(self) -> CaseQuerySet:
        return self.exclude(phase__in=[Phase.DECIDED, Phase.CLOSED])

    def overdue(self, *, on: date) -> CaseQuerySet:
        """Late ones; what waits for somebody else is not late while its clock stands."""
        return self.running().filter(due_on__lt=on)

    def running(self) -> CaseQuerySet:
        """Open ones whose clock does not stand."""
        return self.open().exclude(phase=Phase.WAITING)

    def by_due_date(self) -> CaseQuerySet:
        return self.order_by("due_on", "id")

    def shown_to(self, account_id: int | None) -> CaseQuerySet:
        """Without those from which an official is kept away: for them there is no such matter."""
        recused = Recusal.objects.standing().filter(account_id=account_id or 0, case_id=models.OuterRef("pk"))
        return self.filter(~models.Exists(recused))

    def of_account(self, account_id: int) -> CaseQuerySet:
        """Matters in which somebody acts through the account."""
        return self.filter(parties__account_id=account_id).distinct()


class Case(TenantModel):  # type: ignore[django-manager-missing]
    """Преписка: a request that a person may hold the administration to, whatever its kind.

    The thin spine: number, phase, who is responsible, until when. What it is about stands in the kind's own table,
    joined one to one. The number is the unique register identifier of law.md 4.1 (Наредба за обмена на документи).
    """

    class Channel(models.TextChoices):
        ONLINE = "online", _("online")
        COUNTER = "counter", _("at the counter")
        VILLAGE = "village_office", _("at a village office")
        TELEPHONE = "telephone", _("by telephone")
        EMAIL = "email", _("by e-mail")
        MUNICIPALITY = "municipality", _("from another municipality")
        COMPLEX = "complex", _("through another administration (complex service)")

    kind = models.CharField(max_length=40)
    number = models.CharField(max_length=40)
    counter = models.ForeignKey("cases.Counter", models.PROTECT, related_name="+", db_index=False)
    """The register and the year of which the number is; its index is that of the constraint."""
    sequence = models.PositiveIntegerField()
    key = EncryptedTextField()
    """What the applicant types beside the number to follow the matter without an account; secret."""
    subject = models.CharField(max_length=80, blank=True, default="", db_default="")
    """A copy for lists and figures of the code of what was asked, such as the service; the truth stands in the kind's
    own rows (Kind.subject)."""
    channel = models.CharField(max_length=20, choices=Channel.choices)
    received_at = models.DateTimeField()
    legal_period = models.CharField(max_length=40)
    """Code of the rule (legal_periods.py) whose version in force on the day of receipt counts."""
    period = models.CharField(max_length=12)
    """The period that holds for this matter, as `7d`: the town's own, never longer than the legal one."""
    phase = models.CharField(max_length=12, choices=[(phase.value, phase.value) for phase in Phase])
    state = models.CharField(max_length=40)
    department = models.ForeignKey("territory.Department", models.PROTECT, related_name="+")
    handler = models.ForeignKey("people.Account", models.PROTECT, null=True, blank=True, related_name="+")
    """A copy of the leading official for sorting; who has a part in the work stands in Assignment."""
    office = models.ForeignKey("offices.Office", models.PROTECT, null=True, blank=True, related_name="+")
    """Where it was filed, if at an office."""
    due_on = models.DateField()
    """A copy for sorting; the truth is computed from the ledger (queries.explain)."""
    outcome = models.CharField(max_length=40, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)

    objects: ClassVar[Any] = TenantManager.from_queryset(CaseQuerySet)()

    class Meta(TenantModel.Meta):
        constraints = (
            models.UniqueConstraint(fields=["municipality", "number"], name="cases_number_once"),
            models.UniqueConstraint(fields=["counter", "sequence"], name="cases_no_double"),
        )
        indexes = (
            # Each ends in the order of the worklist, so that a page of it is read off the index and never sorted.
            models.Index(fields=["municipality", "phase", "due_on", "id"], name="cases_due"),
            models.Index(fields=["municipality", "handler", "phase", "due_on", "id"], name="cases_due_of_handler"),
            models.Index(
                fields=["municipality", "department", "phase", "due_on", "id"], name="cases_due_in_department"
            ),
            models.Index(fields=["municipality", "subject", "phase", "due_on", "id"], name="cases_due_of_subject"),
        )

    def __str__(self) -> str:
        return self.number

    @property
    def is_open(self) -> bool:
        return self.phase not in (Phase.DECIDED, Phase.CLOSED)

    @property
    def voided_because(self) -> str:
        """Why the number was allotted in error, "" when it was not."""
        row = self.voiding if hasattr(self, "voiding") else None
        return row.reason if row else ""

    def is_overdue(self, *, on: date) -> bool:
        return self.is_open and self.phase != Phase.WAITING and self.due_on < on
