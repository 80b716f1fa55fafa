"""Pure decisions at the counter: what was typed into the one box, and which services a few letters mean."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from chinar.foundation.core.identifiers import clean, egn_fault, eik_fault, lnch_fault
from chinar.foundation.documents.codes import normalise


class Sought(StrEnum):
    """By what somebody is looked for."""

    EGN = "egn"
    LNCH = "lnch"
    EIK = "eik"
    NAME_AND_BIRTH = "name_and_birth"
    NAME = "name"
    CODE = "code"


class Unclear(StrEnum):
    """Why what was typed finds nobody."""

    EMPTY = "empty"
    NUMBER = "number"
    LENGTH = "length"
    DATE = "date"
    SHORT = "short"


class NotUnderstood(ValueError):
    """`why` says what is wrong with what was typed."""

    def __init__(self, why: Unclear) -> None:
        super().__init__(why)
        self.why = why


@dataclass(frozen=True, slots=True)
class Asked:
    """What was typed, as it was understood. `text` is a clean number, a code, or words."""

    by: Sought
    text: str
    born_on: date | None = None

    @property
    def words(self) -> tuple[str, ...]:
        return tuple(self.text.split())


_DATED = re.compile(r"(?P<words>.+?)[\s,;]+(\d{1,2})[.\-/ ](\d{1,2})[.\-/ ](\d{4})\s*(?:г\.?)?")
_DATED_SHORT = re.compile(r"(?P<words>.+?)[\s,;]+(\d{2})(\d{2})(\d{4})")
SHORTEST = 3


def understood(typed: str) -> Asked:
    """EGN, LNCh, EIK, a code of a draft, a name with a birth date, or the name of an organisation.

    Raises NotUnderstood.
    """
    words = " ".join(typed.split())
    if not words:
        raise NotUnderstood(Unclear.EMPTY)
    number = clean(words).removeprefix("BG")
    if number.isascii() and number.isdecimal() and len(number) != 16:
        return _number(number)
    if any(char.isdecimal() for char in words) and (code := normalise(words)):
        return Asked(Sought.CODE, code)
    if dated := _DATED.fullmatch(words) or _DATED_SHORT.fullmatch(words):
        return Asked(Sought.NAME_AND_BIRTH, dated["words"].strip(" ,;"), _date(*dated.groups()[1:]))
    if len(words) < SHORTEST:
        raise NotUnderstood(Unclear.SHORT)
    return Asked(Sought.NAME, words)


def _number(number: str) -> Asked:
    if len(number) == 10 and egn_fault(number) is None:
        return Asked(Sought.EGN, number)
    if len(number) == 10 and lnch_fault(number) is None:
        return Asked(Sought.LNCH, number)
    if len(number) in (9, 13) and eik_fault(number) is None:
        return Asked(Sought.EIK, number)
    raise NotUnderstood(Unclear.NUMBER if len(number) in (9, 10, 13) else Unclear.LENGTH)


def _date(day: str, month: str, year: str) -> date:
    try:
        return date(int(year), int(month), int(day))
    except ValueError as error:
        raise NotUnderstood(Unclear.DATE) from error


def spellings(word: str) -> set[str]:
    """A name as it may be kept: databases compare Cyrillic letters exactly."""
    return {word, word.title(), word.upper()}


def names_of(words: Sequence[str]) -> dict[str, str]:
    """Given, father's and family name of one, two, three or more words."""
    if len(words) == 1:
        return {"family_name": words[0]}
    if len(words) == 2:
        return {"given_name": words[0], "family_name": words[1]}
    return {"given_name": words[0], "middle_name": words[1], "family_name": " ".join(words[2:])}


def rank_of(typed: str, name: str, *, number: str = "") -> int | None:
    """How well a few letters mean a service, smaller is better; None when they do not.

    By its number in the state's register; by beginnings of its words in any order; by the first letters of words that
    stand together: „ун“ is „удостоверение за наследници“.
    """
    sought, words = _words(typed), _words(name)
    if not sought:
        return None
    if number and typed.strip() == number:
        return 0
    places = [next((at for at, word in enumerate(words) if word.startswith(one)), None) for one in sought]
    if all(place is not None for place in places):
        return 10 + sum(place for place in places if place is not None)
    if len(sought) == 1 and len(sought[0]) > 1 and any(sought[0] in initials for initials in _initials(words)):
        return 1
    return None


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", text.casefold())


def _initials(words: Sequence[str]) -> tuple[str, str]:
    """Of all words, and of those that are no mere prepositions."""
    return "".join(word[0] for word in words), "".join(word[0] for word in words if len(word) > 2)
