"""When an office is open: pure decisions on its weekly hours and its closures. All moments are local time."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

LOOK_AHEAD_DAYS = 14


class WrongHours(ValueError):
    """Spans that overlap, touch the wrong way round, or name no weekday."""


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """One stretch of opening in a week; Monday is 0."""

    weekday: int
    opens: time
    closes: time


@dataclass(frozen=True, slots=True)
class Closed:
    """A stretch of days, both included, on which an office does not open."""

    first_on: date
    last_on: date


def check_week(spans: Sequence[Span]) -> None:
    """Raises WrongHours when a span ends before it begins or two overlap."""
    before: Span | None = None
    for span in sorted(spans):
        if not 0 <= span.weekday <= 6 or span.opens >= span.closes:
            raise WrongHours(f"weekday {span.weekday}, {span.opens:%H:%M} to {span.closes:%H:%M}")
        if before and before.weekday == span.weekday and span.opens < before.closes:
            raise WrongHours(f"weekday {span.weekday}: {span.opens:%H:%M} lies before {before.closes:%H:%M}")
        before = span


def is_open(spans: Sequence[Span], closures: Sequence[Closed], at: datetime) -> bool:
    return closing_time(spans, closures, at) is not None


def closing_time(spans: Sequence[Span], closures: Sequence[Closed], at: datetime) -> time | None:
    """Until when the office is open now; None when it is closed. The moment of closing is closed."""
    if _is_closed(closures, at.date()):
        return None
    for span in spans:
        if span.weekday == at.weekday() and span.opens <= at.time() < span.closes:
            return span.closes
    return None


def next_opening(
    spans: Sequence[Span],
    closures: Sequence[Closed],
    at: datetime,
    *,
    is_off: Callable[[date], bool] = lambda day: False,
) -> datetime | None:
    """The next moment at which the office opens, within two weeks; None when it does not.

    `is_off` says which days a calendar takes away; it is asked only about days with hours.
    """
    for ahead in range(LOOK_AHEAD_DAYS + 1):
        day = at.date() + timedelta(days=ahead)
        todays = sorted(span for span in spans if span.weekday == day.weekday())
        moments = [datetime.combine(day, span.opens) for span in todays]
        later = [moment for moment in moments if moment > at]
        if later and not _is_closed(closures, day) and not is_off(day):
            return later[0]
    return None


def _is_closed(closures: Sequence[Closed], day: date) -> bool:
    return any(closed.first_on <= day <= closed.last_on for closed in closures)
