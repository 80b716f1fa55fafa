"""How every reading takes a value out of an answer."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from chinar.domain.registers.regix.answer import Answer
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
        content = content[0] if isinstance(content, list) and content else content
        content = content.get(part) if isinstance(content, Mapping) else None
    return as_text(content)


def day(content: Any, *path: str) -> date | None:
    """A date with or without time and zone, as registers write it. Raises BadAnswer for one that is none."""
    said = text(content, *path)
    if not said:
        return None
    try:
        return date.fromisoformat(said[:10])
    except ValueError:
        raise BadAnswer(f"{path[-1]} is no date.") from None


def each(content: Any, *path: str) -> list[Mapping[str, Any]]:
    """All groups at the end of the path."""
    for part in path[:-1]:
        content = content.get(part) if isinstance(content, Mapping) else None
    found = content.get(path[-1]) if isinstance(content, Mapping) else None
    listed = found if isinstance(found, list) else [found]
    return [one for one in listed if isinstance(one, Mapping)]
