"""A good answer: what the register said, what it withheld, and the proof of it."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from chinar.domain.registers.regix import xml
from chinar.domain.registers.regix.catalogue import Operation
from chinar.domain.registers.regix.description import Description
from chinar.domain.registers.regix.errors import BadAnswer
from chinar.domain.registers.regix.mapping import as_text, to_python
from chinar.domain.registers.regix.matrix import Matrix, Presence, presence
from chinar.domain.registers.regix.reply import Result
from chinar.domain.registers.regix.signature import Verdict
from chinar.domain.registers.regix.xml import Element


@dataclass(frozen=True, slots=True)
class Answer:
    """`raw` are the bytes as they came: they are the evidence, and with `verdict` all that proves it.

    `content` is plain Python (mapping.py); empty where the register said nothing. `complaints` are what an official
    schema, where there is one, finds wrong with the answer; elements that were withheld can be missing without harm.
    """

    operation: Operation
    call_id: str
    content: dict[str, Any]
    matrix: Matrix | None
    verdict: Verdict
    raw: bytes
    at: datetime
    complaints: tuple[str, ...] = ()

    def presence(self, path: str) -> Presence:
        """Why the field at the dotted path, below the root, has a value or none."""
        return presence(self.matrix, path, is_given=self.has(path))

    def has(self, path: str) -> bool:
        found: Any = self.content
        for part in path.split("."):
            found = found[0] if isinstance(found, list) and found else found
            found = found.get(part) if isinstance(found, dict) else None
        return bool(found) and (isinstance(found, dict | list) or as_text(found) != "")


def content_of(result: Result, description: Description) -> dict[str, Any]:
    """Raises BadAnswer when the document is another one than the operation answers with."""
    return {} if result.response is None else to_python(description, "response", result.response)


def must_answer(argument: Element, result: Result) -> None:
    """The echo of the question must hold all that we asked: an answer about somebody else, though genuine and signed,
    is none to us. RegiX drops what it does not know, but never an identifier. Raises BadAnswer."""
    if result.request is None or result.request.tag != argument.tag:
        raise BadAnswer("The answer does not repeat our question.")
    asked, repeated = (
        {(xml.local(leaf), xml.text(leaf)) for leaf in document.iter() if isinstance(leaf.tag, str) and xml.text(leaf)}
        for document in (argument, result.request)
    )
    if not asked <= repeated:
        raise BadAnswer("The answer repeats another question.")
