"""The answer of the calculator: a plain sentence, and how it came about."""

from dataclasses import dataclass, replace
from datetime import date, datetime, time

from django.utils.translation import gettext

from chinar.foundation.time import explaining
from chinar.foundation.time.explaining import Line
from chinar.foundation.time.hours import count_hours
from chinar.foundation.time.rules import (
    Count,
    Hours,
    Period,
    Reading,
    Start,
    Stop,
    Unit,
    WorkingCalendar,
    clear_days_before,
    count,
    count_with_stops,
    deemed_served_on,
    started_on,
)
from chinar.foundation.time.sessions import WithinPeriod, sitting

STANDARD = Reading()


@dataclass(frozen=True, slots=True)
class Question:
    """What is to be counted. `at` is the local hour of receipt, needed for hours; `before` counts back from `start`;
    with `unopened` a message was sent electronically on `start`, nobody downloaded it, and the period follows; with
    `collective` a body decides at its first session after the period, on `session` if that is known."""

    start: date
    period: Period
    at: time | None = None
    before: bool = False
    unopened: bool = False
    stops: tuple[Stop, ...] = ()
    within_office: bool = True
    collective: bool = False
    session: date | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """`sentence` begins with the date; `steps` say line by line why. `due_on` is that date where it is a day."""

    sentence: str
    steps: tuple[Line, ...]
    due_on: date | None = None


def answer(asked: Question, calendar: WorkingCalendar, *, hours: Hours, reading: Reading = STANDARD) -> Answer:
    """Counts forward from the day of the event, or back from a day. Raises NoCalendar, WrongStop, WrongPeriod, and
    WithinPeriod for a session that is not after the period."""
    if asked.before:
        return _before(asked)
    if asked.period.unit is Unit.HOURS:
        return _in_hours(asked, calendar, hours)
    start = _start(asked, calendar, hours, reading)
    stops = tuple(replace(stop, counts=reading.resumption_counts) for stop in asked.stops)
    counted = (
        count_with_stops(start.day, asked.period, stops, calendar)
        if stops
        else count(start.day, asked.period, calendar)
    )
    served = explaining.fiction_steps(asked.start, start.day) if asked.unopened else ()
    steps = (*served, *explaining.start_steps(start), *explaining.steps(counted))
    if asked.collective:
        decided = at_session(counted, asked.session, calendar)
        return Answer(decided.sentence, tuple(dict.fromkeys((*steps, *decided.steps))))
    return Answer(explaining.sentence(counted), tuple(dict.fromkeys((*steps, explaining.posted_in_time()))))


def at_session(counted: Count, session: date | None, calendar: WorkingCalendar) -> Answer:
    """The day of the first session of a collective body after a counted period, the end of the period while no session
    is known; with what follows the steps of the counting. Raises WithinPeriod, NoCalendar."""
    held = sitting(counted.due_on, session, calendar) if session else None
    if held and not held.counts:
        raise WithinPeriod(counted.due_on)
    due_on = held.due_on if held else counted.due_on
    return Answer(explaining.by(due_on), explaining.session_steps(counted.due_on, held), due_on)


def _start(asked: Question, calendar: WorkingCalendar, hours: Hours, reading: Reading) -> Start:
    if asked.unopened:
        served = deemed_served_on(asked.start, calendar, roll=reading.fiction_rolls)
        return Start(served, datetime.combine(served, hours.opens))
    if asked.at is None:
        return Start(asked.start, datetime.combine(asked.start, hours.opens))
    received = datetime.combine(asked.start, asked.at)
    return started_on(received, hours, calendar, late_is_day=reading.late_is_day)


def _in_hours(asked: Question, calendar: WorkingCalendar, hours: Hours) -> Answer:
    received = datetime.combine(asked.start, asked.at or hours.opens)
    counted = count_hours(received, asked.period, hours, calendar, within_office=asked.within_office)
    sentence = gettext("by %(day)s") % {"day": explaining.moment(counted.due_at)}
    return Answer(sentence, explaining.hour_steps(counted))


def _before(asked: Question) -> Answer:
    days = asked.period.amount
    last = clear_days_before(asked.start, days)
    sentence = gettext("at the latest on %(day)s") % {"day": explaining.day(last)}
    return Answer(sentence, explaining.clear_day_steps(last, days, asked.start))
