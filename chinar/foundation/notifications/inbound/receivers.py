"""The registry of receivers: a higher module says which letter is its own and takes it into its file."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from chinar.foundation.notifications.inbound.reading import Letter
from chinar.foundation.notifications.models import IncomingMail, Message


class Recognised(NamedTuple):
    """Of which matter a letter is. `is_proven` when it holds what only those who have a part in the matter know: then
    it goes into the file by itself; otherwise it is a hint for the official who reads it."""

    subject: str
    is_proven: bool


class NotTaken(Exception):
    """The file does not take it now; an official reads it."""


Recognise = Callable[[Letter, list[Message]], Recognised | None]
"""Asked with the messages of ours that the letter answers, the nearest first."""
Take = Callable[[str, IncomingMail, Letter, bytes, datetime], None]
"""Puts the letter into the file of that matter, in the transaction that notes it. Raises NotTaken."""


@dataclass(frozen=True, slots=True)
class Receiver:
    """`kind` is what its matters are called in About."""

    kind: str
    recognise: Recognise
    take: Take


_receivers: dict[str, Receiver] = {}


def register(receiver: Receiver) -> None:
    _receivers[receiver.kind] = receiver


def registered() -> tuple[Receiver, ...]:
    return tuple(_receivers.values())


def recognised(letter: Letter, answered: list[Message]) -> Iterator[tuple[Receiver, Recognised]]:
    """Whoever knows the letter, in the order of registration."""
    for receiver in _receivers.values():
        found = receiver.recognise(letter, answered)
        if found is not None:
            yield receiver, found
