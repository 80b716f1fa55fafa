"""What an entry may hold, and how entries are chained. Values in, values out."""

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any

GENESIS = "0" * 64
# Ten digits in a row are an EGN, an LNCh or a telephone number.
PERSONAL = (re.compile(r"(?<!\w)\d{10}(?!\w)"), re.compile(r"[^\s@]+@[^\s@]+"))


def refuse_personal_data(texts: Iterable[str]) -> None:
    """Raises ValueError at what looks like an identifier of a person, a telephone or an e-mail address."""
    for text in texts:
        if any(pattern.search(text) for pattern in PERSONAL):
            raise ValueError("The journal takes no personal data: name the matter by its public identifier.")


def plain(content: Mapping[str, Any]) -> dict[str, Any]:
    """The content with its moment as text in UTC, the same from every database."""
    at: datetime = content["at"]
    return {**content, "at": at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")}


def canonical(content: Mapping[str, Any]) -> bytes:
    """The one way of writing an entry down: sorted keys, no blanks, UTF-8."""
    return json.dumps(plain(content), sort_keys=True, ensure_ascii=False, separators=(",", ":")).encode()


def digest(previous: str, content: Mapping[str, Any]) -> str:
    """SHA-256 of the digest before and the entry, in hexadecimal."""
    return sha256(previous.encode() + b"\n" + canonical(content)).hexdigest()


def prove(rows: Iterable[tuple[int, str, Mapping[str, Any]]]) -> Iterator[tuple[int, str, str | None]]:
    """Walks (position, digest, content) in order; yields (position, digest, what is wrong) for each row.

    After something wrong it stops: everything behind a break is unproven. Wrong is "missing" (a position was
    skipped) or "changed" (the content or the order is not what was sealed).
    """
    previous = GENESIS
    for expected, (position, found, content) in enumerate(rows, start=1):
        if position != expected:
            yield expected, previous, "missing"
            return
        if digest(previous, content) != found:
            yield position, previous, "changed"
            return
        previous = found
        yield position, found, None
