"""How long, how often, how many at once."""

import time
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Pacing:
    """The default values are for a page that somebody waits for; BACKGROUND is for a worker.

    RegiX itself gives a register ten minutes. Seconds everywhere.
    """

    seconds: float = 30.0
    """For the whole question, all tries and polls together."""
    one_try: float = 30.0
    retry_after: tuple[float, ...] = (1.0, 4.0, 9.0)
    poll_after: tuple[float, ...] = (1.0, 2.0, 4.0, 8.0, 15.0)
    """The last one is repeated until the time is up."""
    most_at_once: int = 2
    """For one operation."""
    wait_for_turn: float = 5.0
    failures: int = 5
    rest: float = 60.0
    clock: Callable[[], float] = time.monotonic
    sleep: Callable[[float], None] = time.sleep
    jitter: Callable[[], float] = lambda: 1.0
    """A factor about 1, so that many workers do not knock together."""


BACKGROUND = Pacing(seconds=180.0, one_try=120.0)
