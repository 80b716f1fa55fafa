"""Pure decisions about applications."""

from collections.abc import Sequence
from dataclasses import dataclass
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
