"""A letter as it came (RFC 5322, MIME), read into plain values. Whatever is sent, this ends soon and raises one error.

Hostile are: boxes within boxes without end, thousands of parts, encodings that do not exist, heads of a megabyte.
"""

import email
import email.policy
import hashlib
import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from email.header import decode_header, make_header
from email.message import Message
from email.utils import parseaddr
from typing import Any

from chinar.foundation.documents.uploads import UnwantedFile, paper_of
from chinar.foundation.notifications.inbound.plain_text import one_line, tidied, words_of
from chinar.foundation.notifications.inbound.rules import HEAD, Marks

MOST_PARTS = 100
MOST_BOXES = 50
MOST_BORDERS = 5_000
MOST_LINES = 500_000
LONGEST_HEAD = 1_000_000
MOST_ATTACHMENTS = 20
LONGEST_TEXT = 20_000
LONGEST_READ = 2_000_000
"""Bytes of one part that are read as text, before they are shortened."""
LONGEST_LINE = 300
MOST_ANSWERED = 30
_MESSAGE_ID = re.compile(r"<([^<>\s]{1,250})>")
_ADDRESS = re.compile(r"[^@\s<>\"(),:;\\]{1,64}@[A-Za-z0-9.-]{1,190}")
_BOX = re.compile(rb"\bboundary\s*\*?\d*\*?=", re.IGNORECASE)
_STATUS = re.compile(r"^Status:\s*(\d\.\d{1,3}\.\d{1,3})", re.IGNORECASE | re.MULTILINE)
_FAILED = re.compile(r"^Action:\s*failed", re.IGNORECASE | re.MULTILINE)


class Unreadable(ValueError):
    """This is no letter that can be taken apart."""


@dataclass(frozen=True, slots=True)
class Attachment:
    """`position` is its place among the parts of the letter."""

    position: int
    name: str
    size: int
    is_paper: bool


@dataclass(frozen=True, slots=True)
class Failure:
    """A report (RFC 3464) that a letter did not arrive for good, with the code of the other server."""

    answered: tuple[str, ...]
    status: str


@dataclass(frozen=True, slots=True)
class Letter:
    sender: str
    sender_name: str
    subject: str
    text: str
    message_id: str
    answers: tuple[str, ...]
    """Message-IDs of the letters that it says it answers, the nearest first, without brackets."""
    marks: Marks
    attachments: tuple[Attachment, ...] = ()
    is_shortened: bool = False
    failure: Failure | None = field(default=None)


# The parser of the standard library raises all of these on letters made to break it.
BREAKS = (RecursionError, LookupError, ValueError, TypeError, AttributeError)


def read(raw: bytes) -> Letter:
    """Raises Unreadable."""
    _refuse_bombs(raw)
    try:
        return _read(raw)
    except BREAKS as error:
        raise Unreadable(type(error).__name__) from None


def read_head(raw: bytes) -> Letter:
    """What the head alone says, for a letter that cannot be taken apart. Raises Unreadable."""
    return read(_head_of(raw)[:HEAD] + b"\n\n")


def contents_of(raw: bytes, positions: set[int]) -> dict[int, bytes]:
    """The attachments at those places. Raises Unreadable."""
    _refuse_bombs(raw)
    try:
        parts = list(_parts(_parsed(raw)))
        return {number: _bytes_of(part) for number, part in enumerate(parts) if number in positions}
    except BREAKS as error:
        raise Unreadable(type(error).__name__) from None


def _refuse_bombs(raw: bytes) -> None:
    """What would take the parser minutes or all memory is counted before it begins."""
    heavy = {
        "head": len(_head_of(raw)) > LONGEST_HEAD,
        "lines": raw.count(b"\n") > MOST_LINES,
        "borders": raw.count(b"\n--") > MOST_BORDERS,
        "boxes": sum(1 for _box in _BOX.finditer(raw)) > MOST_BOXES,
    }
    if wrong := [name for name, is_so in heavy.items() if is_so]:
        raise Unreadable(wrong[0])


def _head_of(raw: bytes) -> bytes:
    ends = [place for gap in (b"\r\n\r\n", b"\n\n") if (place := raw.find(gap)) >= 0]
    return raw[: min(ends)] if ends else raw


def identity_of(raw: bytes) -> str:
    """A digest of Message-ID, day, sender and everything below the head: relays only add to the head."""
    head = _head_of(raw)
    parsed = _parsed(head[:HEAD])
    named = "\0".join(_head(parsed, name)[:1000] for name in ("Message-ID", "Date", "From"))
    return hashlib.sha256(named.encode("utf-8", "replace") + b"\0" + raw[len(head) :].strip()).hexdigest()


def _parsed(raw: bytes) -> Message:
    # The old policy: the new one takes heads apart at once, and hostile ones make it fail.
    return email.message_from_bytes(raw, policy=email.policy.compat32)


def _read(raw: bytes) -> Letter:
    message = _parsed(raw)
    parts = list(_parts(message))
    text, is_shortened = _text_of(parts)
    name, sender = _sender(message)
    return Letter(
        sender=sender,
        sender_name=name,
        subject=one_line(_head(message, "Subject"), LONGEST_LINE),
        text=text,
        message_id=next(iter(_ids(_head(message, "Message-ID"))), ""),
        answers=_answers(message),
        marks=_marks(message, sender),
        attachments=tuple(_attachments(parts)),
        is_shortened=is_shortened or len(parts) >= MOST_PARTS,
        failure=_failure(parts) if message.get_content_type() == "multipart/report" else None,
    )


