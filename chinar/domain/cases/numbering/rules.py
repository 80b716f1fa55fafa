"""Pure decisions about numbers of the town's records system: when it is asked again, what is its number."""

from datetime import timedelta
from enum import StrEnum

LONGEST = 80
PAUSES = (
    timedelta(minutes=1),
    timedelta(minutes=5),
    timedelta(minutes=15),
    timedelta(hours=1),
    timedelta(hours=3),
)
LAST_PAUSE = timedelta(hours=6)


class Trouble(StrEnum):
    """What went wrong with an attempt. None is for good: nothing that was acknowledged is given up."""

    UNREACHABLE = "unreachable"
    BUSY = "busy"
    KEY = "key"
    REFUSED = "refused"
    UNCLEAR = "unclear"
    DOUBLE = "double"


def pause_after(tries: int) -> timedelta:
    """How long to wait after so many attempts, at least one: minutes first, at last six hours, without an end."""
    return PAUSES[tries - 1] if 0 < tries <= len(PAUSES) else LAST_PAUSE


def sought(number: str) -> str:
    """As a number is looked for: „№ ВХ-12 / 2026“ and „вх-12/2026“ are the same."""
    return "".join(number.split()).lstrip("№").casefold()


def is_number(text: object) -> bool:
    """Whether the other system's answer can be a number: a line of print, neither empty nor endless."""
    return isinstance(text, str) and 0 < len(text.strip()) <= LONGEST and text.isprintable() and bool(sought(text))
