"""Which charge a transfer pays. Decided by ground and exact amount; everything else is for a person. Pure."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from chinar.foundation.payments.bank.statement import Line, fingerprint
from chinar.foundation.payments.references import references_in


class Verdict(StrEnum):
    """What becomes of a line."""

    PAYS = "pays"
    """Ground and amount fit: it is taken by itself."""
    KNOWN = "known"
    """It was taken in from another file."""
    WENT = "went"
    """Money that went out is no payment of a fee."""
    UNREADABLE = "unreadable"
    OTHER_ACCOUNT = "other_account"
    OTHER_CURRENCY = "other_currency"
    NO_GROUND = "no_ground"
    UNKNOWN_GROUND = "unknown_ground"
    SEVERAL_GROUNDS = "several_grounds"
    PAID_ALREADY = "paid_already"
    LESS = "less"
    MORE = "more"
    REVERSED = "reversed"


LEFT_OUT = frozenset({Verdict.KNOWN, Verdict.WENT, Verdict.UNREADABLE, Verdict.OTHER_ACCOUNT, Verdict.OTHER_CURRENCY})
"""Not taken in at all."""
BLOCKING = frozenset({Verdict.UNREADABLE, Verdict.OTHER_ACCOUNT, Verdict.OTHER_CURRENCY})
"""Doubts about the file itself: they are told, and their lines stay out."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What would become of a line. `charge` is the id that its ground names, `open_cents` what is open of it then."""

    line: Line
    verdict: Verdict
    fingerprint: str = ""
    charge: int | None = None
    open_cents: int = 0

    @property
    def is_doubtful(self) -> bool:
        return self.verdict not in LEFT_OUT and self.verdict is not Verdict.PAYS


def plan(lines: Sequence[Line], *, account: str, known: Collection[str], open_of: Mapping[int, int]) -> list[Plan]:
    """For each line, in their order. `account` is the IBAN that receives, `known` the fingerprints taken in before,
    `open_of` what is open of each charge; within the file a charge is paid once."""
    left, seen, plans = dict(open_of), set(known), []
    occurrences: dict[tuple[object, ...], int] = {}
    for line in lines:
        alike = (line.booked_on, line.cents, line.ground, line.payer, line.bank_number)
        occurrences[alike] = occurrences.get(alike, 0) + 1
        mark = fingerprint(account, line, occurrences[alike])
        charge = references_in(line.ground)
        verdict = _verdict(line, account, mark in seen, charge, left)
        one = charge[0] if len(charge) == 1 and charge[0] in left else None
        plans.append(Plan(line, verdict, mark, one, left.get(one, 0) if one is not None else 0))
        if verdict is Verdict.PAYS and one is not None:
            left[one] = 0
        if verdict not in LEFT_OUT:
            seen.add(mark)
    return plans


def _verdict(line: Line, account: str, is_known: bool, charges: Sequence[int], left: Mapping[int, int]) -> Verdict:
    checks = (
        (bool(line.wrong), Verdict.UNREADABLE),
        (line.iban not in ("", account), Verdict.OTHER_ACCOUNT),
        (line.cents <= 0, Verdict.WENT),
        (line.currency.upper() != "EUR", Verdict.OTHER_CURRENCY),
        (is_known, Verdict.KNOWN),
        (line.is_reversal, Verdict.REVERSED),
        (not charges, Verdict.NO_GROUND),
        (len(charges) > 1, Verdict.SEVERAL_GROUNDS),
    )
    early = next((verdict for holds, verdict in checks if holds), None)
    if early is not None:
        return early
    if charges[0] not in left:
        return Verdict.UNKNOWN_GROUND
    return _by_amount(line.cents, left[charges[0]])


def _by_amount(cents: int, still_open: int) -> Verdict:
    if not still_open:
        return Verdict.PAID_ALREADY
    if cents == still_open:
        return Verdict.PAYS
    return Verdict.LESS if cents < still_open else Verdict.MORE
