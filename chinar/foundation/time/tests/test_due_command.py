"""`chinar due` as a person at a terminal meets it."""

import json
import os
import subprocess
import sys
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from chinar.foundation.core.actor import SYSTEM
from chinar.foundation.core.scope import scoped
from chinar.foundation.territory.models import Municipality
from chinar.foundation.time.actions import NewLocalDay, choose_reading, declare_local_day

CHINAR = [sys.executable, "-m", "chinar.config.cli"]


def due(capsys: pytest.CaptureFixture[str], *args: str) -> list[str]:
    call_command("due", *args)
    return capsys.readouterr().out.splitlines()


def test_the_answer_is_the_date_and_nothing_else(capsys: pytest.CaptureFixture[str]) -> None:
    assert due(capsys, "--start", "2026-11-02", "--period", "14d") == ["2026-11-16"]


def test_the_start_follows_from_the_moment_of_receipt(capsys: pytest.CaptureFixture[str]) -> None:
    assert due(capsys, "--received", "2026-11-20T19:30", "--period", "7d") == ["2026-11-30"]
    assert due(capsys, "--received", "2026-11-20 17:30+00:00", "--period", "7d") == ["2026-11-30"]
    assert due(capsys, "--received", "2026-11-20T19:30", "--hours", "08:00-20:00", "--period", "7d") == ["2026-11-27"]


def test_a_start_that_is_given_wins_over_the_moment_of_receipt(capsys: pytest.CaptureFixture[str]) -> None:
    args = ("--start", "2026-11-20", "--received", "2026-11-20T19:30", "--period", "7d")
    assert due(capsys, *args) == ["2026-11-27"]


def test_the_explanation_comes_below_the_date(capsys: pytest.CaptureFixture[str]) -> None:
    lines = due(capsys, "--received", "2026-12-10T12:00", "--period", "14d", "--explain", "--language", "en")
    assert lines[:2] == ["2026-12-29", "by Tuesday, 29 December 2026"]
    assert "Friday, 25 December 2026 (Christmas Day)" in "\n".join(lines)
    assert lines[-1].startswith("That these rules hold here is not yet confirmed by a lawyer")


def test_json_is_one_object(capsys: pytest.CaptureFixture[str]) -> None:
    (line,) = due(capsys, "--received", "2026-11-20T19:30", "--period", "7d", "--json", "--explain")
    answer = json.loads(line)
    assert (answer["due_on"], answer["start"]) == ("2026-11-30", "2026-11-22")
    assert [step["convention"] for step in answer["steps"]] == ["C7", "C7", "C2", "C4", "C4", "C1"]


def test_hours_end_at_a_moment(capsys: pytest.CaptureFixture[str]) -> None:
    args = ("--received", "2026-11-20T16:00", "--period", "4h")
    assert due(capsys, *args) == ["2026-11-23T11:30"]
    assert due(capsys, *args, "--clock") == ["2026-11-20T20:00"]
    assert "Not counted: Saturday, 21" in "\n".join(due(capsys, *args, "--explain", "--language", "en"))
    (line,) = due(capsys, *args, "--json")
    assert json.loads(line)["due_at"] == "2026-11-23T11:30"


def test_clear_days_before_a_day(capsys: pytest.CaptureFixture[str]) -> None:
    assert due(capsys, "--start", "2026-11-18", "--period", "15d", "--before") == ["2026-11-02"]


@pytest.mark.parametrize(
    "args",
    [
        ("--start", "2026-11-02", "--period", "4h"),
        ("--start", "2026-11-02", "--period", "1m", "--before"),
        ("--start", "0001-01-02", "--period", "14d", "--before"),
        ("--start", "2028-12-18", "--period", "14d"),
        ("--start", "2026-02-30", "--period", "14d"),
        ("--start", "20261102", "--period", "14d"),
        ("--start", "2026-11-02", "--period", "14x"),
        ("--received", "2026-11-20", "--period", "14d"),
        ("--received", "2026-11-20T25:00", "--period", "14d"),
        ("--start", "2026-11-02", "--period", "14d", "--hours", "17:00-08:30"),
        ("--start", "2026-11-02", "--period", "14d", "--hours", "8-17"),
        ("--period", "14d"),
    ],
)
def test_what_cannot_be_answered_is_refused_with_2(args: tuple[str, ...], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(CommandError) as refused:
        call_command("due", *args)
    assert refused.value.returncode == 2
    assert str(refused.value)
    assert capsys.readouterr().out == ""


def test_a_territory_adds_its_local_days(town: Municipality, capsys: pytest.CaptureFixture[str]) -> None:
    at = datetime(2026, 9, 1, tzinfo=UTC)
    declare_local_day(NewLocalDay(date(2026, 10, 26), name="Празник", act="Решение 5"), by=SYSTEM, at=at)
    args = ("--start", "2026-10-19", "--period", "7d")
    assert due(capsys, *args, "--territory", town.code) == ["2026-10-27"]
    assert due(capsys, *args) == ["2026-10-26"]


def test_a_territory_counts_as_its_municipality_reads_and_by_the_law_of_its_country(
    town: Municipality, capsys: pytest.CaptureFixture[str]
) -> None:
    at = datetime(2026, 9, 1, tzinfo=UTC)
    choose_reading("C7", "event", valid_from=date(2026, 7, 1), act="№ 1", by=SYSTEM, at=at)
    args = ("--received", "2026-11-19T18:05", "--period", "14d")
    assert due(capsys, *args) == ["2026-12-03"]
    assert due(capsys, *args, "--territory", town.code) == ["2026-12-04"]
    giurgiu = Municipality.objects.create(
        code="RO001", slug="giurgiu", name="Giurgiu", name_en="Giurgiu", country="RO", valid_from=date(2000, 1, 1)
    )
    with scoped(None):
        told = due(capsys, "--start", "2026-11-01", "--period", "30d", "--territory", giurgiu.code, "--explain")
    assert told[0] == "2026-12-02", "1 December is a holiday there"
    assert "разпоредба на тази държава не е прочетена" in "\n".join(told)
    assert "ЗЗД" not in "\n".join(told)


@pytest.mark.django_db
def test_an_unknown_territory_is_bad_input(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(CommandError, match="XXX99") as refused:
        call_command("due", "--start", "2026-10-19", "--period", "7d", "--territory", "XXX99")
    assert refused.value.returncode == 2


def run(folder: Path, *args: str) -> "subprocess.CompletedProcess[str]":
    environment: dict[str, Any] = {
        **os.environ,
        "CHINAR_DEMO": "1",
        "CHINAR_VAR": str(folder / "absent"),
        "CHINAR_DATABASE": f"sqlite:///{folder}/absent/none.sqlite3",
    }
    return subprocess.run([*CHINAR, "due", *args], env=environment, capture_output=True, text=True, check=False)


def test_no_database_is_needed_but_for_a_territory(tmp_path: Path) -> None:
    fine = run(tmp_path, "--start", "2026-11-02", "--period", "14d")
    assert (fine.returncode, fine.stdout) == (0, "2026-11-16\n")
    refused = run(tmp_path, "--start", "2026-11-02", "--period", "14d", "--territory", "LOV34")
    assert (refused.returncode, refused.stdout) == (2, "")
    assert refused.stderr


def test_a_missing_argument_ends_with_2_and_says_so_on_stderr(tmp_path: Path) -> None:
    refused = run(tmp_path, "--start", "2026-11-02")
    assert (refused.returncode, refused.stdout) == (2, "")
    assert "--period" in refused.stderr
