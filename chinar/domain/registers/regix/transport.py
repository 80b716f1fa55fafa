"""One request over mutual TLS: bytes there, bytes back, within a time and a size."""

import ssl
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import httpcore

from chinar.domain.registers.regix import xml
from chinar.domain.registers.regix.deadline import Deadline, Timed
from chinar.domain.registers.regix.errors import (
    BadAnswer,
    ConnectionLost,
    NoSuchEntryPoint,
    NotTrusted,
    ServerBusy,
    TimedOut,
    Unreachable,
)

CONNECT_SECONDS = 5.0
BUSY, NOT_HERE, NOT_LET_IN = {502, 503, 504}, {404, 405, 410, 415}, {401, 403, 495, 496}
MOST_CONNECTIONS = 20
"""Open at once to one address; the limit for each operation is the client's."""


@dataclass(frozen=True, slots=True)
class Administration:
    """Who asks: RegiX knows an administration by its certificate and grants it operations and elements. Never shared
    between two of them. `authorities` signs the server's certificate; without it the system's list counts."""

    oid: str
    name: str
    certificate: Path
    key: Path
    authorities: Path | None = None


class Transport:
    """Keeps connections open between calls; safe for several threads. Of httpcore itself, not of httpx above it: only
    here can one time be set for everything from the first byte sent to the last one read."""

    def __init__(
        self,
        administration: Administration,
        *,
        most_bytes: int = xml.MOST_BYTES,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        context = ssl.create_default_context(cafile=administration.authorities)
        context.minimum_version = ssl.TLSVersion.TLSv1_2
        context.load_cert_chain(administration.certificate, administration.key)
        self._deadline = Deadline()
        self._pool = httpcore.ConnectionPool(
            ssl_context=context, max_connections=MOST_CONNECTIONS, network_backend=Timed(self._deadline)
        )
        self._most_bytes, self._clock = most_bytes, clock

    def post(self, url: str, soap_action: str, body: bytes, *, seconds: float) -> bytes:
        """The body of an answer 200, or of a SOAP fault (500). Raises what errors.py lists."""
        if not url.startswith("https://"):
            raise NoSuchEntryPoint("Registers are asked over https only.")
        ends = self._clock() + seconds
        headers: dict[bytes | str, bytes | str] = {
            "Content-Type": "text/xml; charset=utf-8",
            "SOAPAction": f'"{soap_action}"',
            "Accept": "text/xml",
            "Accept-Encoding": "identity",
        }
        first = min(CONNECT_SECONDS, max(0.1, seconds))
        times = {"connect": first, "pool": first, "read": seconds, "write": seconds}
        try:
            with (
                self._deadline.of(seconds),
                self._pool.stream("POST", url, headers=headers, content=body, extensions={"timeout": times}) as answer,
            ):
                _judge(answer.status)
                return self._read(answer, ends)
        except (httpcore.ConnectTimeout, httpcore.PoolTimeout) as error:
            raise Unreachable("No connection in time.") from error
        except httpcore.TimeoutException as error:
            raise TimedOut("No answer in time.") from error
        except httpcore.ConnectError as error:
            raise _connect_error(error) from error
        except (httpcore.NetworkError, httpcore.ProtocolError) as error:
            if "ALERT" in str(error).upper():  # TLS 1.3 refuses our certificate after the handshake
                raise NotTrusted("The server refused the connection.") from error
            raise ConnectionLost("The line broke before the answer was whole.") from error

    def _read(self, answer: httpcore.Response, ends: float) -> bytes:
        headers = {name.lower(): value for name, value in answer.headers}
        if headers.get(b"content-encoding", b"identity") != b"identity":
            raise BadAnswer("Packed, though we asked for it plain: it could grow without end.")
        found = bytearray()
        for chunk in answer.iter_stream():
            found += chunk
            if len(found) > self._most_bytes:
                raise BadAnswer(f"More than {self._most_bytes} bytes.")
            if self._clock() > ends:
                raise TimedOut("No whole answer in time.")
        if answer.status == 500 and b"Fault" not in found:
            raise ServerBusy("HTTP 500 without a fault.")
        return bytes(found)

    def close(self) -> None:
        self._pool.close()


def _judge(status: int) -> None:
    if status in (200, 500):
        return
    if status in BUSY:
        raise ServerBusy(f"HTTP {status}.")
    if status in NOT_LET_IN:
        raise NotTrusted(f"HTTP {status}.")
    if status in NOT_HERE:
        raise NoSuchEntryPoint(f"HTTP {status}.")
    raise BadAnswer(f"HTTP {status}.")


def _connect_error(error: Exception) -> Unreachable | NotTrusted:
    cause: BaseException | None = error
    while cause is not None:
        if isinstance(cause, ssl.SSLError):
            return NotTrusted("The TLS handshake failed.")
        cause = cause.__cause__ or cause.__context__
    return Unreachable("No connection.")
