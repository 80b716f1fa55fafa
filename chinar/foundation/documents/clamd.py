"""Asks clamd whether a file carries malware, over its own protocol (zINSTREAM): the content goes in pieces, each after
its length, and one line comes back."""

import socket
import struct
from urllib.parse import urlsplit

SECONDS = 30.0
"""For each step of a talk."""
PIECE = 64 * 1024
LONGEST_REPLY = 4096


class NoVerdict(Exception):
    """clamd was not reached, or did not say whether the file is clean; the text says what it said."""


def scan(address: str, content: bytes) -> str:
    """The name of what was found, "" for a clean file. Raises NoVerdict."""
    said = _talk(address, b"zINSTREAM\0", content).removeprefix("stream: ")
    if said == "OK":
        return ""
    if said.endswith(" FOUND") and (name := said.removesuffix(" FOUND").strip()):
        return name
    raise NoVerdict(said or "no answer")


def version(address: str, *, seconds: float = SECONDS) -> str:
    """What answers there, with the age of its signatures. Raises NoVerdict."""
    said = _talk(address, b"zVERSION\0", seconds=seconds)
    if not said.startswith("ClamAV"):
        raise NoVerdict(said or "no answer")
    return said


def _talk(address: str, command: bytes, content: bytes | None = None, *, seconds: float = SECONDS) -> str:
    try:
        with _line(address, seconds) as line:
            line.sendall(command)
            if content is not None:
                _stream(line, content)
            return _reply(line)
    except OSError as error:
        raise NoVerdict(error.strerror or str(error) or type(error).__name__) from error


def _line(address: str, seconds: float) -> socket.socket:
    parts = urlsplit(address)
    if parts.scheme == "tcp":
        return socket.create_connection((parts.hostname, parts.port), timeout=seconds)
    line = socket.socket(socket.AF_UNIX)
    line.settimeout(seconds)
    try:
        line.connect(parts.path)
    except OSError:
        line.close()
        raise
    return line


def _stream(line: socket.socket, content: bytes) -> None:
    """A file that is too large for clamd ends the talk early; then its reply tells."""
    try:
        for start in range(0, len(content), PIECE):
            piece = content[start : start + PIECE]
            line.sendall(struct.pack("!L", len(piece)) + piece)
        line.sendall(struct.pack("!L", 0))
    except (BrokenPipeError, ConnectionResetError):
        return


def _reply(line: socket.socket) -> str:
    said = b""
    while b"\0" not in said and len(said) < LONGEST_REPLY:
        part = line.recv(LONGEST_REPLY)
        if not part:
            break
        said += part
    return said.partition(b"\0")[0].decode("utf-8", "replace").strip()
