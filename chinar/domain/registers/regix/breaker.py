"""Leaves a register alone that has failed again and again, and tries it with one question after a while.

One per operation, never for all: registers fail one by one. Pure but for its lock; time comes in as an argument.
"""

import threading
from enum import StrEnum

FAILURES, REST_SECONDS = 5, 60.0


class State(StrEnum):
    CLOSED = "closed"
    """Questions pass."""
    OPEN = "open"
    """Questions are refused at once."""
    HALF_OPEN = "half_open"
    """One question is on its way to see whether the register is back."""


class Breaker:
    """`failures` in a row open it for `rest` seconds; a success closes it."""

    def __init__(self, failures: int = FAILURES, rest: float = REST_SECONDS) -> None:
        self._most, self._rest = failures, rest
        self._failed, self._opened_at, self._probing = 0, 0.0, False
        self._lock = threading.Lock()

    def admit(self, now: float) -> float:
        """0 when the question may pass, otherwise the seconds until one may."""
        with self._lock:
            if self._failed < self._most:
                return 0.0
            left = self._opened_at + self._rest - now
            if left > 0:
                return left
            if self._probing:
                return self._rest
            self._probing = True
            return 0.0

    def succeeded(self) -> None:
        with self._lock:
            self._failed, self._probing = 0, False

    def failed(self, now: float) -> None:
        with self._lock:
            self._failed, self._probing = self._failed + 1, False
            self._opened_at = now

    def abandoned(self) -> None:
        """The question ended in a way that says nothing about the register."""
        with self._lock:
            self._probing = False

    def state(self, now: float) -> State:
        with self._lock:
            if self._failed < self._most:
                return State.CLOSED
            if self._probing or now >= self._opened_at + self._rest:
                return State.HALF_OPEN
            return State.OPEN
