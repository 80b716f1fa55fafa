"""The supervisor behind `chinar serve`: starts the children, starts again one that dies, stops them in order."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

LOOK_EVERY_SECONDS = 0.1
FIRST_PAUSE, LONGEST_PAUSE = 0.5, 30.0
HEALTHY_AFTER_SECONDS = 20.0
GIVE_UP_AFTER_DEATHS = 8
STOP_WITHIN_SECONDS = 10.0

Say = Callable[[str], None]


@dataclass
class Child:
    """A process that should run. Times are seconds of the monotonic clock."""

    name: str
    arguments: Sequence[str]
    process: subprocess.Popen[bytes] | None = None
    started: float = 0.0
    start_at: float = 0.0
    deaths: int = field(default=0)

    def start(self, now: float) -> None:
        command = [sys.executable, "-m", "chinar.config.child", str(os.getpid()), *self.arguments]
        # Its own process group: Ctrl-C reaches the supervisor alone, which then stops the children in order.
        self.process = subprocess.Popen(command, process_group=0)  # noqa: S603
        self.started = now

    def has_died(self) -> int | None:
        """The exit code of a process that ended by itself (negative: by that signal), None while it runs."""
        return None if self.process is None else self.process.poll()

    def bury(self, now: float) -> float:
        """Forgets the dead process and answers how many seconds to wait before the next start."""
        self.deaths = 1 if now - self.started > HEALTHY_AFTER_SECONDS else self.deaths + 1
        pause = min(LONGEST_PAUSE, FIRST_PAUSE * 2.0 ** (self.deaths - 1))
        self.process, self.start_at = None, now + pause
        return pause

    def stop(self) -> None:
        if self.process is None or self.process.poll() is not None:
            return
        self.process.terminate()
        try:
            self.process.wait(STOP_WITHIN_SECONDS)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()


class Supervisor:
    """Watches children until a signal comes. `is_ready` is asked until it says yes, then `on_ready` is called once."""

    def __init__(
        self,
        children: Sequence[Child],
        *,
        say: Say,
        is_ready: Callable[[], bool],
        on_ready: Callable[[], None],
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self.children = children
        self.say = say
        self.is_ready, self.on_ready = is_ready, on_ready
        self.clock = clock
        self.asked_to_stop = False
        self.announced = False

    def run(self) -> int:
        """Returns the exit code: 0 after SIGTERM or SIGINT, 1 when a child dies again and again."""
        for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
            if signal.getsignal(number) is not signal.SIG_IGN:  # nohup lives on when its terminal closes
                signal.signal(number, self._ask_to_stop)
        try:
            while not self.asked_to_stop:
                for child in self.children:
                    self._look_after(child)
                    if child.deaths >= GIVE_UP_AFTER_DEATHS:
                        self.say(f"{child.name} died {child.deaths} times in a row: giving up.")
                        return 1
                self._announce()
                time.sleep(LOOK_EVERY_SECONDS)
            self.say("Stopping.")
            return 0
        finally:
            for child in self.children:
                child.stop()

    def _look_after(self, child: Child) -> None:
        now = self.clock()
        if child.process is None:
            if now >= child.start_at:
                child.start(now)
            return
        code = child.has_died()
        if code is not None:
            pause = child.bury(now)
            self.say(f"{child.name} ended with {code}; starting it again in {pause:g} s.")

    def _announce(self) -> None:
        if not self.announced and self.is_ready():
            self.announced = True
            self.on_ready()

    def _ask_to_stop(self, *_: object) -> None:
        self.asked_to_stop = True
