"""Typed reading of environment variables; a wrong value stops the start and names the variable."""

import os
from datetime import date


class WrongSetting(Exception):
    """A CHINAR_ variable has a value that cannot be used."""


def text(name: str, default: str = "") -> str:
    return os.environ.get(name, default)


def flag(name: str, default: bool = False) -> bool:
    value = os.environ.get(name, "").strip().lower()
    if value in ("", None):
        return default
    if value in ("1", "true", "yes", "on"):
        return True
    if value in ("0", "false", "no", "off"):
        return False
    raise WrongSetting(f"{name}={value!r}: say 1 or 0")


def words(name: str, default: str = "") -> list[str]:
    """Comma separated values without blanks."""
    return [word.strip() for word in os.environ.get(name, default).split(",") if word.strip()]


def day(name: str) -> date:
    """`2026-08-08`; without it a day that is long past."""
    value = text(name).strip()
    try:
        return date.fromisoformat(value) if value else date.min
    except ValueError as error:
        raise WrongSetting(f"{name}={value!r}: say a day, for example 2026-08-08") from error
