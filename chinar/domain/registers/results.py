"""What an answer of a register means for the evidence, and the same answer read again from what was kept."""

import contextlib
from collections.abc import Collection, Iterator, Mapping
from datetime import date, datetime
from typing import Any, NamedTuple

from django.utils.translation import gettext

from chinar.domain.registers import showing
from chinar.domain.registers.models import EvidenceRecord
from chinar.domain.registers.regix import catalogue, description, reply, signature
from chinar.domain.registers.regix.answer import Answer, content_of
from chinar.domain.registers.regix.errors import BadAnswer, WrongQuestion
from chinar.domain.registers.regix.mapping import as_text
from chinar.domain.registers.regix.matrix import Presence
from chinar.foundation.core.jinja import day

Outcome = EvidenceRecord.Outcome


def class_of(answer: Answer) -> str:
    """FETCHED, WITHHELD where nothing is left because we may see nothing, NOBODY where the register has nothing."""
    if has_content(answer):
        return Outcome.FETCHED
    matrix = answer.matrix
    if matrix is not None and (not matrix.whole or False in matrix.may_see.values()):
        return Outcome.WITHHELD
    return Outcome.NOBODY


def has_content(answer: Answer) -> bool:
    return any(_leaves(answer.content))


def _leaves(content: Any) -> Iterator[bool]:
    if isinstance(content, Mapping):
        for value in content.values():
            yield from _leaves(value)
    elif isinstance(content, list):
        for value in content:
            yield from _leaves(value)
    else:
        yield as_text(content) != ""


def read_again(operation: str, raw: str, *, trusted: Collection[str], at: datetime) -> Answer:
    """The answer from its bytes; `trusted` and `at` judge the signature anew. Raises RegixError when it is none."""
    found = catalogue.shipped().find(operation)
    described = description.shipped(found)
    if described is None:
        raise WrongQuestion(f"{found.name} is not described here.")
    said = reply.read(raw.encode())
    if not isinstance(said, reply.Result):
        raise BadAnswer("Not an answer.")
    verdict = signature.verdict(said.data, said.signatures, trusted=trusted, at=at)
    return Answer(found, said.call_id, content_of(said, described), said.matrix, verdict, raw.encode(), at)


class Line(NamedTuple):
    """`value` is empty where the line is the head of those below it."""

    label: str
    value: str


def lines_of(answer: Answer, language: str) -> list[Line]:
    """Labels and values for people, in the order of the register, with days as people write them."""
    described = description.shipped(answer.operation)
    told = showing.lines(answer, described, language) if described else ()
    return [_line(line.strip()) for line in told]


def _line(told: str) -> Line:
    label, _, value = told.partition(":")
    value = value.strip()
    if value == f"({Presence.WITHHELD})":
        value = gettext("withheld by the register")
    with contextlib.suppress(ValueError):
        value = day(date.fromisoformat(value)) if len(value) == len("2026-11-02") else value
    return Line(label[:1].upper() + label[1:], value)
