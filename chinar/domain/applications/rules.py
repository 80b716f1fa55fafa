"""Pure decisions about applications."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction


@dataclass(frozen=True, slots=True)
class Share:
    """A part of an inheritance as it is written: 2/4 stays 2/4."""

    numerator: int
    denominator: int

    def __str__(self) -> str:
        return "1" if self.numerator == self.denominator else f"{self.numerator}/{self.denominator}"


class WrongShares(ValueError):
    """The shares are not one whole inheritance; the text says what they make."""


def check_shares(shares: Sequence[Share]) -> None:
    """Raises WrongShares unless all shares together make exactly one."""
    total = sum((Fraction(share.numerator, share.denominator) for share in shares), Fraction(0))
    if total != 1:
        raise WrongShares(str(total))


LEVELS = ("low", "substantial", "high")
"""Of electronic identification (Regulation 910/2014 art. 8), weakest first."""


def is_enough(reached: str, needed: str) -> bool:
    """Whether who signed in so may send what asks for that level; a service that names none takes every sign-in."""
    return not needed or (reached in LEVELS and LEVELS.index(reached) >= LEVELS.index(needed))


def age(born_on: date, *, on: date) -> int:
    """Whole years; who is born on 29 February is a year older on 1 March of other years."""
    return on.year - born_on.year - ((on.month, on.day) < (born_on.month, born_on.day))


def is_under_14(born_on: date, *, on: date) -> bool:
    """A child for whom parents or guardians act (ЗЛС чл. 3)."""
    return age(born_on, on=on) < 14


def is_adult(born_on: date, *, on: date) -> bool:
    """ЗЛС чл. 2: a parent no longer represents them."""
    return age(born_on, on=on) >= 18
