import csv
from datetime import date
from pathlib import Path

import pytest

from chinar.foundation.time.calendar_file import (
    DayKind,
    NationalDay,
    WrongCalendarFile,
    calendar_of,
    read,
    shipped,
    shipped_calendar,
    write,
)
from chinar.foundation.time.freezing import days_of


def test_the_shipped_file_is_what_the_package_gives() -> None:
    for country in ("BG", "RO"):
        assert list(shipped(country)) == days_of(range(2015, 2029), country)


def test_the_shipped_file_knows_2015_to_2028() -> None:
    assert shipped_calendar().years == frozenset(range(2015, 2029))


def test_every_shipped_day_has_a_name_in_both_languages() -> None:
    assert [day for day in shipped() if not (day.name and day.name_en)] == []


def test_no_working_saturday_is_anything_but_a_saturday() -> None:
    worked = [day.date for day in shipped() if day.kind is DayKind.WORKING_SATURDAY]
    assert len(worked) == 8
    assert {day.weekday() for day in worked} == {5}


@pytest.mark.shared
def test_the_shipped_file_agrees_with_the_checked_calendar(shared: Path) -> None:
    """Theirs ends with 2026 and calls a declared day `declared_non_working`; nothing else differs."""
    with (shared / "data" / "bg-calendar" / "bg_days_2015_2026.csv").open(encoding="utf-8") as file:
        theirs = {
            (row["date"], row["name"], row["kind"].replace("declared_non_working", "declared"))
            for row in csv.DictReader(file)
        }
    ours = {(day.date.isoformat(), day.name, day.kind.value) for day in shipped() if day.date.year <= 2026}
    assert ours == theirs


def test_a_file_is_read_as_it_was_written(tmp_path: Path) -> None:
    days = (NationalDay(date(2027, 5, 7), "Неприсъствен ден, „мост“", "Declared day", DayKind.DECLARED),)
    write(tmp_path / "days.csv", days)
    assert read(tmp_path / "days.csv") == days


def test_all_wrong_lines_are_named_at_once(tmp_path: Path) -> None:
    (tmp_path / "days.csv").write_text(
        "date,name,name_en,kind\n2027-02-30,а,a,public\n2027-03-03,б,b,feast\n2027-03-04,в,c,public\n", encoding="utf-8"
    )
    with pytest.raises(WrongCalendarFile, match=r"line 2: .*line 3: "):
        read(tmp_path / "days.csv")


def test_other_columns_are_refused(tmp_path: Path) -> None:
    (tmp_path / "days.csv").write_text("day,name\n", encoding="utf-8")
    with pytest.raises(WrongCalendarFile, match="columns"):
        read(tmp_path / "days.csv")


def test_one_declared_day_does_not_make_a_year_known() -> None:
    assert calendar_of([NationalDay(date(2031, 1, 2), "x", "x", DayKind.DECLARED)]).years == frozenset()
