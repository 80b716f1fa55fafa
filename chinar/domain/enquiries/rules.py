"""Pure: which words two texts share."""

import re

_WORD = re.compile(r"\w{4,}")
STEM = 5
MOST_STEMS = 12


def stems(text: str) -> tuple[str, ...]:
    """The beginnings of the first longer words, each once: so "удостоверения" finds "удостоверение"."""
    words = (word[:STEM] for word in _WORD.findall(text.lower()))
    return tuple(dict.fromkeys(words))[:MOST_STEMS]


def likeness(wanted: tuple[str, ...], text: str) -> int:
    """How many of the stems the text holds."""
    lower = text.lower()
    return sum(stem in lower for stem in wanted)
