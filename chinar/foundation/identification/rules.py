"""Pure decisions about what an identity provider says of somebody."""

import re
from dataclasses import dataclass
from enum import StrEnum

from chinar.foundation.core.identifiers import egn_fault, lnch_fault

LEVELS = ("low", "substantial", "high")
"""Of electronic identification (Regulation 910/2014 art. 8), weakest first."""
_SPELT = ("urn:egov:bg:eauth:2.0:levelofassurance:", "http://eidas.europa.eu/loa/", "")
"""How providers begin the name of a level: eAuth by its schema, the European nodes, eAuth by its practice."""
_NUMBER = re.compile(r"(?:PNOBG-)?(?P<number>\d{10})")
_OTHER = re.compile(r"[A-Z]{3}[A-Z]{2}-[0-9A-Za-z./-]{1,40}")
"""A semantic identifier of ETSI EN 319 412-1 (5.1.3): what it is, of which country, the number itself."""
LONGEST_NAME = 80


class Reason(StrEnum):
    """Why somebody was not signed in."""

    CANCELLED = "cancelled"
    """They, or the provider, said no."""
    LATE = "late"
    """Nothing waits for this answer any more: it was used, took too long, or nobody asked."""
    ELSEWHERE = "elsewhere"
    """It came back into another browser than the one that asked."""
    NOT_TRUSTED = "not_trusted"
    """The signature, the audience, the term or the shape of the answer is not what it must be."""
    INCOMPLETE = "incomplete"
    """Without a name or a number that is one."""
    SILENT = "silent"
    """The provider does not answer."""
    CLOSED = "closed"
    """The account was closed."""


class Refused(Exception):
    """Nobody is signed in. `detail` is for the server's log and holds nothing of the person."""

    def __init__(self, reason: Reason, detail: str = "") -> None:
        super().__init__(reason)
        self.reason, self.detail = reason, detail


@dataclass(frozen=True, slots=True)
class Proof:
    """What a provider has proven of somebody; `kind` is one of people's IdentifierKind."""

    kind: str
    number: str
    given_name: str
    middle_name: str
    family_name: str
    level: str


def level_of(said: str) -> str:
    """The level in whichever spelling; "" for anything else."""
    told = said.strip().lower()
    return next((told.removeprefix(way) for way in _SPELT if told.removeprefix(way) in LEVELS), "")


def weakest(levels: list[str]) -> str:
    """What is proven when several levels are told: the weakest, and no more than low where none is understood."""
    known = [level for level in map(level_of, levels) if level]
    return min(known, key=LEVELS.index) if known else LEVELS[0]


def reaches(level: str, needed: str) -> bool:
    """Whether the level is at least the needed one; every level reaches "" ."""
    return not needed or (level in LEVELS and needed in LEVELS and LEVELS.index(level) >= LEVELS.index(needed))


def strongest(levels: list[str]) -> str:
    return max((level for level in levels if level in LEVELS), key=LEVELS.index, default="")


def number_of(said: str) -> tuple[str, str] | None:
    """Kind and number; None for what is neither a valid number of ours nor an identifier of another kind.

    A foreigner's LNCh comes as an EGN does, so the check digits say which of the two it is.
    """
    told = said.strip()
    if found := _NUMBER.fullmatch(told):
        number = found["number"]
        if egn_fault(number) is None:
            return "egn", number
        return ("lnch", number) if lnch_fault(number) is None else None
    if told.startswith("PNOBG-") or not _OTHER.fullmatch(told):
        return None
    return "other", told


def names_of(full: str) -> tuple[str, str, str] | None:
    """Given, middle and family name of one line; two words have no middle name. None where there is no name."""
    words = [word[:LONGEST_NAME] for word in full.split()]
    if not words:
        return None
    if len(words) <= 2:
        return words[0], "", "".join(words[1:])
    return words[0], words[1], " ".join(words[2:])[:LONGEST_NAME]


def proof_of(identifier: str, full_name: str, levels: list[str]) -> Proof:
    """Raises Refused when the number or the name is missing or is none."""
    number, names = number_of(identifier), names_of(full_name)
    if number is None or names is None:
        raise Refused(Reason.INCOMPLETE, "no usable identifier" if number is None else "no name")
    return Proof(*number, *names, weakest(levels))
