"""A mailbox read over IMAP (RFC 9051, RFC 3501) and changed in nothing: letters are looked at without being marked.

Knows no municipality: values in, values out. All waits are short, and no answer is read that is larger than asked for.
"""

import imaplib
import re
import ssl
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import date, datetime
from email.utils import parsedate_to_datetime
from enum import StrEnum

from chinar.foundation.notifications.inbound.rules import HEAD, LARGEST, MOST_AT_ONCE

SECONDS = 20.0
WINDOW = 50_000
"""Numbers looked through with one question: its answer stays short however full the mailbox is."""
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_UID = re.compile(rb"\bUID (\d+)", re.IGNORECASE)
_SIZE = re.compile(rb"\bRFC822\.SIZE (\d+)", re.IGNORECASE)
_CAME = re.compile(rb'\bINTERNALDATE "([ \d]\d-[A-Za-z]{3}-\d{4} \d\d:\d\d:\d\d [+-]\d{4})"', re.IGNORECASE)


class Trouble(StrEnum):
    UNREACHABLE = "unreachable"
    CERTIFICATE = "certificate"
    PASSWORD = "password"  # noqa: S105
    FOLDER = "folder"
    UNCLEAR = "unclear"


class NoMail(Exception):
    """Nothing was fetched; `code` names the fault without the words of the server, which may hold anything."""

    def __init__(self, trouble: Trouble, code: str = "") -> None:
        super().__init__(f"{trouble} {code}".strip())
        self.trouble, self.code = trouble, code


@dataclass(frozen=True, slots=True)
class Way:
    """Where the mailbox is, and what proves to it who reads. `authorities` is a file of further certificates."""

    host: str
    port: int
    starttls: bool
    user: str
    password: str
    folder: str
    authorities: str = ""


@dataclass(frozen=True, slots=True)
class Listed:
    uid: int
    size: int
    came_at: datetime | None


class Box:
    """The opened folder. `validity` says by which count its letters are numbered, `next_uid` how far that is."""

    def __init__(self, line: imaplib.IMAP4, validity: int, next_uid: int, count: int) -> None:
        self.line, self.validity, self.next_uid, self.count = line, validity, next_uid, count

    def after(self, last: int, *, since: date) -> tuple[list[int], int]:
        """Numbers of the first letters after `last`, in order, and how far was looked."""
        day = f"{since.day:02}-{_MONTHS[since.month - 1]}-{since.year}"
        while last + 1 < self.next_uid:
            end = min(last + WINDOW, self.next_uid - 1)
            answer = self._ask("SEARCH", f"UID {last + 1}:{end} SINCE {day}")
            words = b" ".join(line for line in answer if isinstance(line, bytes)).split()
            found = sorted(uid for uid in map(_number, words) if last < uid <= end)
            if found:
                return found[: MOST_AT_ONCE + 1], end if len(found) <= MOST_AT_ONCE else found[MOST_AT_ONCE - 1]
            last = end
        return [], last

    def listed(self, uids: Sequence[int]) -> list[Listed]:
        """How large they are and when they came; those that are gone are left out."""
        if not uids:
            return []
        found = {}
        for line in self._ask("FETCH", ",".join(map(str, uids)), "(UID RFC822.SIZE INTERNALDATE)"):
            text = line if isinstance(line, bytes) else b"".join(line or ())
            uid, size, came = _UID.search(text), _SIZE.search(text), _CAME.search(text)
            if uid and size:
                found[int(uid[1])] = Listed(int(uid[1]), int(size[1]), _moment(came[1]) if came else None)
        return [found[uid] for uid in uids if uid in found]

    def fetch(self, uid: int, *, whole: bool) -> bytes | None:
        """The letter as it came, or only its head; None when it is gone. It stays unread in the mailbox."""
        part = f"BODY.PEEK[]<0.{LARGEST}>" if whole else f"BODY.PEEK[HEADER]<0.{HEAD}>"
        for line in self._ask("FETCH", str(uid), f"(UID {part})"):
            if isinstance(line, tuple) and len(line) > 1:
                return bytes(line[1])
        return None

    def _ask(self, command: str, *words: str) -> list[bytes | tuple[bytes, bytes] | None]:
        status, answer = self.line.uid(command, *words)
        if status != "OK":
            raise NoMail(Trouble.UNCLEAR, command)
        return answer


def _number(word: bytes) -> int:
    return int(word) if word.isdigit() and len(word) < 12 else 0


def _moment(text: bytes) -> datetime | None:
    day, _space, rest = text.decode("ascii").strip().partition(" ")
    try:
        return parsedate_to_datetime(f"{day.replace('-', ' ')} {rest}")
    except ValueError:
        return None


@contextmanager
def opened(way: Way) -> Iterator[Box]:
    """The folder, for reading only. Raises NoMail, also for what goes wrong while it is read."""
    line = None
    try:
        line = _line(way)
        _sign_in(line, way)
        yield _folder(line, way.folder)
    except ssl.SSLCertVerificationError as error:
        raise NoMail(Trouble.CERTIFICATE, str(error.verify_code)) from None
    except (imaplib.IMAP4.error, ValueError, IndexError) as error:
        raise NoMail(Trouble.UNCLEAR, type(error).__name__) from None
    except OSError as error:
        raise NoMail(Trouble.UNREACHABLE, type(error).__name__) from None
    finally:
        if line is not None:
            with suppress(OSError, imaplib.IMAP4.error):
                line.logout()


def _line(way: Way) -> imaplib.IMAP4:
    context = ssl.create_default_context()
    if way.authorities:
        context.load_verify_locations(way.authorities)
    if not way.starttls:
        return imaplib.IMAP4_SSL(way.host, way.port, ssl_context=context, timeout=SECONDS)
    line = imaplib.IMAP4(way.host, way.port, timeout=SECONDS)
    line.starttls(context)  # the password goes over nothing else
    return line


def _sign_in(line: imaplib.IMAP4, way: Way) -> None:
    proof = f"\0{way.user}\0{way.password}".encode()
    try:
        if "AUTH=PLAIN" in line.capabilities:
            line.authenticate("PLAIN", lambda _challenge: proof)
        else:
            line.login(way.user, way.password)
    except imaplib.IMAP4.abort:
        raise NoMail(Trouble.UNREACHABLE, "abort") from None
    except (imaplib.IMAP4.error, UnicodeError):
        raise NoMail(Trouble.PASSWORD) from None


def _folder(line: imaplib.IMAP4, name: str) -> Box:
    quoted = '"' + name.replace("\\", "\\\\").replace('"', '\\"') + '"'
    status, answer = line.select(quoted, readonly=True)
    if status != "OK":
        raise NoMail(Trouble.FOLDER)
    validity, next_uid = (_told(line, code) for code in ("UIDVALIDITY", "UIDNEXT"))
    if not validity or not next_uid:
        raise NoMail(Trouble.UNCLEAR, "UIDVALIDITY")
    return Box(line, validity, next_uid, _number(answer[0] or b""))


def _told(line: imaplib.IMAP4, code: str) -> int:
    _code, said = line.response(code)
    return _number(said[-1]) if said and said[-1] else 0
