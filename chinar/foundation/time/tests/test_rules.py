"""What holds for every period, and the corners that no vector reaches."""

from datetime import UTC, date, datetime, timedelta

import pytest
from dateutil.relativedelta import relativedelta
from hypothesis import given
from hypothesis import strategies as st

from chinar.foundation.time.calendar_file import shipped_calendar
from chinar.foundation.time.rules import (
    CONVENTIONS,
    Hours,
    NoCalendar,
    Period,
    Reason,
    Stop,
    Unit,
    WorkingCalendar,
    WrongPeriod,
    WrongStop,
    count,
    count_with_stops,
    started_on,
)

starts = st.dates(date(2015, 1, 1), date(2026, 12, 31))
periods = st.builds(Period, st.integers(1, 60), st.sampled_from([Unit.DAYS, Unit.WORKING_DAYS])) | st.builds(
    Period, st.integers(1, 12), st.sampled_from([Unit.WEEKS, Unit.MONTHS])
)
EVERY_DAY = WorkingCalendar(
    frozenset(range(2014, 2040)),
    worked=frozenset(date(2014, 1, 1) + timedelta(days=n) for n in range(26 * 365)),
)
WEEKDAYS_ONLY = WorkingCalendar(frozenset(range(1900, 2200)))


@given(starts, periods)
def test_a_period_never_ends_on_a_day_without_work(start: date, period: Period) -> None:
    assert shipped_calendar().is_working(count(start, period, shipped_calendar()).due_on)


@given(starts, st.integers(0, 40), periods)
def test_who_starts_later_never_ends_earlier(start: date, later: int, period: Period) -> None:
    first = count(start, period, shipped_calendar())
    second = count(start + timedelta(days=later), period, shipped_calendar())
    assert first.due_on <= second.due_on


@given(starts, st.integers(1, 24))
def test_months_end_in_the_month_they_name(start: date, amount: int) -> None:
    ends_on = count(start, Period(amount, Unit.MONTHS), WEEKDAYS_ONLY, roll=False).ends_on
    assert ends_on.year * 12 + ends_on.month == start.year * 12 + start.month + amount
    assert ends_on.day == start.day or (ends_on + timedelta(days=1)).day == 1


@given(starts, st.integers(1, 60), st.sampled_from([Unit.DAYS, Unit.WORKING_DAYS, Unit.WEEKS, Unit.MONTHS]))
def test_where_every_day_is_worked_counting_is_plain_arithmetic(start: date, amount: int, unit: Unit) -> None:
    plain = {Unit.WEEKS: relativedelta(weeks=amount), Unit.MONTHS: relativedelta(months=amount)}
    due_on = count(start, Period(amount, unit), EVERY_DAY).due_on
    assert due_on == start + plain.get(unit, relativedelta(days=amount))


@given(starts, st.integers(1, 500))
def test_days_without_rolling_are_plain_arithmetic(start: date, amount: int) -> None:
    counted = count(start, Period(amount, Unit.DAYS), WorkingCalendar(frozenset()), roll=False)
    assert counted.due_on == counted.ends_on == start + timedelta(days=amount)
    assert counted.skipped == ()


@given(starts, periods)
def test_every_day_passed_over_has_a_reason_and_lies_within(start: date, period: Period) -> None:
    counted = count(start, period, shipped_calendar())
    assert all(start < day < counted.due_on and reason.code for day, reason in counted.skipped)
    assert set(counted.conventions) <= CONVENTIONS.keys()


@given(starts, periods, st.integers(0, 30), st.integers(0, 30), st.booleans())
def test_a_stop_never_shortens_a_period(start: date, period: Period, after: int, length: int, counts: bool) -> None:
    plain = count(start, period, shipped_calendar())
    stopped_on = min(start + timedelta(days=after), plain.due_on)
    stop = Stop(stopped_on, stopped_on + timedelta(days=length), counts)
    assert count_with_stops(start, period, [stop], shipped_calendar()).due_on >= plain.due_on


@given(starts, periods)
def test_a_period_without_a_stop_is_counted_as_ever(start: date, period: Period) -> None:
    assert count_with_stops(start, period, [], shipped_calendar()) == count(start, period, shipped_calendar())


@pytest.mark.parametrize("text", ["14d", "5wd", "2w", "1m", "6m", "1y"])
def test_a_period_is_written_as_it_was_read(text: str) -> None:
    assert str(Period.parse(text)) == text


@pytest.mark.parametrize("text", ["", "d", "14", "0d", "-3d", "1.5m", "14D", "14 d", "10000d", "٣d"])
def test_what_is_no_period_is_refused(text: str) -> None:
    with pytest.raises(WrongPeriod):
        Period.parse(text)


