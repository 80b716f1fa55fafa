"""What an application costs, charged from the frozen version of its service; and whether its result waits for that."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.utils.translation import gettext as _
from django.utils.translation import override

from chinar.domain.cases.models import Case
from chinar.domain.cases.rules import fee_reduction
from chinar.domain.catalogue.models import FeeReduction, ServiceVersion
from chinar.foundation.payments.actions.charging import NewCharge, propose_late, propose_lifting
from chinar.foundation.payments.models import Charge, Correction, RevenueAccount
from chinar.foundation.payments.queries import Owed, owed_for, usual_account
from chinar.foundation.payments.rules import amount_of
from chinar.foundation.territory.models import HandOver

MOST_UNITS = 1000
LATE = "ЗМДТ, чл. 109"
FORWARDED = "АПК, чл. 31, ал. 2"


@dataclass(frozen=True, slots=True)
class Fee:
    """What one payer pays: so many units at a price, less a reduction that they stated."""

    unit_cents: int
    units: int = 1
    reduction: FeeReduction | None = None

    @property
    def cents(self) -> int:
        off = self.reduction.percent if self.reduction else 0
        return amount_of(self.unit_cents, units=self.units, percent_off=off)


def fee_for(
    version: ServiceVersion,
    unit_cents: int | None,
    *,
    answers: Mapping[str, str],
    reduction: FeeReduction | None = None,
) -> Fee | None:
    """`unit_cents` is the price for this payer at this speed; None when the municipality has not told it."""
    if unit_cents is None:
        return None
    return Fee(unit_cents, units_asked(version, answers), reduction)


def units_asked(version: ServiceVersion, answers: Mapping[str, str]) -> int:
    """How many of what the fee is owed for: the answer that the version names, else one."""
    typed = str(answers.get(version.fee_unit_answer, "")).strip() if version.fee_unit_answer else ""
    return min(int(typed), MOST_UNITS) if typed.isascii() and typed.isdecimal() and int(typed) >= 1 else 1


def account_for(version: ServiceVersion, fee: Fee | None) -> RevenueAccount | None:
    """Where it is paid into; asked before others wait for the counter of numbers."""
    return usual_account(version.fee_account) if fee is not None and fee.cents else None


def new_charge(number: str, version: ServiceVersion, fee: Fee, account: RevenueAccount | None) -> NewCharge:
    """With all that explains it to the payer."""
    reduction = fee.reduction
    return NewCharge(
        subject=number,
        purpose=version.name,
        purpose_en=version.name_en,
        unit_cents=fee.unit_cents,
        units=fee.units,
        unit=version.fee_unit,
        unit_en=version.fee_unit_en,
        percent_off=reduction.percent if reduction else 0,
        reduction=f"{reduction.name} ({reduction.ground})"[:200] if reduction else "",
        reduction_en=reduction.name_en if reduction else "",
        ground=version.fee_ground,
        payable=version.fee_due,
        account=account,
    )


def lower_late_fee(case: Case, version: ServiceVersion, *, given_on: date, at: datetime) -> None:
    """A technical service that is given late costs less, by itself proposed (ЗМДТ чл. 109). It counts as given on the
    day on which its document is issued: that it is fetched later is not the municipality's delay."""
    if not version.is_technical:
        return
    per_cent = fee_reduction(case.due_on, given_on)
    if not per_cent:
        return
    days = (given_on - case.due_on).days
    for owed in owed_for(case.number):
        propose_late(owed.charge, days=days, per_cent=per_cent, ground=LATE, at=at)


def lift_fees_of_forwarded(*, at: datetime) -> int:
    """What was charged here for applications that another municipality has accepted is proposed to be owed no more:
    that one asks its own fee. Says for how many; each is proposed once."""
    accepted = HandOver.objects.sent().filter(kind="application", accepted_at__isnull=False)
    asked = Charge.objects.exclude(corrections__kind=Correction.Kind.LIFTED)
    charges = list(asked.filter(subject__in=accepted.values("subject")))
    gone = accepted.filter(subject__in={charge.subject for charge in charges})
    names = dict(gone.order_by("id").values_list("subject", "receiver__name"))
    return sum(_lift(charge, names[charge.subject], at=at) for charge in charges)


def _lift(charge: Charge, to: str, *, at: datetime) -> bool:
    with override("bg"):
        reason = _("The Municipality of %(name)s is competent and asks its own fee") % {"name": to}
    return propose_lifting(charge, reason=reason, ground=FORWARDED, at=at) is not None


def waits_for_payment(case: Case) -> bool:
    """Whether what was issued is received only when it is paid, as its service says."""
    return case.outcome == "granted" and holds_back(case, owed_for(case.number))


def holds_back(case: Case, owed: Sequence[Owed]) -> bool:
    """The same for charges that were read. A refusal waits for nothing, and the clock of a matter never does."""
    due_first = Charge.Payable.BEFORE_RECEIVING
    return case.outcome == "granted" and any(row.balance.open and row.charge.payable == due_first for row in owed)
