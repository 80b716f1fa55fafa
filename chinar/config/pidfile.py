"""One `chinar serve` for each data folder: a lock that the system itself lets go when the process dies."""

import fcntl
import os
from pathlib import Path
from typing import Self


class AlreadyRuns(Exception):
    """Another process holds the lock; the text says which one."""


class PidFile:
    """A file with the process id, locked as long as the process lives, so an old file never stands in the way."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.stale = ""

    def __enter__(self) -> Self:
        """Raises AlreadyRuns. `stale` then tells what a process that died without tidying up had left."""
        self.path.parent.mkdir(parents=True, exist_ok=True)
        self._file = self.path.open("a+")
        self._file.seek(0)
        found = self._file.read().strip()
        try:
            fcntl.flock(self._file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            self._file.close()
            raise AlreadyRuns(found) from None
        self.stale = found
        self.write("")
        return self

    def write(self, address: str) -> None:
        self._file.seek(0)
        self._file.truncate()
        self._file.write(f"{os.getpid()} {address}".strip() + "\n")
        self._file.flush()

    def __exit__(self, *exception: object) -> None:
        # Emptied, not removed: who waits for the lock of a removed file would hold a lock on nothing.
        self._file.truncate(0)
        self._file.close()