def _parts(message: Message) -> Iterator[Message]:
    """The leaves in their order, the first MOST_PARTS; a letter within the letter is one of them."""
    waiting: list[Any] = [message]
    found = seen = 0
    while waiting and found < MOST_PARTS and seen < 10 * MOST_PARTS:
        part, seen = waiting.pop(0), seen + 1
        if part.get_content_maintype() == "multipart" and isinstance(part.get_payload(), list):
            waiting[:0] = part.get_payload()
            continue
        found += 1
        yield part


def _head(message: Message, name: str) -> str:
    """A line of the head as text, decoded as well as it can be; "" where there is none."""
    said = message.get(name)
    if said is None:
        return ""
    return _decoded(str(said)[:4000])


def _decoded(words: str) -> str:
    """Encoded words (RFC 2047) as text; what is encoded wrongly stays as it is."""
    try:
        return str(make_header(decode_header(words)))
    except (LookupError, ValueError):
        return words.encode("ascii", "replace").decode()


def _sender(message: Message) -> tuple[str, str]:
    name, address = parseaddr(_head(message, "From").replace("\n", " ").replace("\r", " "))
    fits = _ADDRESS.fullmatch(address)
    return one_line(name, 150), address if fits else ""


def _ids(text: str) -> list[str]:
    return _MESSAGE_ID.findall(text)


def _answers(message: Message) -> tuple[str, ...]:
    named = _ids(_head(message, "In-Reply-To")) + _ids(_head(message, "References"))[::-1]
    return tuple(dict.fromkeys(named))[:MOST_ANSWERED]


def _marks(message: Message, sender: str) -> Marks:
    def said(name: str) -> str:
        return _head(message, name).strip().casefold()

    back = message.get("Return-Path")
    return Marks(
        sender=sender.casefold(),
        auto_submitted=said("Auto-Submitted").partition(";")[0].strip(),
        precedence=said("Precedence"),
        answering_machine=any(name in message for name in ("X-Autoreply", "X-Autorespond", "X-Auto-Reply-From")),
        is_report=message.get_content_type() == "multipart/report",
        has_no_return=back is not None and str(back).strip() == "<>",
        spam_flag=said("X-Spam-Flag"),
        spam_status=said("X-Spam-Status"),
        is_list="List-Id" in message or "List-Unsubscribe" in message,
        message_id=next(iter(_ids(_head(message, "Message-ID"))), ""),
    )


def _is_body(part: Message) -> bool:
    shown_apart = (part.get_content_disposition() == "attachment") or part.get_filename()
    return part.get_content_type() in ("text/plain", "text/html") and not shown_apart


def _text_of(parts: list[Message]) -> tuple[str, bool]:
    """The words of the letter: those in plain text, or, where there are none, those of its HTML."""
    plain = [tidied(_words(part)) for part in parts if _is_body(part) and part.get_content_type() == "text/plain"]
    text = "\n\n".join(one for one in plain if one)
    if not text:
        pages = [words_of(_words(part)) for part in parts if _is_body(part) and part.get_content_type() == "text/html"]
        text = "\n\n".join(one for one in pages if one)
    return text[:LONGEST_TEXT], len(text) > LONGEST_TEXT


def _words(part: Message) -> str:
    content = _bytes_of(part)[:LONGEST_READ]
    named = part.get_content_charset() or "utf-8"
    for charset in (named, "utf-8", "windows-1251"):
        with suppress(LookupError, UnicodeError, ValueError):
            return content.decode(charset)
    return content.decode("ascii", "replace")


def _bytes_of(part: Message) -> bytes:
    content = part.get_payload(decode=True)
    if isinstance(content, bytes):
        return content
    # A letter within the letter is kept as it came.
    return part.as_bytes() if part.get_content_maintype() == "message" else b""


def _attachments(parts: list[Message]) -> Iterator[Attachment]:
    found = 0
    for position, part in enumerate(parts):
        if _is_body(part) or found >= MOST_ATTACHMENTS:
            continue
        found += 1
        content = _bytes_of(part)
        yield Attachment(position, _name_of(part), len(content), _is_paper(content))


def _name_of(part: Message) -> str:
    with suppress(*BREAKS):
        return one_line(_decoded(part.get_filename() or ""), 120)
    return ""


def _is_paper(content: bytes) -> bool:
    try:
        paper_of(content)
    except UnwantedFile:
        return False
    return True


def _failure(parts: list[Message]) -> Failure | None:
    """What a report says of a letter that did not arrive; None for one that says that it was only late, or read."""
    status, answered = "", []
    for part in parts:
        kind = part.get_content_type()
        if kind == "message/delivery-status":
            said = _report_text(part)
            if _FAILED.search(said) and (code := _STATUS.search(said)):
                status = code[1]
        elif kind in ("message/rfc822", "text/rfc822-headers", "message/rfc822-headers"):
            head = _report_text(part).partition("\n\n")[0][:20_000]
            answered += _ids(_head(email.message_from_string(head), "Message-ID"))
    return Failure(tuple(answered), status) if status.startswith("5") and answered else None


def _report_text(part: Message) -> str:
    inner = part.get_payload()
    if isinstance(inner, list):
        return "\n".join(one.as_string()[:20_000] for one in inner[:20] if isinstance(one, Message)).replace(
            "\r\n", "\n"
        )
    return _words(part).replace("\r\n", "\n")
