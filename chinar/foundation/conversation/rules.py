"""Pure: whether a comment is read by an official before everybody reads it, and how long comments are taken."""

from datetime import date, timedelta
from enum import StrEnum


class ReadsFirst(StrEnum):
    """Which comments an official reads before everybody does; each is stricter than the one before."""

    SPOTTED = "spotted"
    DOUBTFUL = "doubtful"
    ALL = "all"


class Because(StrEnum):
    """Why a comment waits."""

    PERSONAL = "personal"
    VISITOR = "visitor"
    TOWN = "town"


def waits_because(reads_first: str, *, has_account: bool, holds_personal_data: bool) -> Because | None:
    """None: everybody reads it at once. What holds personal data is never published unread, whatever the town sets."""
    if holds_personal_data:
        return Because.PERSONAL
    if reads_first != ReadsFirst.SPOTTED and not has_account:
        return Because.VISITOR
    return Because.TOWN if reads_first == ReadsFirst.ALL else None


def is_closed(ended_on: date | None, closes_after: int | None, *, today: date) -> bool:
    """Whether so many days have gone since the end that nothing more is taken; `closes_after` None closes nothing."""
    if ended_on is None or closes_after is None:
        return False
    return today > ended_on + timedelta(days=closes_after)
