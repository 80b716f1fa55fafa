"""Is a port free, and who holds it."""

import contextlib
import errno
import os
import shutil
import socket
import subprocess
from collections.abc import Iterator
from pathlib import Path

LISTEN = "0A"  # state column of /proc/net/tcp, proc(5)
LONGEST_COMMAND = 80


def is_free(host: str, port: int) -> bool:
    """Whether a server could listen there now. Raises OSError for an address that is not ours, or a forbidden port."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as listener:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listener.bind((host, port))
        except OSError as error:
            if error.errno == errno.EADDRINUSE:
                return False
            raise
    return True


def free_after(port: int, *, tries: int = 50) -> int | None:
    """The next port on which a server of this machine could listen; None when all of them are taken."""
    return next((other for other in range(port + 1, min(port + tries, 65535)) if is_free("127.0.0.1", other)), None)


def answers(host: str, port: int) -> bool:
    with contextlib.suppress(OSError), socket.create_connection((host, port), timeout=1):
        return True
    return False


def holder(port: int) -> str:
    """`process 123 (nginx)` for whoever listens on the port, or "" when this cannot be seen."""
    pids = _pids_from_proc(port) if Path("/proc/net/tcp").exists() else _pids_from_lsof(port)
    return ", ".join(f"process {pid} ({_command(pid)})" for pid in pids)


def _pids_from_proc(port: int) -> list[int]:
    sockets = {f"socket:[{inode}]" for inode in _listening_inodes(port)}
    return [int(folder.name) for folder in Path("/proc").glob("[0-9]*") if sockets & set(_open_files(folder))]


def _listening_inodes(port: int) -> Iterator[str]:
    for table in ("/proc/net/tcp", "/proc/net/tcp6"):
        with contextlib.suppress(OSError):
            for line in Path(table).read_text().splitlines()[1:]:
                columns = line.split()
                if columns[3] == LISTEN and int(columns[1].rpartition(":")[2], 16) == port:
                    yield columns[9]


def _open_files(process: Path) -> Iterator[str]:
    with contextlib.suppress(OSError):  # another user's, or just gone
        for entry in (process / "fd").iterdir():
            with contextlib.suppress(OSError):
                yield str(entry.readlink())


def _pids_from_lsof(port: int) -> list[int]:
    lsof = shutil.which("lsof")
    if lsof is None:
        return []
    found = subprocess.run(  # noqa: S603
        [lsof, "-nP", f"-iTCP:{port}", "-sTCP:LISTEN", "-t"], capture_output=True, text=True, check=False
    )
    return [int(pid) for pid in found.stdout.split()]


def _command(pid: int) -> str:
    with contextlib.suppress(OSError):
        words = Path(f"/proc/{pid}/cmdline").read_bytes().split(b"\0")
        return " ".join(os.fsdecode(word) for word in words if word)[:LONGEST_COMMAND]
    return "another program"
