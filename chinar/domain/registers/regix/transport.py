"""One request over mutual TLS: bytes there, bytes back, within a time and a size."""

import ssl
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import httpx

from chinar.domain.registers.regix import xml
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
    """Keeps connections open between calls; safe for several threads."""

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
        # trust_env: a proxy named in the environment must not come between us and the register.
        self._http = httpx.Client(verify=context, trust_env=False, follow_redirects=False)
        self._most_bytes, self._clock = most_bytes, clock

    def post(self, url: str, soap_action: str, body: bytes, *, seconds: float) -> bytes:
        """The body of an answer 200, or of a SOAP fault (500). Raises what errors.py lists."""
        ends = self._clock() + seconds
        headers = {
            "Content-Type": "text/xml; charset=utf-8",
            "SOAPAction": f'"{soap_action}"',
            "Accept-Encoding": "identity",
        }
        timeout = httpx.Timeout(max(0.1, seconds), connect=min(CONNECT_SECONDS, max(0.1, seconds)))
        try:
            with self._http.stream("POST", url, content=body, headers=headers, timeout=timeout) as answer:
                _judge(answer.status_code)
                return self._read(answer, ends)
        except (httpx.ConnectTimeout, httpx.PoolTimeout) as error:
            raise Unreachable("No connection in time.") from error
        except httpx.TimeoutException as error:
            raise TimedOut("No answer in time.") from error
        except httpx.ConnectError as error:
            raise _connect_error(error) from error
        except httpx.TransportError as error:
            if "ALERT" in str(error).upper():  # TLS 1.3 refuses our certificate after the handshake
                raise NotTrusted("The server refused the connection.") from error
            raise ConnectionLost("The line broke before the answer was whole.") from error

    def _read(self, answer: httpx.Response, ends: float) -> bytes:
        if answer.headers.get("Content-Encoding", "identity") != "identity":
            raise BadAnswer("Packed, though we asked for it plain: it could grow without end.")
        found = bytearray()
        for chunk in answer.iter_raw():
            found += chunk
            if len(found) > self._most_bytes:
                raise BadAnswer(f"More than {self._most_bytes} bytes.")
            if self._clock() > ends:  # a server may keep a line alive with a byte now and then
                raise TimedOut("No whole answer in time.")
        if answer.status_code == 500 and b"Fault" not in found:
            raise ServerBusy("HTTP 500 without a fault.")
        return bytes(found)

    def close(self) -> None:
        self._http.close()


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
