"""The worker's loops: each runs its functions again and again, one after the other; two loops hold up neither."""

import contextvars
import logging
import threading
import time
from collections.abc import Callable, Sequence

from django.db import close_old_connections, connections
from django.utils.module_loading import import_string

log = logging.getLogger("chinar.work")


class Ticker:
    """`ticks` are (dotted path of a function without arguments, every so many seconds).

    A run that fails is logged and disturbs no other. A run that comes late is not made up for: the next one is
    due a whole interval after it.
    """

    def __init__(self, ticks: Sequence[tuple[str, float]], *, clock: Callable[[], float] = time.monotonic) -> None:
        self.clock = clock
        self.stop = threading.Event()
        self.every = dict(ticks)
        self.due = {path: clock() for path in self.every}
        self.failures = dict.fromkeys(self.every, 0)

    def run(self) -> None:
        """Returns soon after `stop` is set: at once when waiting, else when the run under way has ended."""
        while not self.stop.is_set():
            for path in [path for path, at in self.due.items() if at <= self.clock()]:
                if self.stop.is_set():
                    return
                self.run_once(path)
                self.due[path] = self.clock() + self.every[path]
            next_at = min(self.due.values(), default=self.clock() + 60)
            self.stop.wait(max(0.0, next_at - self.clock()))

    def run_once(self, path: str) -> None:
        """Runs one function by its dotted path, apart from all others."""
        close_old_connections()
        try:
            # A context of its own: a municipality left in scope by one function is not there for the next.
            contextvars.Context().run(import_string(path))
        except Exception as error:
            self._note_failure(path, error)
            connections.close_all()  # whatever state the failure left them in
        else:
            if self.failures[path]:
                log.warning("%s works again after %d failures", path, self.failures[path])
            self.failures[path] = 0

    def _note_failure(self, path: str, error: Exception) -> None:
        """The whole story once, then a line each time: a fault that lasts all night must not fill the disk."""
        self.failures[path] += 1
        if self.failures[path] == 1:
            log.error("%s failed; it will be tried again", path, exc_info=error)
        else:
            log.error("%s failed %d times in a row: %s", path, self.failures[path], error)


class Worker:
    """Several tickers at once: the first in the thread that calls `run`, each further one in a thread of its own.

    One that ends ends them all: a worker with a dead lane would look alive, and is started again instead.
    """

    def __init__(self, *lanes: Sequence[tuple[str, float]], clock: Callable[[], float] = time.monotonic) -> None:
        self.tickers = [Ticker(lane, clock=clock) for lane in lanes if lane]

    def stop(self) -> None:
        for ticker in self.tickers:
            ticker.stop.set()

    def run(self) -> None:
        """Returns when the run under way of every lane has ended."""
        first, *others = self.tickers
        threads = [threading.Thread(target=self._run_apart, args=(ticker,), daemon=True) for ticker in others]
        for thread in threads:
            thread.start()
        try:
            first.run()
        finally:
            self.stop()
            for thread in threads:
                thread.join()

    def _run_apart(self, ticker: Ticker) -> None:
        try:
            ticker.run()
        finally:
            connections.close_all()  # those of this thread
            self.stop()
