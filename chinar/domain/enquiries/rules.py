"""Pure decisions about questions: personal data in a text, and which words two texts share."""

import hashlib
import re
from enum import StrEnum


class PersonalData(StrEnum):
    """What must not stand in a public text."""

    NUMBER = "number"
    EMAIL = "email"
    TELEPHONE = "telephone"


_NUMBER = re.compile(r"(?<!\d)\d(?:[ \-]?\d){9}(?!\d)")
# Begins only where a word begins: otherwise a long text without "@" is read once for each of its letters.
_EMAIL = re.compile(r"(?<![^\s@<>])[^\s@<>]+@[^\s@<>.]+\.[^\s@<>]")
_TELEPHONE = re.compile(r"(?<!\d)(?:\+|00)\s?\d(?:[ \-/().]*\d){7,12}(?!\d)|(?<!\d)0(?:[ \-/().]*\d){7,9}(?!\d)")
_WORD = re.compile(r"\w{4,}")
STEM = 5
MOST_STEMS = 12


def has_personal_number(text: str) -> bool:
    """Whether ten digits stand together, as in an EGN or LNCh; digits of any script, also set apart in groups."""
    return bool(_NUMBER.search(text))


def personal_data_in(text: str) -> tuple[PersonalData, ...]:
    """The kinds of personal data that the text seems to hold; () when it may be public.

    Names cannot be told from other words: that is left to the eye of who publishes.
    """
    found = {
        PersonalData.NUMBER: _NUMBER,
        PersonalData.EMAIL: _EMAIL,
        PersonalData.TELEPHONE: _TELEPHONE,
    }
    return tuple(kind for kind, pattern in found.items() if pattern.search(text))


def stems(text: str) -> tuple[str, ...]:
    """The beginnings of the first longer words, each once: so "удостоверения" finds "удостоверение"."""
    words = (word[:STEM] for word in _WORD.findall(text.lower()))
    return tuple(dict.fromkeys(words))[:MOST_STEMS]


def likeness(wanted: tuple[str, ...], text: str) -> int:
    """How many of the stems the text holds."""
    lower = text.lower()
    return sum(stem in lower for stem in wanted)


def draft_mark(draft: str) -> str:
    """What a page keeps of a draft, to know later whether it is still the same; "" for none."""
    return hashlib.sha256(draft.encode()).hexdigest()[:32] if draft else ""
