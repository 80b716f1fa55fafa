"""A collective body decides at its first session after the period: the day, its words, the terminal, the calculator."""

import json
from datetime import date, timedelta
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from chinar.foundation.territory.models import Municipality
from chinar.foundation.time import explaining
from chinar.foundation.time.calendar_file import shipped_calendar
from chinar.foundation.time.rules import NoCalendar, Period, count
from chinar.foundation.time.sessions import sitting
from chinar.foundation.time.tests.test_calculator import page

CALENDAR = shipped_calendar()
START = date(2026, 1, 5)
days = st.integers(0, 700)
periods = st.sampled_from(["3d", "7d", "14d", "1m", "2w", "5wd"])


@given(start=days, session=days, period=periods)
def test_no_session_makes_a_matter_due_before_the_end_of_its_period(start: int, session: int, period: str) -> None:
    ends_on = count(START + timedelta(start), Period.parse(period), CALENDAR).due_on
    held = sitting(ends_on, START + timedelta(session), CALENDAR)
    assert held.due_on >= ends_on
    assert held.due_on == (held.held_on if held.counts else ends_on)


@given(session=days, later=days, grown=st.integers(0, 60))
def test_a_later_session_or_a_longer_period_makes_nothing_due_earlier(session: int, later: int, grown: int) -> None:
    held_on = START + timedelta(session)
    due_on = sitting(START, held_on, CALENDAR).due_on
    assert sitting(START, held_on + timedelta(later % 300), CALENDAR).due_on >= due_on
    assert sitting(START + timedelta(grown), held_on, CALENDAR).due_on >= due_on


def test_in_a_year_without_a_calendar_no_session_is_counted() -> None:
    with pytest.raises(NoCalendar):
        sitting(START, date(2040, 1, 9), CALENDAR)


@pytest.mark.parametrize(
    ("language", "held_on", "said"),
    [
        (
            "bg",
            date(2026, 11, 26),
            ["свършва на понеделник, 16 ноември 2026 г.", "четвъртък, 26 ноември", "чл. 57, ал. 6"],
        ),
        ("en", date(2026, 11, 28), ["Saturday, 28 November 2026 is no working day", "art. 57, para. 6"]),
        ("en", date(2026, 11, 16), ["is within the period", "until a later session is called"]),
        ("en", None, ["Until it is known the end of the period holds"]),
    ],
)
def test_the_session_explains_itself(language: str, held_on: date | None, said: list[str]) -> None:
    ends_on = date(2026, 11, 16)
    held = sitting(ends_on, held_on, CALENDAR) if held_on else None
    with translation.override(language):
        told = "\n".join(step.text for step in explaining.session_steps(ends_on, held))
    assert [part for part in said if part not in told] == []


PLAIN = ("--start", "2026-11-02", "--period", "14d")


def due(capsys: pytest.CaptureFixture[str], *args: str) -> list[str]:
    call_command("due", *PLAIN, *args, "--language", "en")
    return capsys.readouterr().out.splitlines()


def test_the_terminal_tells_the_end_of_the_period_and_the_session(capsys: pytest.CaptureFixture[str]) -> None:
    assert due(capsys, "--session", "2026-11-26") == ["2026-11-26"]
    assert due(capsys, "--session") == ["2026-11-16"]
    told = due(capsys, "--session", "2026-11-26", "--explain")
    assert told[1] == "by Thursday, 26 November 2026"
    assert "the period ends on Monday, 16 November 2026" in "\n".join(told)
    assert "first session after the end of the period" in "\n".join(due(capsys, "--session", "--explain"))
    (line,) = due(capsys, "--session", "2026-11-26", "--json")
    answer = json.loads(line)
    assert (answer["due_on"], answer["period_ends_on"]) == ("2026-11-26", "2026-11-16")


@pytest.mark.parametrize(
    "args",
    [
        (*PLAIN, "--session", "2026-11-16"),
        (*PLAIN, "--session", "2026-13-01"),
        (*PLAIN, "--session", "9999-01-01"),
        (*PLAIN, "--before", "--session"),
        ("--received", "2026-11-02T10:00", "--period", "4h", "--session"),
    ],
)
def test_a_session_that_cannot_be_counted_is_refused_with_2(args: tuple[str, ...], capsys: Any) -> None:
    with pytest.raises(CommandError) as refused:
        call_command("due", *args)
    assert (refused.value.returncode, capsys.readouterr().out) == (2, "")


def asked(day: str, month: str = "11", year: str = "2026", **more: str) -> dict[str, str]:
    return {"session_day": day, "session_month": month, "session_year": year, **more}


def test_the_calculator_counts_to_the_session(town: Municipality, client: Client) -> None:
    told = page(client, **asked("26"))
    assert "by Thursday, 26 November 2026" in told
    assert "the period ends on Monday, 16 November 2026" in told
    assert "by Monday, 16 November 2026" in page(client, decides="body")
    for wrong in (asked("16"), asked("1", "1", "2040"), asked("31"), asked("26", direction="before")):
        told = page(client, **wrong)
        assert "govuk-error-summary" in told
        assert f'value="{wrong["session_day"]}"' in told
