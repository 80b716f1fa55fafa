"""Pure decisions about messages: when to try again, how to write a telephone number, what an official may see of an
address."""

import re
from datetime import timedelta

PAUSES = (
    timedelta(minutes=1),
    timedelta(minutes=5),
    timedelta(minutes=20),
    timedelta(hours=1),
    timedelta(hours=4),
    timedelta(hours=12),
    timedelta(hours=24),
)
MOST_TRIES = len(PAUSES) + 1
"""About two days: longer than a weekend without mail would be, shorter than a legal period."""
LEASE = timedelta(minutes=5)
"""Longer than any one try can take (EMAIL_TIMEOUT, sms.TIMEOUT)."""
HOME_PREFIX = "+359"
"""What a Bulgarian number without its country is missing."""


class WrongNumber(ValueError):
    """This is no telephone number."""


def pause_after(tries: int) -> timedelta | None:
    """How long to wait after so many failed tries; None when there shall be no other."""
    return PAUSES[tries - 1] if 0 < tries <= len(PAUSES) else None


def international(number: str) -> str:
    """`0888 12 34 56` as `+359888123456`. Raises WrongNumber."""
    digits = re.sub(r"[\s()./-]", "", number)
    if digits.startswith("00"):
        digits = f"+{digits[2:]}"
    elif digits.startswith("0"):
        digits = f"{HOME_PREFIX}{digits[1:]}"
    if not re.fullmatch(r"\+[1-9][0-9]{6,14}", digits, re.ASCII):
        raise WrongNumber("not a telephone number")
    return digits


def masked(address: str) -> str:
    """Enough to recognise an address that one knows: `el…@chinar.example`, `…3456`;
    of an address on an envelope nothing."""
    if "\n" in address:
        return "…"
    name, at, host = address.partition("@")
    return f"{name[:2]}…@{host}" if at else f"…{address[-4:]}"
