"""Evidence of a shared description as lines of text, the way its editor types them and files carry them.

code | source | name | name in English | act and article, or the reason | operation of RegiX, or the reason in English

The source is register, own or citizen, with "optional" after it where only some matters need it.
"""

from collections.abc import Iterable, Sequence

from chinar.domain.catalogue.models import EvidenceRequirement, SharedEvidence
from chinar.domain.registers.regix import catalogue as operations
from chinar.domain.registers.regix.errors import WrongQuestion

PARTS, MOST = 6, 30
LONGEST = {"code": 60, "name": 300, "name_en": 300, "ground": 1000, "reason": 1000, "reason_en": 1000}
OPTIONAL = "optional"


class WrongLine(ValueError):
    """A line that says no evidence. `code` says why."""

    def __init__(self, line: int, code: str) -> None:
        super().__init__(f"{line}: {code}")
        self.line, self.code = line, code


def read(text: str) -> list[SharedEvidence]:
    """Unsaved rows; empty lines are passed over. Raises WrongLine for the first that cannot be read."""
    lines = [(number, line.strip()) for number, line in enumerate(text.splitlines(), start=1) if line.strip()]
    if len(lines) > MOST:
        raise WrongLine(lines[MOST][0], "many")
    rows: dict[str, SharedEvidence] = {}
    for number, line in lines:
        row = _row(number, [part.strip() for part in line.split("|")])
        if row.code in rows:
            raise WrongLine(number, "twice")
        rows[row.code] = row
    return list(rows.values())


def write(rows: Iterable[SharedEvidence]) -> str:
    return "\n".join(" | ".join(_parts(row)).rstrip(" |") for row in rows)


def _parts(row: SharedEvidence) -> Sequence[str]:
    source = f"{row.source} {OPTIONAL}" if row.is_optional else row.source
    brings = row.source == EvidenceRequirement.Source.CITIZEN
    why, more = (row.reason, row.reason_en) if brings else (row.ground, row.operation)
    return row.code, source, row.name, row.name_en, why, more


def _row(number: int, parts: list[str]) -> SharedEvidence:
    if not 3 <= len(parts) <= PARTS:
        raise WrongLine(number, "parts")
    code, sort, name, name_en, why, more = (*parts, *[""] * (PARTS - len(parts)))
    source, _space, optional = sort.partition(" ")
    if source not in EvidenceRequirement.Source.values or optional not in ("", OPTIONAL):
        raise WrongLine(number, "source")
    if not _is_code(code) or not name:
        raise WrongLine(number, "code" if name else "name")
    brings = source == EvidenceRequirement.Source.CITIZEN
    if not why and source != EvidenceRequirement.Source.OWN:
        raise WrongLine(number, "reason" if brings else "ground")
    said = {"reason": why, "reason_en": more} if brings else {"ground": why, "operation": _operation(number, more)}
    facts = {"code": code, "name": name, "name_en": name_en, **said}
    if any(len(value) > LONGEST[key] for key, value in facts.items() if key in LONGEST):
        raise WrongLine(number, "long")
    return SharedEvidence(source=source, is_optional=bool(optional), **facts)


def _is_code(text: str) -> bool:
    return bool(text) and text.isascii() and text.replace("-", "").replace("_", "").isalnum()


def _operation(number: int, text: str) -> str:
    if not text:
        return ""
    try:
        return operations.shipped().find(text).string
    except WrongQuestion as wrong:
        raise WrongLine(number, "operation") from wrong
