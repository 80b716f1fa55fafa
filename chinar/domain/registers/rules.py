"""Pure decisions about evidence: when a register is asked by itself, who may ask, when to try again."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum


class Source(StrEnum):
    """How evidence comes into the file; the codes are those of the requirement of the service."""

    REGISTER = "register"
    OWN = "own"
    CITIZEN = "citizen"


class Standing(StrEnum):
    """How a piece of evidence stands, for the worklist and for words."""

    THERE = "there"
    ON_ITS_WAY = "on_its_way"
    """A register or another body is asked; nobody here has to do anything."""
    FOR_APPROVAL = "for_approval"
    TO_DO = "to_do"
    """An official goes on by hand."""
    FROM_CITIZEN = "from_citizen"
    OPTIONAL = "optional"


THERE = frozenset({"fetched", "held", "given", "received"})
TO_DO = frozenset({"withheld", "nobody", "failed", "stopped", "not_held", "declined"})
ASKED = frozenset({"asked", "asked_town", "disputed"})
WITHOUT_A_PAPER = frozenset({"fetched", "held", "received"})
"""The citizen was spared a paper."""

TRY_AGAIN_AFTER = (timedelta(minutes=15), timedelta(hours=1), timedelta(hours=4), timedelta(hours=24))
LEASE = timedelta(minutes=10)
"""A question that was sent and of which nothing was heard for so long was interrupted."""


def is_fetched_by_itself(*, source: str, operation: str, ground: str, subject: str, four_eyes: bool) -> bool:
    """Whether the worker asks without an official: a register, a ground, somebody to ask about, no second pair of
    eyes, and nothing that hands data over instead of asking."""
    sends = operation.rpartition(".")[2].startswith("Send")
    return source == Source.REGISTER and bool(operation and ground and subject) and not four_eyes and not sends


def standing(outcome: str, *, source: str, is_optional: bool, will_be_asked: bool, is_late: bool = False) -> Standing:
    """`outcome` of the newest record, "" without one; `is_late`: another body has let its days pass."""
    if outcome in THERE:
        return Standing.THERE
    if outcome == "requested":
        return Standing.FOR_APPROVAL
    if outcome in ASKED:
        return Standing.TO_DO if is_late else Standing.ON_ITS_WAY
    if outcome == "approved" or (not outcome and will_be_asked):
        return Standing.ON_ITS_WAY
    if outcome in TO_DO:
        return Standing.TO_DO
    if is_optional:
        return Standing.OPTIONAL
    return Standing.FROM_CITIZEN if source == Source.CITIZEN else Standing.TO_DO


FROM_OTHERS = frozenset({"fetched", "received"})
OF_OTHERS = FROM_OTHERS | ASKED | TO_DO | {"requested", "approved"}
"""Something was, or is being, got from another administration."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of evidence by its newest record; `outcome` "" and `at` None without one."""

    source: str
    outcome: str
    at: datetime | None
    is_optional: bool


def accessed_at(pieces: Iterable[Piece]) -> datetime | None:
    """When the last of the data came that primary administrators of data hold (АПК чл. 57, ал. 9).

    None while any of it is awaited, and where nothing came from others: then there was no access to count from. What
    the municipality holds itself or the citizen brought is no such data.
    """
    of_others = [
        one
        for one in pieces
        if one.outcome in OF_OTHERS or (one.source == Source.REGISTER and not one.outcome and not one.is_optional)
    ]
    if not all(one.outcome in FROM_OTHERS for one in of_others):
        return None
    return max((one.at for one in of_others if one.at), default=None)


def try_again_after(tries: int) -> timedelta | None:
    """Until the next question after so many without an answer; None: the worker gives up, an official goes on."""
    return TRY_AGAIN_AFTER[tries - 1] if 1 <= tries <= len(TRY_AGAIN_AFTER) else None


class MayNotAsk(StrEnum):
    """Why an official may not ask a register about this."""

    ROLE = "role"
    NEEDS_PRESENCE = "needs_presence"


VILLAGE_ROLES = frozenset({"deputy"})


def why_not_ask(
    held: Collection[str], *, asking: Collection[str], is_filed_here: bool, is_present: bool
) -> MayNotAsk | None:
    """`held` are the official's roles, `asking` those that the requirement names (empty: any who may ask at all).

    A village office asks only on a request filed with it, or with the person concerned before it: where everybody
    knows everybody, curiosity is nearest.
    """
    fit = set(held) & set(asking) if asking else set(held)
    if not fit:
        return MayNotAsk.ROLE
    if fit <= VILLAGE_ROLES and not (is_filed_here or is_present):
        return MayNotAsk.NEEDS_PRESENCE
    return None
