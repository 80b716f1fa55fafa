"""The access matrix: which elements of the answer our certificate may see. RegiX takes the others out without a word,
so only the matrix tells what was withheld from what is empty."""

from dataclasses import dataclass
from enum import StrEnum

from chinar.domain.registers.regix import xml
from chinar.domain.registers.regix.xml import Element


class Presence(StrEnum):
    """Why a field of the answer has a value, or has none."""

    GIVEN = "given"
    EMPTY = "empty"
    """We may see it and the register has nothing."""
    WITHHELD = "withheld"
    """We may not see it: its absence says nothing about the person."""
    UNKNOWN = "unknown"
    """Absent, and RegiX did not say whether we may see it."""


@dataclass(frozen=True, slots=True)
class Matrix:
    """`may_see` holds dotted paths without the name of the root, as RegiX writes them."""

    whole: bool
    may_see: dict[str, bool]

    @classmethod
    def read(cls, element: Element | None, namespace: str) -> "Matrix | None":
        """None where it is absent or nil, which some clients take for an empty matrix."""
        access = None if element is None else xml.only(element, f"{{{namespace}}}HasAccess")
        if element is None or access is None:
            return None
        found: dict[str, bool] = {}
        for entry in element.iterfind(f"{{{namespace}}}Properties/{{{namespace}}}Property"):
            path = xml.text(entry.find(f"{{{namespace}}}Name"))
            allowed = xml.text(entry.find(f"{{{namespace}}}HasAccess")) in ("true", "1")
            found[path] = found.get(path, True) and allowed
        return cls(xml.text(access) in ("true", "1"), found)

    def allows(self, path: str) -> bool | None:
        """None where the matrix does not speak of the field. A field inside a withheld one is withheld."""
        parts = path.split(".")
        said = [self.may_see.get(".".join(parts[:length])) for length in range(1, len(parts) + 1)]
        if not self.whole or False in said:
            return False
        return said[-1]


def presence(matrix: Matrix | None, path: str, is_given: bool) -> Presence:
    """`path` is dotted, from below the root of the answer: `PersonNames.FirstName`."""
    if is_given:
        return Presence.GIVEN
    allowed = matrix.allows(path) if matrix else None
    if allowed is None:
        return Presence.UNKNOWN
    return Presence.EMPTY if allowed else Presence.WITHHELD
