from datetime import date, datetime, time

import pytest

from chinar.foundation.offices.rules import Closed, Span, WrongHours, check_week, is_open, next_opening

NOON_BREAK = (
    Span(0, time(8, 30), time(12, 0)),
    Span(0, time(13, 0), time(17, 0)),
    Span(4, time(9, 0), time(12, 0)),
)


def at(text: str) -> datetime:
    return datetime.fromisoformat(text)


@pytest.mark.parametrize(
    ("moment", "open_"),
    [
        ("2026-11-23T08:29:59", False),
        ("2026-11-23T08:30", True),
        ("2026-11-23T11:59", True),
        ("2026-11-23T12:00", False),
        ("2026-11-23T13:00", True),
        ("2026-11-23T17:00", False),
        ("2026-11-24T10:00", False),
    ],
)
def test_an_office_is_open_within_its_spans(moment: str, open_: bool) -> None:
    assert is_open(NOON_BREAK, (), at(moment)) is open_


def test_an_office_is_closed_on_the_days_of_a_closure_both_ends_included() -> None:
    repair = (Closed(date(2026, 11, 23), date(2026, 11, 27)),)
    assert not is_open(NOON_BREAK, repair, at("2026-11-23T10:00"))
    assert not is_open(NOON_BREAK, repair, at("2026-11-27T10:00"))
    assert is_open(NOON_BREAK, repair, at("2026-11-30T10:00"))


@pytest.mark.parametrize(
    ("moment", "opens"),
    [
        ("2026-11-23T07:00", "2026-11-23T08:30"),
        ("2026-11-23T12:30", "2026-11-23T13:00"),
        ("2026-11-23T17:00", "2026-11-27T09:00"),
        ("2026-11-27T12:00", "2026-11-30T08:30"),
    ],
)
def test_the_next_opening_is_the_next_span(moment: str, opens: str) -> None:
    assert next_opening(NOON_BREAK, (), at(moment)) == at(opens)


def test_the_next_opening_passes_over_closures_and_days_off() -> None:
    repair = (Closed(date(2026, 11, 27), date(2026, 11, 27)),)
    assert next_opening(NOON_BREAK, repair, at("2026-11-23T18:00")) == at("2026-11-30T08:30")
    monday = date(2026, 11, 30)
    opens = next_opening(NOON_BREAK, repair, at("2026-11-23T18:00"), is_off=lambda day: day == monday)
    assert opens == at("2026-12-04T09:00")


def test_an_office_without_hours_never_opens() -> None:
    assert next_opening((), (), at("2026-11-23T10:00")) is None


@pytest.mark.parametrize(
    "spans",
    [
        [Span(0, time(9), time(9))],
        [Span(0, time(12), time(9))],
        [Span(7, time(9), time(12))],
        [Span(0, time(9), time(12)), Span(0, time(11), time(13))],
    ],
)
def test_a_week_that_cannot_be_is_refused(spans: list[Span]) -> None:
    with pytest.raises(WrongHours):
        check_week(spans)


def test_spans_may_touch() -> None:
    check_week([Span(0, time(12), time(13)), Span(0, time(9), time(12)), Span(1, time(9), time(12))])
