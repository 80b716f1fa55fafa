"""An answer of a register as lines for people: label, value, and what was withheld."""

from collections.abc import Iterator, Mapping
from typing import Any

from chinar.domain.registers.regix.answer import Answer
from chinar.domain.registers.regix.description import GROUP, Description, Field, label
from chinar.domain.registers.regix.mapping import as_text
from chinar.domain.registers.regix.matrix import Presence

DEEPEST = 12


def lines(answer: Answer, description: Description, language: str) -> Iterator[str]:
    """In the order of the register; fields without a value appear only where they were withheld."""
    yield from _lines(answer, description, description.response, answer.content, "", 0, language)


def _lines(
    answer: Answer, description: Description, of: Field, content: Any, path: str, depth: int, language: str
) -> Iterator[str]:
    indent = "  " * depth
    for field in description.parts(of).fields if depth < DEEPEST else ():
        here = f"{path}{field.local}"
        value = content.get(field.local) if isinstance(content, Mapping) else None
        name = label(field.name, language)
        if answer.matrix and answer.matrix.allows(here) is False:
            yield f"{indent}{name}: ({Presence.WITHHELD})"
            continue
        for one in value if isinstance(value, list) else [value]:
            if field.kind == GROUP:
                inside = list(_lines(answer, description, field, one, f"{here}.", depth + 1, language))
                if inside and (one or any(f"({Presence.WITHHELD})" in line for line in inside)):
                    yield f"{indent}{name}:"
                    yield from inside
            elif as_text(one):
                yield f"{indent}{name}: {as_text(one)}"
