"""A table of days: who is told what, and when. November and December 2026; from 24 to 28 December nobody works."""

from datetime import date, timedelta

import pytest

from chinar.domain.cases.watching.rules import Level, Plan, Stage, end_of_week, horizon, reminder, working_days
from chinar.foundation.time.calendar_file import shipped_calendar
from chinar.foundation.time.rules import NoCalendar, WorkingCalendar

CALENDAR = shipped_calendar()
HANDLER, HEAD, SECRETARY = Level.HANDLER, Level.HEAD, Level.SECRETARY
DUE = date(2026, 11, 23)
"""A Monday."""


@pytest.mark.parametrize(
    ("today", "stage", "levels"),
    [
        (date(2026, 11, 17), Stage.DUE, set()),
        (date(2026, 11, 18), Stage.DUE, {HANDLER}),
        (date(2026, 11, 19), Stage.DUE, {HANDLER}),
        (date(2026, 11, 20), Stage.DUE, {HANDLER, HEAD}),
        (date(2026, 11, 23), Stage.DUE, {HANDLER, HEAD, SECRETARY}),
        (date(2026, 11, 24), Stage.LATE, {HANDLER, HEAD}),
        (date(2026, 11, 25), Stage.LATE, {HANDLER, HEAD}),
        (date(2026, 11, 26), Stage.LATE, {HANDLER, HEAD, SECRETARY}),
        (date(2030, 1, 1) - timedelta(days=3 * 365), Stage.LATE, {HANDLER, HEAD, SECRETARY}),
    ],
)
def test_who_is_told_on_which_day_with_the_usual_numbers(today: date, stage: Stage, levels: set[Level]) -> None:
    told = reminder(Plan(), due_on=DUE, today=today, calendar=CALENDAR)
    assert (told.stage, told.levels) == (stage, levels)


def test_days_off_do_not_count() -> None:
    assert working_days(date(2026, 12, 23), date(2026, 12, 29), CALENDAR) == 1
    assert working_days(DUE, DUE, CALENDAR) == 0
    with pytest.raises(NoCalendar):
        working_days(date(2026, 12, 23), date(2027, 1, 2), WorkingCalendar(frozenset({2026})))


def test_what_is_late_for_years_needs_no_calendar_of_those_years() -> None:
    narrow = WorkingCalendar(frozenset({2026}))
    told = reminder(Plan(), due_on=date(2019, 3, 4), today=date(2026, 11, 16), calendar=narrow)
    assert told.levels == {HANDLER, HEAD, SECRETARY}


@pytest.mark.parametrize(
    ("today", "last"),
    [
        (date(2026, 11, 16), date(2026, 11, 19)),
        (date(2026, 11, 18), date(2026, 11, 23)),
        (date(2026, 11, 20), date(2026, 11, 25)),
    ],
)
def test_the_horizon_is_the_last_due_date_that_calls_for_anybody(today: date, last: date) -> None:
    assert horizon(Plan(), today=today, calendar=CALENDAR) == last
    assert reminder(Plan(), due_on=last, today=today, calendar=CALENDAR).levels
    beyond = CALENDAR.next_working(last)
    assert not reminder(Plan(), due_on=beyond, today=today, calendar=CALENDAR).levels


def test_the_horizon_ends_with_the_calendar() -> None:
    assert horizon(Plan(), today=date(2026, 12, 30), calendar=WorkingCalendar(frozenset({2026}))) == date(2026, 12, 31)


def test_a_week_ends_on_its_sunday() -> None:
    assert end_of_week(date(2026, 11, 16)) == end_of_week(date(2026, 11, 22)) == date(2026, 11, 22)
