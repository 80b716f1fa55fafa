"""Pure decisions about letters that come in: what no official needs to read, what to fetch, when to try again."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

LARGEST = 25_000_000
"""Bytes of a letter that is fetched whole; of a larger one only the head is."""
HEAD = 64_000
MOST_AT_ONCE = 50
"""Letters of one town in one round, so that ten thousand keep nobody else waiting."""
MOST_BYTES_AT_ONCE = 60_000_000
MOST_TRIES = 3
PAUSE = timedelta(minutes=2)
"""After how long a letter is tried again whose reader died, or which the scanner gave no verdict on."""
NUMBER = re.compile(r"(?<![\w.-])\d{1,10}-\d{1,10}-\d{2}\.\d{2}\.\d{4}(?![\w-])", re.ASCII)


class Aside(StrEnum):
    """Why nothing follows from a letter; the last three are for officials to say."""

    AUTOMATIC = "automatic"
    BOUNCE = "bounce"
    SPAM = "spam"
    BULK = "bulk"
    OWN = "own"
    INFECTED = "infected"
    UNWANTED = "unwanted"
    ELSEWHERE = "elsewhere"
    ANSWERED = "answered"


SAID_BY_OFFICIALS = (Aside.UNWANTED, Aside.ELSEWHERE, Aside.ANSWERED)


@dataclass(frozen=True, slots=True)
class Marks:
    """What the head of a letter says of its nature, in small letters."""

    sender: str = ""
    auto_submitted: str = ""
    precedence: str = ""
    answering_machine: bool = False
    is_report: bool = False
    has_no_return: bool = False
    spam_flag: str = ""
    spam_status: str = ""
    is_list: bool = False
    message_id: str = ""


def reason_of(marks: Marks, *, own_addresses: Iterable[str], own_ids: bool) -> Aside | None:
    """Why no official needs to read it; None for a letter that somebody wrote. What an answering machine sent is
    recognised first of all, whatever it answers: two machines would talk for ever (RFC 3834)."""
    if own_ids or marks.sender in {one.casefold() for one in own_addresses if one}:
        return Aside.OWN
    if marks.is_report:
        return Aside.BOUNCE
    machine = marks.auto_submitted not in ("", "no") or marks.answering_machine
    if machine or marks.precedence in ("auto_reply", "auto-reply") or marks.has_no_return:
        return Aside.AUTOMATIC
    if marks.spam_flag.startswith("yes") or marks.spam_status.startswith("yes"):
        return Aside.SPAM
    if marks.is_list or marks.precedence in ("bulk", "junk", "list"):
        return Aside.BULK
    return None


def reached_at(told: datetime | None, *, fetched_at: datetime) -> datetime:
    """When a letter reached the mailbox: what its server noted, unless that is not yet, or not said."""
    return min(told, fetched_at) if told else fetched_at


def numbers_in(text: str) -> list[str]:
    """Register numbers that a line names, in its order."""
    return list(dict.fromkeys(NUMBER.findall(text)))


def within(sizes: Iterable[tuple[int, int]]) -> Iterator[tuple[int, bool]]:
    """Of letters (uid, bytes) those of this round, in order, and whether each is to be fetched whole. At least one, so
    that none stops the others for ever."""
    taken = 0
    for number, (uid, size) in enumerate(sizes):
        whole = size <= LARGEST
        taken += size if whole else HEAD
        if number and (number >= MOST_AT_ONCE or taken > MOST_BYTES_AT_ONCE):
            return
        yield uid, whole
