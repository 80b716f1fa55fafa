"""Whose word changes what is known about somebody."""

from typing import Any

from chinar.foundation.core.actor import Actor
from chinar.foundation.people.models import Organisation, Person


class WrongIdentifier(ValueError):
    """The number is not one of its kind, or contradicts the birth date. The message never holds the number."""


def is_trusted(by: Actor) -> bool:
    """Officials see the document; a citizen's or visitor's word is about themselves alone."""
    return by.kind in ("official", "system")


def assign(row: Person | Organisation, facts: dict[str, Any]) -> list[str]:
    """Sets what differs and names it."""
    changed = [name for name, value in facts.items() if getattr(row, name) != value]
    for name in changed:
        setattr(row, name, facts[name])
    return changed
