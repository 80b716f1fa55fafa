"""How every reading takes a value out of an answer.

Paths are names as one sees them: some schemas spell a name with a letter of another alphabet that looks alike.
"""

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from typing import Any

from chinar.domain.registers.regix.answer import Answer
from chinar.domain.registers.regix.description import plain
from chinar.domain.registers.regix.errors import BadAnswer
from chinar.domain.registers.regix.mapping import as_text


def of(answer: Answer, *operations: str) -> Mapping[str, Any]:
    """The content, when the answer is of one of these operations. Raises ValueError: another one is our mistake."""
    if answer.operation.name not in operations:
        raise ValueError(f"An answer of {answer.operation.name} cannot be read as {operations[0]}.")
    return answer.content


def text(content: Any, *path: str) -> str:
    """At the end of the path; of several the first."""
    for part in path:
        content = _part(_first(content), part)
    return as_text(_first(content))


def named(content: Any, **paths: str) -> dict[str, str]:
    """Several texts, each under the name that the reading gives it: `number="Details.DecisionNumber"`."""
    return {name: text(content, *path.split(".")) for name, path in paths.items()}


def day(content: Any, *path: str) -> date | None:
    """A date with or without time and zone, as registers write it. Raises BadAnswer for one that is none."""
    said = text(content, *path)
    if not said:
        return None
    try:
        return date.fromisoformat(said[:10])
    except ValueError:
        raise BadAnswer(f"{path[-1]} is no date.") from None


def moment(content: Any, *path: str) -> datetime | None:
    """A moment as the register writes it, with or without its zone. Raises BadAnswer for one that is none."""
    said = text(content, *path)
    if not said:
        return None
    try:
        return datetime.fromisoformat(said)
    except ValueError:
        raise BadAnswer(f"{path[-1]} is no moment.") from None


def number(content: Any, *path: str) -> Decimal | None:
    """An amount, an area or a count. Raises BadAnswer for what is none."""
    said = text(content, *path).replace(",", ".")
    if not said:
        return None
    try:
        found = Decimal(said)
    except InvalidOperation:
        raise BadAnswer(f"{path[-1]} is no number.") from None
    if not found.is_finite():
        raise BadAnswer(f"{path[-1]} is no number.")
    return found


def flag(content: Any, *path: str) -> bool | None:
    """Raises BadAnswer for what is neither yes nor no."""
    said = text(content, *path).lower()
    if said not in ("", "true", "1", "false", "0"):
        raise BadAnswer(f"{path[-1]} is neither yes nor no.")
    return said in ("true", "1") if said else None


def each(content: Any, *path: str) -> list[Mapping[str, Any]]:
    """All groups at the end of the path; on the way the first of several."""
    for part in path[:-1]:
        content = _part(_first(content), part)
    found = _part(_first(content), path[-1])
    listed = found if isinstance(found, list) else [found]
    return [one for one in listed if isinstance(one, Mapping)]


def texts(content: Any, *path: str) -> tuple[str, ...]:
    """All texts at the end of the path."""
    for part in path[:-1]:
        content = _part(_first(content), part)
    found = _part(_first(content), path[-1])
    return tuple(said for one in (found if isinstance(found, list) else [found]) if (said := as_text(one)))


def _first(content: Any) -> Any:
    return content[0] if isinstance(content, list) and content else content


def _part(content: Any, name: str) -> Any:
    if not isinstance(content, Mapping):
        return None
    if name in content:
        return content[name]
    return next((value for key, value in content.items() if plain(key) == name), None)
