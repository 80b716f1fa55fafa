"""What processes have used: CPU time and memory."""

import contextlib
import subprocess
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

import psutil

from tests.kill.installation import ROOT, free_port, wait_until
from tests.postgres import Postgres

MIB = 1024 * 1024


def cpu_seconds(processes: Iterable[psutil.Process]) -> float:
    """User and system time that they have used so far."""
    return sum(sum(process.cpu_times()[:2]) for process in processes)


def of_database(postgres: Postgres | None) -> list[psutil.Process]:
    """The processes of the database server, as they are now; none for SQLite, which lives in the web process."""
    if postgres is None:
        return []
    first = int((Path(postgres.folder) / "data" / "postmaster.pid").read_text().split()[0])
    return [psutil.Process(first), *psutil.Process(first).children()]


def memory_mib(process: psutil.Process) -> float:
    """Proportional set size on Linux (shared pages divided among their users), unique set size elsewhere."""
    memory = process.memory_full_info()
    return float(getattr(memory, "pss", memory.uss)) / MIB


@contextlib.contextmanager
def server(
    application: str, workers: int, folder: Path, environment: dict[str, str] | None = None
) -> Iterator[tuple[str, list[psutil.Process]]]:
    """The same web server around another application: (address, its web processes)."""
    port = free_port()
    command = [
        sys.executable,
        "-m",
        "granian",
        "--interface",
        "wsgi",
        "--http",
        "1",
        "--no-ws",
        "--blocking-threads",
        "1",
    ]
    command += ["--workers", str(workers), "--port", str(port), application]
    with (folder / "server.log").open("wb") as log:
        started = subprocess.Popen(
            command,
            cwd=ROOT,
            env=environment,
            stdout=log,
            stderr=log,
        )
    try:
        parent = psutil.Process(started.pid)
        wait_until(f"{application} listens", lambda: _listens(port) and len(parent.children()) == workers, 30)
        yield f"http://127.0.0.1:{port}", parent.children()
    finally:
        started.terminate()
        started.wait(10)


def _listens(port: int) -> bool:
    from chinar.config import ports

    return ports.answers("127.0.0.1", port)