@pytest.mark.parametrize(
    ("start", "period", "due_on"),
    [
        ("2028-02-29", "1y", "2029-02-28"),
        ("2026-11-06", "2w", "2026-11-20"),
        ("2026-12-31", "6m", "2027-06-30"),
    ],
)
def test_weeks_and_years(start: str, period: str, due_on: str) -> None:
    counted = count(date.fromisoformat(start), Period.parse(period), WEEKDAYS_ONLY)
    assert counted.due_on == date.fromisoformat(due_on)


def test_an_unknown_year_is_refused_and_named() -> None:
    with pytest.raises(NoCalendar) as refused:
        count(date(2028, 12, 18), Period.parse("14d"), shipped_calendar())
    assert refused.value.year == 2029


@pytest.mark.parametrize("period", ["9999y", "9999m", "9999w", "9999d", "9999wd"])
def test_a_period_beyond_the_end_of_time_is_refused(period: str) -> None:
    with pytest.raises(NoCalendar):
        count(date(9990, 1, 1), Period.parse(period), WorkingCalendar(frozenset({9990})))


def test_a_working_saturday_is_worked_and_the_day_it_was_exchanged_for_is_not() -> None:
    assert shipped_calendar().is_working(date(2016, 9, 10))
    why = shipped_calendar().why_not(date(2016, 9, 5))
    assert why is not None
    assert why.code == "moved"


def test_a_holiday_on_a_saturday_is_named() -> None:
    why = shipped_calendar().why_not(date(2026, 12, 26))
    assert why == Reason("public", "Рождество Христово", "Christmas Day")
    assert shipped_calendar().why_not(date(2026, 11, 21)) == Reason("saturday")


def test_a_narrower_calendar_wins_in_both_directions() -> None:
    day_off, worked = date(2026, 11, 2), date(2026, 12, 24)
    there = shipped_calendar().overlaid(off={day_off: Reason("local", "Събор")}, worked=[worked])
    assert not there.is_working(day_off)
    assert there.is_working(worked)
    assert there.overlaid(off={worked: Reason("local", "Събор")}, worked=[day_off]).is_working(day_off)


@pytest.mark.parametrize(
    ("received", "start"),
    [
        ("2026-11-20T08:30", "2026-11-20"),
        ("2026-11-20T17:00", "2026-11-20"),
        ("2026-11-20T17:00:01", "2026-11-22"),
        ("2026-11-20T08:29:59", "2026-11-22"),
        ("2026-11-21T12:00", "2026-11-22"),
        ("2026-12-24T12:00", "2026-12-28"),
    ],
)
def test_office_hours_decide_to_the_second(received: str, start: str) -> None:
    found = started_on(datetime.fromisoformat(received), Hours(), shipped_calendar())
    assert found.day == date.fromisoformat(start)


def test_a_moment_with_a_zone_is_read_in_local_time() -> None:
    in_sofia = started_on(datetime(2026, 11, 20, 15, 30, tzinfo=UTC), Hours(), shipped_calendar())
    assert in_sofia.received_at == datetime(2026, 11, 20, 17, 30)  # noqa: DTZ001
    assert in_sofia.convention == "C7"


@pytest.mark.parametrize(
    ("stopped_on", "resumed_on"),
    [("2026-11-01", "2026-11-05"), ("2026-11-17", "2026-11-20"), ("2026-11-10", "2026-11-09")],
)
def test_a_stop_outside_the_period_or_backwards_is_refused(stopped_on: str, resumed_on: str) -> None:
    stop = Stop(date.fromisoformat(stopped_on), date.fromisoformat(resumed_on))
    with pytest.raises(WrongStop):
        count_with_stops(date(2026, 11, 2), Period.parse("14d"), [stop], shipped_calendar())


def test_two_stops_follow_each_other() -> None:
    stops = [Stop(date(2026, 11, 10), date(2026, 11, 25)), Stop(date(2026, 11, 27), date(2026, 11, 30))]
    counted = count_with_stops(date(2026, 11, 2), Period.parse("14d"), stops, shipped_calendar())
    assert [(pause.used, pause.left) for pause in counted.pauses] == [(7, 7), (1, 6)]
    assert counted.due_on == date(2026, 12, 7)


def test_a_stop_of_working_days_keeps_working_days() -> None:
    counted = count_with_stops(
        date(2026, 11, 2), Period.parse("5wd"), [Stop(date(2026, 11, 5), date(2026, 11, 6))], shipped_calendar()
    )
    assert [(pause.used, pause.left) for pause in counted.pauses] == [(2, 3)]
    assert counted.due_on == date(2026, 11, 11)


def test_conventions_that_wait_for_a_lawyer_are_marked() -> None:
    assert {code for code, convention in CONVENTIONS.items() if not convention.confirmed} == {
        "C1",
        "C7",
        "C9",
        "C12",
        "H",
    }
    assert {f"C{n}" for n in range(1, 13)} <= CONVENTIONS.keys()
