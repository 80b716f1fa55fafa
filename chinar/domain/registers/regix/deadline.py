"""One time for a whole request, whatever the other side does: a server that sends its headers byte by byte, or takes
ours so, never breaks the limit on the pause between two bytes."""

import ssl
import threading
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any

import httpcore

PIECE = 64 * 1024


class Deadline:
    """Of the request that this thread is making."""

    def __init__(self) -> None:
        self._of_thread = threading.local()

    @contextmanager
    def of(self, seconds: float) -> Iterator[None]:
        self._of_thread.ends = time.monotonic() + seconds
        try:
            yield
        finally:
            del self._of_thread.ends

    def left(self, timeout: float | None) -> float | None:
        """The shorter of `timeout` and what remains; 0 or less when the time is over."""
        ends: float | None = getattr(self._of_thread, "ends", None)
        if ends is None:  # the pool closes idle connections outside of any request
            return timeout
        left = ends - time.monotonic()
        return left if timeout is None else min(timeout, left)


class Timed(httpcore.NetworkBackend):
    """Connections that keep to the deadline."""

    def __init__(self, deadline: Deadline) -> None:
        self._deadline, self._real = deadline, httpcore.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> httpcore.NetworkStream:
        seconds = _some(self._deadline.left(timeout), httpcore.ConnectTimeout)
        return _Stream(self._real.connect_tcp(host, port, seconds, local_address, socket_options), self._deadline)


class _Stream(httpcore.NetworkStream):
    def __init__(self, real: httpcore.NetworkStream, deadline: Deadline) -> None:
        self._real, self._deadline = real, deadline

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._real.read(max_bytes, _some(self._deadline.left(timeout), httpcore.ReadTimeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        for start in range(0, len(buffer), PIECE):
            seconds = _some(self._deadline.left(timeout), httpcore.WriteTimeout)
            self._real.write(buffer[start : start + PIECE], seconds)

    def close(self) -> None:
        self._real.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        seconds = _some(self._deadline.left(timeout), httpcore.ConnectTimeout)
        return _Stream(self._real.start_tls(ssl_context, server_hostname, seconds), self._deadline)

    def get_extra_info(self, info: str) -> Any:
        return self._real.get_extra_info(info)


def _some(seconds: float | None, over: type[Exception]) -> float | None:
    if seconds is not None and seconds <= 0:
        raise over("The time for the whole request is over.")
    return seconds
