from datetime import date, datetime

import pytest
from django.utils import translation

from chinar.foundation.time import explaining
from chinar.foundation.time.calendar_file import shipped_calendar
from chinar.foundation.time.rules import Count, Hours, Period, Stop, count, count_with_stops, started_on


def counted(start: str, period: str) -> Count:
    return count(date.fromisoformat(start), Period.parse(period), shipped_calendar())


@pytest.mark.parametrize(
    ("language", "said"),
    [("bg", "до понеделник, 16 ноември 2026 г."), ("en", "by Monday, 16 November 2026")],
)
def test_the_due_date_is_one_plain_sentence(language: str, said: str) -> None:
    with translation.override(language):
        assert explaining.sentence(counted("2026-11-02", "14d")) == said


def test_days_are_written_in_the_language_of_the_reader() -> None:
    with translation.override("bg"):
        assert explaining.day(date(2026, 11, 16)) == "понеделник, 16 ноември 2026 г."
        at = datetime(2026, 11, 16, 9, 5)  # noqa: DTZ001
        assert explaining.moment(at) == "понеделник, 16 ноември 2026 г., 09:05"


@pytest.mark.parametrize(
    ("period", "said"),
    [("1d", "1 day"), ("14d", "14 days"), ("5wd", "5 working days"), ("2w", "2 weeks"), ("1m", "1 month")],
)
def test_a_period_is_said_in_words(period: str, said: str) -> None:
    with translation.override("en"):
        assert explaining.period(Period.parse(period)) == said


@pytest.mark.parametrize("period", ["14d", "5wd", "2w", "1m", "1y"])
@pytest.mark.parametrize("language", ["bg", "en"])
def test_each_line_names_its_source_and_leaves_no_place_empty(period: str, language: str) -> None:
    with translation.override(language):
        lines = explaining.lines(counted("2026-12-10", period))
        assert explaining.source("C8" if period == "5wd" else "C2") in lines[0]
        assert not any("%(" in line for line in lines)


def test_a_holiday_passed_over_is_named_and_a_saturday_is_not_explained() -> None:
    with translation.override("en"):
        (passed,) = [line for line in explaining.lines(counted("2026-12-10", "14d")) if "Passed over" in line]
    assert "Thursday, 24 December 2026 (Christmas Eve)" in passed
    assert "Sunday, 27 December 2026; " in passed
    with translation.override("bg"):
        assert "(Бъдни вечер)" in "\n".join(explaining.lines(counted("2026-12-10", "14d")))


def test_what_no_lawyer_has_confirmed_says_so() -> None:
    with translation.override("en"):
        assert "by analogy" in explaining.lines(counted("2026-11-02", "14d"))[-1]
        assert not any("lawyer" in line for line in explaining.lines(counted("2026-12-18", "5wd")))


def test_a_request_outside_office_hours_is_explained() -> None:
    at = datetime(2026, 11, 20, 19, 30)  # noqa: DTZ001
    with translation.override("en"):
        received, doubt = explaining.start_lines(started_on(at, Hours(), shipped_calendar()))
        assert "Friday, 20 November 2026, 19:30" in received
        assert "Monday, 23 November 2026" in received
        assert "lawyer" in doubt
        assert explaining.start_lines(started_on(at.replace(hour=12), Hours(), shipped_calendar())) == ()


def test_a_stop_is_told_with_the_days_used_and_left() -> None:
    stop = Stop(date(2026, 11, 10), date(2026, 11, 25))
    stopped = count_with_stops(date(2026, 11, 2), Period.parse("14d"), [stop], shipped_calendar())
    with translation.override("en"):
        lines = explaining.lines(stopped)
    assert "Days used before: 7; days left: 7" in lines[1]
    assert sum("lawyer" in line for line in lines) == 2
