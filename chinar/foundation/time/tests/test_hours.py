"""Hours within the office and by the clock, and the last moment of a day."""

# Moments are local time without a zone, as the rules take them.
# ruff: noqa: DTZ001

from datetime import date, datetime, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chinar.foundation.time.calendar_file import shipped_calendar
from chinar.foundation.time.hours import closes_at, count_hours, is_in_time
from chinar.foundation.time.rules import Hours, NoCalendar, Period, Unit, WrongPeriod, count

DAY = Hours(time(8, 30), time(17, 0))
moments = st.datetimes(datetime(2015, 1, 1), datetime(2027, 6, 30))
amounts = st.integers(1, 200)


def ends(start: datetime, amount: int, *, within_office: bool = True) -> datetime:
    period = Period(amount, Unit.HOURS)
    return count_hours(start, period, DAY, shipped_calendar(), within_office=within_office).due_at


@pytest.mark.parametrize(
    ("start", "amount", "due_at"),
    [
        (datetime(2026, 11, 23, 9, 0), 4, datetime(2026, 11, 23, 13, 0)),
        (datetime(2026, 11, 23, 13, 0), 4, datetime(2026, 11, 23, 17, 0)),  # the moment of closing belongs to the day
        (datetime(2026, 11, 23, 13, 1), 4, datetime(2026, 11, 24, 8, 31)),
        (datetime(2026, 11, 20, 16, 0), 4, datetime(2026, 11, 23, 11, 30)),  # over a weekend
        (datetime(2026, 11, 21, 12, 0), 4, datetime(2026, 11, 23, 12, 30)),  # begins on a Saturday
        (datetime(2026, 11, 23, 6, 0), 8, datetime(2026, 11, 23, 16, 30)),  # begins before opening
        (datetime(2026, 11, 23, 17, 0), 1, datetime(2026, 11, 24, 9, 30)),
        (datetime(2026, 12, 23, 16, 30), 1, datetime(2026, 12, 29, 9, 0)),  # Christmas and the day in lieu
    ],
)
def test_hours_of_the_office(start: datetime, amount: int, due_at: datetime) -> None:
    assert ends(start, amount) == due_at


def test_hours_of_the_clock_pass_when_the_clocks_change() -> None:
    assert ends(datetime(2026, 11, 20, 16, 0), 4, within_office=False) == datetime(2026, 11, 20, 20, 0)
    assert ends(datetime(2026, 3, 28, 12, 0), 24, within_office=False) == datetime(2026, 3, 29, 13, 0)
    assert ends(datetime(2026, 10, 24, 12, 0), 24, within_office=False) == datetime(2026, 10, 25, 11, 0)


def test_days_passed_over_are_told_once_and_in_order() -> None:
    counted = count_hours(datetime(2026, 12, 23, 16, 30), Period(1, Unit.HOURS), DAY, shipped_calendar())
    assert [day.day for day, _ in counted.skipped] == [24, 25, 26, 27, 28]


@given(moments, amounts)
def test_hours_end_while_the_office_works(start: datetime, amount: int) -> None:
    due_at = ends(start, amount)
    assert due_at > start
    assert shipped_calendar().is_working(due_at.date())
    assert DAY.hold(due_at.time())


@given(moments, amounts)
def test_who_starts_later_never_ends_earlier(start: datetime, amount: int) -> None:
    following = start.replace(hour=min(23, start.hour + 1))
    assert ends(start, amount) <= ends(following, amount)


@given(moments, amounts, amounts)
def test_more_hours_never_end_earlier(start: datetime, amount: int, more: int) -> None:
    assert ends(start, amount) < ends(start, amount + more)


def test_a_day_cannot_be_counted_as_hours_nor_hours_as_days() -> None:
    with pytest.raises(WrongPeriod):
        count(date(2026, 11, 23), Period(4, Unit.HOURS), shipped_calendar())
    with pytest.raises(WrongPeriod):
        count_hours(datetime(2026, 11, 23), Period(4, Unit.DAYS), DAY, shipped_calendar())


def test_hours_into_an_unknown_year_are_refused() -> None:
    with pytest.raises(NoCalendar):
        ends(datetime(2028, 12, 29, 16, 0), 40)
    with pytest.raises(NoCalendar):
        ends(datetime(9999, 12, 31, 16, 0), 4000, within_office=False)


def test_what_is_posted_is_in_time_until_midnight_and_what_is_done_in_person_until_closing() -> None:
    due_on, evening = date(2026, 11, 16), datetime(2026, 11, 16, 23, 59)
    assert closes_at(due_on, in_person=True, hours=DAY) == datetime(2026, 11, 16, 17, 0)
    assert is_in_time(evening, due_on, in_person=False, hours=DAY)
    assert not is_in_time(evening, due_on, in_person=True, hours=DAY)
    assert not is_in_time(datetime(2026, 11, 17, 0, 1), due_on, in_person=False, hours=DAY)
