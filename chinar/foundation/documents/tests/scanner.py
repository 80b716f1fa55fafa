"""A server that speaks clamd's protocol, for tests: it finds what it is told to find."""

import socket
import struct
import threading
from collections.abc import Iterator
from contextlib import contextmanager

EICAR = b"EICAR-STANDARD"


class Scanner:
    """`says` replaces its reply; what it was sent stands in `heard`."""

    def __init__(self, line: socket.socket) -> None:
        self.line = line
        self.says: bytes | None = None
        self.heard: list[bytes] = []

    def serve(self) -> None:
        while True:
            try:
                talk, _ = self.line.accept()
            except OSError:
                return
            with talk:
                talk.sendall(self._answer(talk))

    def _answer(self, talk: socket.socket) -> bytes:
        command = b""
        while not command.endswith(b"\0"):
            command += talk.recv(1)
        if command == b"zVERSION\0":
            return self.says or b"ClamAV 1.4.3/27000\0"
        content = b""
        while size := struct.unpack("!L", self._exactly(talk, 4))[0]:
            content += self._exactly(talk, size)
        self.heard.append(content)
        if self.says is not None:
            return self.says
        return b"stream: Eicar-Test-Signature FOUND\0" if EICAR in content else b"stream: OK\0"

    @staticmethod
    def _exactly(talk: socket.socket, size: int) -> bytes:
        got = b""
        while len(got) < size:
            got += talk.recv(size - len(got))
        return got


@contextmanager
def scanning() -> Iterator[tuple[str, Scanner]]:
    """The address of a running one."""
    with socket.create_server(("127.0.0.1", 0)) as line:
        scanner = Scanner(line)
        threading.Thread(target=scanner.serve, daemon=True).start()
        yield f"tcp://127.0.0.1:{line.getsockname()[1]}", scanner
        line.shutdown(socket.SHUT_RDWR)
