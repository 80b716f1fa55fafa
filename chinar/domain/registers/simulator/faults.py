"""Faults on demand, for one operation or for all."""

from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    DELAY = "delay"
    """Answers after so many seconds."""
    TIME_OUT = "timeout"
    """Never answers."""
    UNAVAILABLE = "unavailable"
    """HTTP 503."""
    REGISTER_ERROR = "register_error"
    PENDING = "pending"
    """Ready after so many polls."""
    EMPTY = "empty"
    """An answer without any element."""
    NOT_FOUND = "not_found"
    WRONG_SIGNATURE = "wrong_signature"
    UNSIGNED = "unsigned"
    TRUNCATED = "truncated"
    """The line breaks in the middle of the answer."""
    TRICKLE = "trickle"
    """Headers byte by byte, so many seconds between two."""
    NOT_XML = "not_xml"
    DISABLED = "disabled"
    """Service is disabled."""


@dataclass(frozen=True, slots=True)
class Injected:
    kind: Kind
    number: float = 0.0
    times: int = -1
    """How often it happens; -1 always."""


class Faults:
    """Which fault happens next. `*` stands for every operation."""

    def __init__(self) -> None:
        self._set: dict[str, Injected] = {}

    def set(self, operation: str, kind: Kind | None, number: float = 0.0, times: int = -1) -> None:
        if kind is None:
            self._set.pop(operation, None)
        else:
            self._set[operation] = Injected(kind, number, times)

    def take(self, operation: str) -> Injected | None:
        for key in (operation, "*"):
            found = self._set.get(key)
            if found and found.times != 0:
                self._set[key] = Injected(found.kind, found.number, found.times - 1 if found.times > 0 else -1)
                return found
        return None

    @classmethod
    def parse(cls, words: list[str]) -> "Faults":
        """`ValidPersonSearch=delay:5`, `*=unavailable`. Raises ValueError."""
        faults = cls()
        for word in words:
            operation, _, said = word.partition("=")
            kind, _, number = said.partition(":")
            faults.set(operation, Kind(kind), float(number or 0))
        return faults
