"""How fast this machine runs plain Python at this moment, so that figures of a slow hour and a quick one compare.

A machine that others share runs the same code now fast, now three times slower. So each burst of requests stands
between two runs of one loop; what it cost is told as measured, and for the speed at which that loop takes NOMINAL
seconds: a quiet core of the machine on which the first figures were taken. What lies in caches suffers more from
neighbours than the loop does: figures of a loaded machine stay upper bounds.
"""

import time

TURNS, NOMINAL = 1_000_000, 0.045


def loop() -> float:
    """Seconds of CPU that the loop takes now."""
    began, total = time.process_time(), 0
    for turn in range(TURNS):
        total += turn
    return time.process_time() - began


def of(before: float, after: float) -> float:
    """1 at the nominal speed, 0.5 on a machine half as fast; from the loop before and after a burst."""
    return NOMINAL / ((before + after) / 2)
