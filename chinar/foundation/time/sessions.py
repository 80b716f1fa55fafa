"""When a collective body decides: at its first session after the end of the period (АПК чл. 57 ал. 6).

The law gives no number of days: the day is that of the session, so somebody has to say it. Values in, values out.
"""

from dataclasses import dataclass
from datetime import date

from chinar.foundation.time.rules import Count, Period, Unit, WorkingCalendar, last_day

WITHOUT_A_SESSION = Period(3, Unit.MONTHS)
"""A municipal council that held none for so long has lost its mandate (ЗМСМА чл. 27 ал. 1)."""


class WithinPeriod(ValueError):
    """The session is not after the end of the period, `ends_on`: it changes nothing."""

    def __init__(self, ends_on: date) -> None:
        super().__init__(f"the period ends on {ends_on}")
        self.ends_on = ends_on


@dataclass(frozen=True, slots=True)
class Sitting:
    """A session that was called, beside the period. `ends_on` is the end of the period, moved to a working day; a
    session on that day is still within it. The day of a session is never moved, `is_working` or not.

    When the clock stood over that day nobody could decide on it, and the session has to be called anew. `wait` is then
    what was left of the days from the end of the period to the session: the terms stop (АПК чл. 54), so they run on
    after the resumption and their last day binds meanwhile. It is never before the day of the session, which was told.
    """

    ends_on: date
    held_on: date
    is_working: bool = True
    wait: Count | None = None

    @property
    def counts(self) -> bool:
        """Whether it is after the period; one that the period has overtaken gives no day any more."""
        return self.held_on > self.ends_on

    @property
    def due_on(self) -> date:
        return max(self.ends_on, self.held_on, self.wait.due_on if self.wait else self.held_on)


def is_far(ends_on: date, held_on: date) -> bool:
    """Whether a session is so long after the period that its day is rather a slip than the first one after it."""
    return held_on > last_day(ends_on, WITHOUT_A_SESSION)


def sitting(ends_on: date, held_on: date, calendar: WorkingCalendar, wait: Count | None = None) -> Sitting:
    """Raises NoCalendar: no date is told in a year of which the working days are not known."""
    return Sitting(ends_on, held_on, calendar.is_working(held_on), wait)
