"""Reads across what is owed and paid, in the municipality in scope."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import F, IntegerField, OuterRef, Q, QuerySet, Subquery, Sum
from django.db.models.functions import Coalesce

from chinar.foundation.payments.models import Charge, Correction, Payment, Receipt, Refund, RevenueAccount
from chinar.foundation.payments.rules import Balance, balance


def balance_of(charge: Charge) -> Balance:
    """Of one charge; no query when it was read `with_sums`."""
    return balance(
        charge.amount_cents,
        corrections=[row.cents for row in charge.corrections.all() if row.counts],
        payments=[row.cents for row in charge.payments.all() if row.counts],
        refunds=[row.cents for row in charge.refunds.all() if row.counts],
    )


@dataclass(frozen=True, slots=True)
class Owed:
    """A charge and how it stands."""

    charge: Charge
    balance: Balance

    @property
    def receipts(self) -> list[Receipt]:
        """That count, each once."""
        rows = {p.receipt_id: p.receipt for p in self.charge.payments.all() if p.receipt and p.counts}
        return [receipt for receipt in rows.values() if receipt is not None]

    @property
    def waiting_corrections(self) -> list[Correction]:
        return [row for row in self.charge.corrections.all() if row.waits]


def owed_for(subject: str) -> list[Owed]:
    """All charges of a matter, paid ones too. Four queries; one when there is none."""
    return stood(Charge.objects.of(subject).with_sums())


def owed_for_all(subjects: Collection[str]) -> dict[str, list[Owed]]:
    """The same for several matters at once, as a basket at the counter has them."""
    found: dict[str, list[Owed]] = {subject: [] for subject in subjects}
    for owed in stood(Charge.objects.filter(subject__in=list(subjects)).order_by("id").with_sums()):
        found[owed.charge.subject].append(owed)
    return found


def stood(charges: Iterable[Charge]) -> list[Owed]:
    return [Owed(charge, balance_of(charge)) for charge in charges]


def open_cents(rows: Sequence[Owed]) -> int:
    """Still to be paid in all."""
    return sum(row.balance.open for row in rows)


def usual_account(code: str = "") -> RevenueAccount | None:
    """The account of that code, else the usual one, else none: then there is no way by bank or online."""
    accounts = {row.code: row for row in RevenueAccount.objects.all()}
    return accounts.get(code) or next((row for row in accounts.values() if row.is_usual), None)


def overpaid() -> list[Owed]:
    """Charges towards which more came than is owed, and nothing of it is being given back."""
    under_way = Refund.objects.filter(declined_at=None, given_at=None).values("charge_id")
    standing = Payment.objects.filter(Q(receipt=None) | Q(receipt__cancelled_at=None))
    sums = Charge.objects.annotate(
        came=_sum(standing),
        corrected=_sum(Correction.objects.filter(confirmed_at__isnull=False)),
        given=_sum(Refund.objects.filter(given_at__isnull=False)),
    )
    over = sums.filter(came__gt=F("amount_cents") + F("corrected") + F("given")).exclude(pk__in=under_way)
    return stood(over.order_by("id").with_sums())


def _sum(rows: QuerySet[Any]) -> Coalesce:
    """Cents of the rows of each charge."""
    of_charge = rows.filter(charge=OuterRef("pk")).order_by().values("charge").annotate(total=Sum("cents"))
    return Coalesce(Subquery(of_charge.values("total")), 0, output_field=IntegerField())


def waiting_corrections() -> QuerySet[Correction]:
    """Proposed and answered by nobody yet."""
    rows = Correction.objects.select_related("charge").filter(confirmed_at=None, declined_at=None)
    return rows.order_by("id")  # type: ignore[no-any-return]


def refunds_under_way() -> QuerySet[Refund]:
    rows = Refund.objects.select_related("charge", "proposed_by", "approved_by")
    return rows.filter(given_at=None, declined_at=None).order_by("id")  # type: ignore[no-any-return]
