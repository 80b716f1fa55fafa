"""How often the portal repeats a notification until somebody answers it: its own table."""

from collections.abc import Iterator

MINUTE = 60.0
HOUR = 60 * MINUTE
TABLE = ((5, MINUTE), (4, 15 * MINUTE), (5, HOUR), (6, 3 * HOUR), (4, 6 * HOUR), (30, 24 * HOUR))
"""(times, seconds between): within the first minutes quickly, at last once a day for thirty days."""


def pauses() -> Iterator[float]:
    """Seconds to wait before each next attempt; after the last one the portal gives up."""
    for times, seconds in TABLE:
        yield from [seconds] * times
