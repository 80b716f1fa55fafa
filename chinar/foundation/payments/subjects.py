"""What the module above, whose matters are charged for, says of them (docs/decisions/0011-subjects-of-charges.md).

Charges name a matter by its number. Whom it concerns, whose it is and who is kept away from it, that module knows.
"""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import date

from chinar.foundation.people.access import User, can


def _nothing(user: User) -> frozenset[str]:
    return frozenset()


def _by_ability(user: User, numbers: Collection[str], ability: str, on: date) -> frozenset[str]:
    return frozenset(numbers) if can(user, ability, on=on) else frozenset()


@dataclass(frozen=True, slots=True)
class Subjects:
    """Matters by their permanent numbers."""

    kept_from: Callable[[User], frozenset[str]] = _nothing
    """Those which for this reader do not exist: lists leave them out."""
    reached: Callable[[User, Collection[str], str, date], frozenset[str]] = _by_ability
    """Those of the numbers which the ability reaches for this official: nobody acts in a matter of their own."""
    payer: Callable[[str], str] = lambda number: ""
    """Who is expected to pay: the name that the form of the cashier is filled with."""
    address: Callable[[str], str] = lambda number: ""
    """Of the page of the matter at the desk."""
    exists: Callable[[str], bool] = lambda number: False
    """Whether somebody may be charged for it: it is there, and not destroyed."""
    meant: Callable[[str], str] = str.strip
    """The number that somebody means by what they typed: a matter may have another one in the records system."""


_registered = Subjects()


def register(subjects: Subjects) -> None:
    global _registered
    _registered = subjects


def registered() -> Subjects:
    return _registered
