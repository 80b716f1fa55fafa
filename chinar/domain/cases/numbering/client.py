"""Asks a records system for a number (docs/operations/numbering.md). Knows no platform: values in, values out."""

import ipaddress
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit
from uuid import UUID

import httpx

from chinar.domain.cases.numbering.rules import Trouble, is_number

SECONDS = 10.0
MOST_BYTES = 100_000


class NoNumber(Exception):
    """The attempt gave no number; the same may be asked again. `code` is the other server's."""

    def __init__(self, trouble: Trouble, code: str = "") -> None:
        super().__init__(f"{trouble} {code}".strip())
        self.trouble, self.code = trouble, code


def is_safe(address: str) -> bool:
    """Whether a token may travel there: encrypted, or not beyond this machine."""
    parts = urlsplit(address)
    if parts.scheme == "https":
        return bool(parts.hostname)
    return parts.scheme == "http" and _is_here(parts.hostname or "")


def _is_here(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


@dataclass(frozen=True, slots=True)
class RecordsSystem:
    """Where the system is, and what proves to it who asks."""

    address: str
    token: str

    def register(self, key: UUID, matter: Mapping[str, str]) -> str:
        """Its number of the matter. The same key again gives the same number. Raises NoNumber."""
        answer = self._ask("POST", "registrations", {"idempotency_key": str(key), **matter}, key=key)
        number = answer.get("number")
        if not is_number(number):
            raise NoNumber(Trouble.UNCLEAR, "number")
        return str(number).strip()

    def name(self) -> str:
        """What the system calls itself; registers nothing. Raises NoNumber."""
        return str(self._ask("GET", "status", None).get("system", ""))[:100]

    def _ask(
        self, method: str, what: str, content: Mapping[str, str] | None, *, key: UUID | None = None
    ) -> dict[str, object]:
        if not is_safe(self.address):
            raise NoNumber(Trouble.UNREACHABLE, "https")
        headers = {"Authorization": f"Bearer {self.token}", "Accept": "application/json"}
        if key is not None:
            headers["Idempotency-Key"] = str(key)
        try:
            with (
                httpx.Client(timeout=SECONDS, follow_redirects=False) as client,
                client.stream(method, f"{self.address.rstrip('/')}/{what}", json=content, headers=headers) as answer,
            ):
                body = b""
                for part in answer.iter_bytes():
                    body += part
                    if len(body) > MOST_BYTES:
                        raise NoNumber(Trouble.UNCLEAR, "size")
        except (httpx.HTTPError, httpx.InvalidURL, UnicodeError, ValueError) as error:
            raise NoNumber(Trouble.UNREACHABLE, type(error).__name__) from error
        return _read(answer, body)


def _read(answer: httpx.Response, body: bytes) -> dict[str, object]:
    status = answer.status_code
    if status in (401, 403):
        raise NoNumber(Trouble.KEY, str(status))
    if status in (408, 425, 429) or status >= 500:
        raise NoNumber(Trouble.BUSY, str(status))
    if status not in (200, 201):
        raise NoNumber(Trouble.REFUSED, str(status))
    try:
        found = httpx.Response(200, content=body).json()
    except ValueError as error:
        raise NoNumber(Trouble.UNCLEAR, "json") from error
    if not isinstance(found, dict):
        raise NoNumber(Trouble.UNCLEAR, "json")
    return found
