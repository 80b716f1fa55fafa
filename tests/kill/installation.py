"""A real installation in a folder of its own, to be started, killed and started again."""

import contextlib
import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable
from pathlib import Path

import psutil

from tests import schema

ROOT = Path(__file__).resolve().parents[2]
START_WITHIN, STOP_WITHIN = 40.0, 25.0


def free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])


def wait_until(what: str, condition: Callable[[], bool], seconds: float = 10.0) -> None:
    deadline = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > deadline:
            raise AssertionError(f"Not within {seconds:g} s: {what}")
        time.sleep(0.05)


class Installation:
    """`database` is what CHINAR_DATABASE takes. `chinar serve` runs in a session of its own, output in `log`."""

    def __init__(self, folder: Path, database: str | None = None, **environment: str) -> None:
        self.folder = folder
        self.var = folder / "var"
        self.log = folder / "serve.log"
        self.port = free_port()
        self.process: subprocess.Popen[bytes] | None = None
        self.is_sqlite = database is None
        plain = {name: value for name, value in os.environ.items() if not name.startswith(("CHINAR_", "DJANGO_"))}
        self.environment = {
            **plain,
            "PYTHONPATH": str(ROOT),
            "CHINAR_DEMO": "1",
            "CHINAR_VAR": str(self.var),
            "CHINAR_DATABASE": database or f"sqlite:///{self.var}/chinar.sqlite3",
            "CHINAR_BASE_URL": f"http://localhost:{self.port}",
            **environment,
        }

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def chinar(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        """Runs one command to its end."""
        return subprocess.run(
            [sys.executable, "-m", "chinar.config.cli", *arguments],
            env=self.environment,
            cwd=self.folder,
            capture_output=True,
            text=True,
            timeout=300,
            check=False,
        )

    def prepare(self, *, seed: bool = False) -> None:
        """Makes the tables, and with `seed` the demo town in them."""
        if self.is_sqlite:
            self.var.mkdir(parents=True, exist_ok=True)
            schema.copy_to(self.var / "chinar.sqlite3")
        for arguments in [["migrate", "-v0"], *([["demo", "seed"]] if seed else [])]:
            done = self.chinar(*arguments)
            assert done.returncode == 0, f"chinar {' '.join(arguments)}:\n{done.stdout}{done.stderr}"

    def start(self, *arguments: str, workers: int = 2, within: float = START_WITHIN) -> None:
        """Returns when pages are served; fails when they are not after so many seconds."""
        command = [sys.executable, "-m", "chinar.config.cli", "serve", "--port", str(self.port)]
        command += ["--workers", str(workers), *arguments]
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                command,
                env=self.environment,
                cwd=self.folder,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )
        wait_until("it serves pages", lambda: self.is_healthy() or self.process_ended(), within)
        assert not self.process_ended(), self.output()

    def process_ended(self) -> bool:
        return self.process is None or self.process.poll() is not None

    def is_healthy(self) -> bool:
        with contextlib.suppress(OSError), urllib.request.urlopen(f"{self.url}/healthz", timeout=2) as answer:
            return bool(answer.read() == b"ok\n")
        return False

    def output(self) -> str:
        return self.log.read_text() if self.log.exists() else ""

    def members(self) -> list[psutil.Process]:
        """Every living process of the session that the last start began."""
        found = []
        for process in psutil.process_iter():
            with contextlib.suppress(ProcessLookupError, PermissionError, psutil.NoSuchProcess):
                is_ours = self.process is not None and os.getsid(process.pid) == self.process.pid
                if is_ours and process.status() != psutil.STATUS_ZOMBIE:
                    found.append(process)
        return found

    def member(self, pattern: str) -> psutil.Process:
        """The one process, started by the supervisor itself, whose command line matches."""
        assert self.process is not None
        children = psutil.Process(self.process.pid).children()
        matching = [child for child in children if re.search(pattern, " ".join(child.cmdline()))]
        assert len(matching) == 1, f"{pattern}: {matching}"
        return matching[0]

    def kill_everything(self) -> None:
        """kill -9 of all processes at one moment, as when the machine stops."""
        members = self.members()
        for process in members:
            with contextlib.suppress(psutil.NoSuchProcess):
                process.suspend()
        for process in members:
            with contextlib.suppress(psutil.NoSuchProcess):
                process.send_signal(signal.SIGKILL)
        self._reap()

    def kill_group(self) -> None:
        """kill -9 of the process group of the supervisor, as a shell or a service manager would."""
        assert self.process is not None
        os.killpg(self.process.pid, signal.SIGKILL)
        self._reap()

    def kill_parent(self) -> None:
        """kill -9 of the supervisor alone."""
        assert self.process is not None
        self.process.kill()
        self._reap()

    def _reap(self) -> None:
        assert self.process is not None
        self.process.wait(5)
        wait_until("every process is gone", lambda: not self.members(), 5)
        wait_until("the port is free", self.port_is_free, 5)

    def port_is_free(self) -> bool:
        with socket.socket() as listener:
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                listener.bind(("127.0.0.1", self.port))
            except OSError:
                return False
        return True

    def stop(self) -> int:
        """Asks it to stop; the exit code."""
        if self.process is None:
            return 0
        if self.process.poll() is None:
            self.process.terminate()
        code = self.process.wait(STOP_WITHIN)
        wait_until("every process is gone", lambda: not self.members(), 5)
        return code

    def clean_up(self) -> None:
        for process in self.members():
            with contextlib.suppress(psutil.NoSuchProcess):
                process.kill()
        if self.process is not None:
            self.process.wait(5)
