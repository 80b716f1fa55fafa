"""Periods of hours, and the last moment of a day: values in, values out.

Moments are local time of Sofia without a zone, as on the clock of the office.
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from chinar.foundation.time.rules import (
    ONE_DAY,
    SOFIA,
    Hours,
    NoCalendar,
    Period,
    Reason,
    Unit,
    WorkingCalendar,
    WrongPeriod,
)


@dataclass(frozen=True, slots=True)
class HourCount:
    """A counted period of hours. `within_office` says which of the two readings was used (convention H)."""

    start: datetime
    period: Period
    due_at: datetime
    within_office: bool
    skipped: tuple[tuple[date, Reason], ...] = ()


def count_hours(
    start: datetime, period: Period, hours: Hours, calendar: WorkingCalendar, *, within_office: bool = True
) -> HourCount:
    """Counts hours from a moment.

    `within_office`: only hours of work on working days count, across closing time into the next working day;
    otherwise hours of the clock, day and night, as they pass (one more or less when the clocks change).
    No law settles which of the two holds (convention H). Raises WrongPeriod, NoCalendar.
    """
    if period.unit is not Unit.HOURS:
        raise WrongPeriod(f"{period} is not a period of hours")
    if not within_office:
        return HourCount(start, period, _passed(start, period.amount), within_office)
    now, skipped = _at_work(start, hours, calendar)
    left = timedelta(hours=period.amount)
    while left > (today := datetime.combine(now.date(), hours.closes) - now):
        left -= today
        now, passed = _at_work(datetime.combine(now.date(), time.max), hours, calendar)
        skipped += passed
    return HourCount(start, period, now + left, within_office, skipped)


def closes_at(due_on: date, *, in_person: bool, hours: Hours) -> datetime:
    """The moment at which a period ends (C6, ЗЗД чл. 72): 24:00 for what may be posted or sent, the closing of the
    office for what must be done there in person. 24:00 is told as 0:00 of the day after."""
    return datetime.combine(due_on, hours.closes) if in_person else datetime.combine(due_on + ONE_DAY, time.min)


def is_in_time(done_at: datetime, due_on: date, *, in_person: bool, hours: Hours) -> bool:
    """Whether what was posted, sent or done at this local moment keeps the period that ends on `due_on` (C6).

    The moment of closing, and of 24:00 itself, still belongs to the day.
    """
    return done_at <= closes_at(due_on, in_person=in_person, hours=hours)


def _at_work(
    moment: datetime, hours: Hours, calendar: WorkingCalendar
) -> tuple[datetime, tuple[tuple[date, Reason], ...]]:
    """The first moment of work from this one on, and the days passed over."""
    day, skipped = moment.date(), []
    if calendar.is_working(day) and moment.time() < hours.closes:
        return max(moment, datetime.combine(day, hours.opens)), ()
    if reason := calendar.why_not(day):
        skipped.append((day, reason))
    following = calendar.next_working(day)
    while (day := day + ONE_DAY) < following:
        skipped.append((day, calendar.why_not(day) or Reason("")))
    return datetime.combine(following, hours.opens), tuple(skipped)


def _passed(start: datetime, amount: int) -> datetime:
    try:
        later = start.replace(tzinfo=SOFIA).astimezone(UTC) + timedelta(hours=amount)
        return later.astimezone(SOFIA).replace(tzinfo=None)
    except OverflowError:
        raise NoCalendar(start.year + 1) from None
