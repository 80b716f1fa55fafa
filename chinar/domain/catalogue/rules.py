"""Pure decisions about service descriptions."""

from collections.abc import Collection

from chinar.foundation.time.rules import Period, Unit


class PeriodTooLong(ValueError):
    """A town may be quicker than the law, never slower."""


class UnknownRole(ValueError):
    """A requirement says that evidence may be asked for by a role that nobody can have."""


def unknown_roles(roles: Collection[str], *, known: Collection[str]) -> list[str]:
    return sorted(set(roles) - set(known))


# The most days that a unit can stand for: enough to compare a town's period with the law's.
_MOST_DAYS = {Unit.DAYS: 1, Unit.WORKING_DAYS: 1, Unit.WEEKS: 7, Unit.MONTHS: 31, Unit.YEARS: 366}
_LEAST_DAYS = {Unit.DAYS: 1, Unit.WORKING_DAYS: 1, Unit.WEEKS: 7, Unit.MONTHS: 28, Unit.YEARS: 365}


def is_longer(own: Period, legal: Period) -> bool:
    """Whether the town's period can end later than the legal one. Unlike units are compared at their worst.

    Working days against any other unit: a run of holidays can stretch them, so five working days count as
    longer than five days.
    """
    if own.unit is legal.unit:
        return own.amount > legal.amount
    if own.unit is Unit.WORKING_DAYS:
        # Two weekend days each five, and the longest run of holidays (25 Dec - 1 Jan with swaps) adds up to six more.
        return own.amount + 2 * (own.amount // 5 + 1) + 6 > legal.amount * _LEAST_DAYS[legal.unit]
    return own.amount * _MOST_DAYS[own.unit] > legal.amount * _LEAST_DAYS[legal.unit]
