"""Pure decisions of the watch over deadlines: who is reminded on which day, and which days a list reaches."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from chinar.foundation.time.rules import WorkingCalendar

MOST_DAYS = 30
LONG_LATE = timedelta(days=120)
"""Behind this everybody has been told; older years need no calendar."""


class Level(StrEnum):
    """Whom a reminder reaches. The mayor only where the secretary is kept away: whose conduct it is about hears
    nothing of it (АПК чл. 113)."""

    HANDLER = "handler"
    HEAD = "head"
    SECRETARY = "secretary"
    MAYOR = "mayor"


LADDER = (Level.HANDLER, Level.HEAD, Level.SECRETARY, Level.MAYOR)
"""Who takes the place of whom, upwards."""


class Stage(StrEnum):
    """Why somebody is reminded: the matter falls due, or it is late."""

    DUE = "due"
    LATE = "late"


@dataclass(frozen=True, slots=True)
class Plan:
    """Working days before the due date, and after it, on which each level is told; the hour from which they are."""

    handler_before: int = 3
    head_before: int = 1
    secretary_before: int = 0
    head_after: int = 1
    secretary_after: int = 3
    from_hour: int = 8


@dataclass(frozen=True, slots=True)
class Reminder:
    """What a matter calls for on a day."""

    stage: Stage
    levels: frozenset[Level]


def reminder(plan: Plan, *, due_on: date, today: date, calendar: WorkingCalendar) -> Reminder:
    """Of a matter whose clock runs. Raises NoCalendar."""
    if due_on >= today:
        left = working_days(today, due_on, calendar)
        before = {
            Level.HANDLER: plan.handler_before,
            Level.HEAD: plan.head_before,
            Level.SECRETARY: plan.secretary_before,
        }
        return Reminder(Stage.DUE, frozenset(level for level, days in before.items() if left <= days))
    late = working_days(max(due_on, today - LONG_LATE), today, calendar)
    after = {Level.HANDLER: 1, Level.HEAD: plan.head_after, Level.SECRETARY: plan.secretary_after}
    return Reminder(Stage.LATE, frozenset(level for level, days in after.items() if late >= days))


def working_days(after: date, until: date, calendar: WorkingCalendar) -> int:
    """How many working days lie behind `after`, up to and with `until`. Raises NoCalendar."""
    days = (until - after).days
    return sum(calendar.is_working(after + timedelta(days=number)) for number in range(1, days + 1))


def horizon(plan: Plan, *, today: date, calendar: WorkingCalendar) -> date:
    """The last due date of which anybody could be reminded today. It ends with the years of the calendar: no matter
    is due in one that is not known."""
    left = max(plan.handler_before, plan.head_before, plan.secretary_before)
    day = today
    while (following := day + timedelta(days=1)).year in calendar.years:
        left -= calendar.is_working(following)
        if left < 0:
            break
        day = following
    return day


def end_of_week(today: date) -> date:
    """Its Sunday."""
    return today + timedelta(days=6 - today.weekday())
