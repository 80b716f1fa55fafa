"""Periods computed by hand from the law; the numbers are those of the vectors V1-V45 of the law notes."""

from datetime import date, datetime

import pytest

from chinar.foundation.time.calendar_file import shipped_calendar
from chinar.foundation.time.rules import (
    Hours,
    Period,
    Reason,
    Stop,
    clear_days_after,
    clear_days_before,
    count,
    count_with_stops,
    deemed_served_on,
    started_on,
)


def day(text: str) -> date:
    return date.fromisoformat(text)


@pytest.mark.parametrize(
    ("vector", "start", "period", "due_on"),
    [
        ("V1 plain", "2026-11-02", "14d", "2026-11-16"),
        ("V2 last day is a Saturday", "2026-11-07", "14d", "2026-11-23"),
        ("V3 plain", "2026-11-13", "7d", "2026-11-20"),
        ("V5 Good Friday to Easter Monday", "2026-04-07", "3d", "2026-04-14"),
        ("V6 notice on the board, same cluster", "2026-04-03", "7d", "2026-04-14"),
        ("V7 Easter and the day off for 1 May", "2027-04-16", "14d", "2027-05-05"),
        ("V9 Easter Monday is St George's, no day more", "2024-04-22", "14d", "2024-05-07"),
        ("V10 24 May is a Sunday", "2026-05-11", "14d", "2026-05-26"),
        ("V12 Christmas with a Saturday", "2026-12-10", "14d", "2026-12-29"),
        ("V13 appeal over Christmas", "2026-12-11", "14d", "2026-12-29"),
        ("V17 days declared off for the euro", "2025-12-17", "14d", "2026-01-05"),
        ("V19 no 31 February", "2026-01-31", "1m", "2026-03-02"),
        ("V20 appeal after service by fiction, rolled", "2026-12-30", "14d", "2027-01-13"),
        ("V20 the same, unrolled", "2026-12-25", "14d", "2027-01-08"),
        ("V21 appeal after service by fiction", "2026-11-10", "14d", "2026-11-24"),
        ("V23 6 January is no holiday", "2026-11-06", "2m", "2027-01-06"),
        ("V26 3 March", "2026-02-03", "1m", "2026-03-04"),
        ("V28 enquiry", "2026-12-18", "5wd", "2026-12-30"),
        ("V29 publication", "2026-05-20", "3wd", "2026-05-26"),
        ("V34 decision", "2026-10-23", "14d", "2026-11-06"),
        ("V34 with 10 days more", "2026-10-23", "24d", "2026-11-16"),
        ("V34 with 14 days more", "2026-10-23", "28d", "2026-11-20"),
        ("V34 consent", "2026-10-23", "7d", "2026-10-30"),
        ("V35 from the clarification", "2026-10-20", "14d", "2026-11-03"),
        ("V36 with an opinion asked", "2026-11-02", "28d", "2026-11-30"),
        ("V37 to remedy", "2026-11-10", "3d", "2026-11-13"),
        ("V37 from the remedy", "2026-11-12", "14d", "2026-11-26"),
        ("V42 assembly, latest", "2026-11-02", "1m", "2026-12-02"),
    ],
)
def test_a_period_ends_as_the_law_says(vector: str, start: str, period: str, due_on: str) -> None:
    assert count(day(start), Period.parse(period), shipped_calendar()).due_on == day(due_on), vector


@pytest.mark.parametrize(
    ("vector", "sent", "roll", "served"),
    [
        ("V20 rolled", "2026-12-17", True, "2026-12-30"),
        ("V20 unrolled", "2026-12-17", False, "2026-12-25"),
        ("V21", "2026-11-02", True, "2026-11-10"),
    ],
)
def test_a_message_nobody_downloads_counts_as_served(vector: str, sent: str, roll: bool, served: str) -> None:
    assert deemed_served_on(day(sent), shipped_calendar(), roll=roll) == day(served), vector


@pytest.mark.parametrize(
    ("vector", "received", "late_is_day", "period", "due_on"),
    [
        ("V31 late on a Friday", "2026-11-20T19:30", 1, "7d", "2026-11-30"),
        ("V31 in hours", "2026-11-20T16:30", 1, "7d", "2026-11-27"),
        ("V32 late, the next day works", "2026-11-19T18:05", 1, "14d", "2026-12-03"),
        ("V32 in hours", "2026-11-19T12:00", 1, "14d", "2026-12-03"),
        ("V32 the other reading", "2026-11-19T18:05", 0, "14d", "2026-12-04"),
    ],
)
def test_a_request_outside_hours_starts_the_next_working_day(
    vector: str, received: str, late_is_day: int, period: str, due_on: str
) -> None:
    calendar = shipped_calendar()
    start = started_on(datetime.fromisoformat(received), Hours(), calendar, late_is_day=late_is_day)
    assert count(start.day, Period.parse(period), calendar).due_on == day(due_on), vector


def test_v38_a_stopped_period_goes_on_with_the_days_left() -> None:
    stop = Stop(day("2026-11-10"), day("2026-11-25"))
    counted = count_with_stops(day("2026-11-02"), Period.parse("14d"), [stop], shipped_calendar())
    assert counted.due_on == day("2026-12-02")
    assert [(pause.used, pause.left) for pause in counted.pauses] == [(7, 7)]


def test_v40_a_local_day_off_moves_the_end_only_there() -> None:
    fair = {day("2026-10-26"): Reason("local", "Празник на града")}
    there = shipped_calendar().overlaid(off=fair, worked=[])
    assert count(day("2026-10-19"), Period.parse("7d"), there).due_on == day("2026-10-27")
    assert count(day("2026-10-19"), Period.parse("7d"), shipped_calendar()).due_on == day("2026-10-26")


def test_v42_fifteen_clear_days_lie_between_notice_and_assembly() -> None:
    assert clear_days_after(day("2026-11-02"), 15) == day("2026-11-18")
    assert clear_days_before(day("2026-11-18"), 15) == day("2026-11-02")


def test_v43_a_referendum_falls_on_a_day_without_work() -> None:
    decided = day("2026-11-20").toordinal()
    window = [date.fromordinal(decided + n) for n in range(45, 61)]
    assert (window[0], window[-1]) == (day("2027-01-04"), day("2027-01-19"))
    free = [each.isoformat() for each in window if not shipped_calendar().is_working(each)]
    assert free == ["2027-01-09", "2027-01-10", "2027-01-16", "2027-01-17"]


def test_v38_in_the_other_reading_the_day_of_resumption_counts() -> None:
    stop = Stop(day("2026-11-10"), day("2026-11-25"), counts=True)
    counted = count_with_stops(day("2026-11-02"), Period.parse("14d"), [stop], shipped_calendar())
    assert (counted.due_on, counted.pauses[0].left) == (day("2026-12-01"), 7)
