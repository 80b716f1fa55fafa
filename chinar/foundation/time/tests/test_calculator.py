"""The calculator as anybody uses it."""

from datetime import UTC, date, datetime
from typing import Any
from urllib.parse import urlencode

import pytest
from django.test import Client

from chinar.foundation.core.actor import SYSTEM
from chinar.foundation.territory.models import Municipality, Settlement
from chinar.foundation.time.actions import NewLocalDay, choose_reading, declare_local_day

ASKED = {
    "start-day": "2",
    "start-month": "11",
    "start-year": "2026",
    "hour": "",
    "amount": "14",
    "unit": "d",
    "direction": "after",
    "place": "",
}


STOPPED = {f"{name}-{part}": "" for name in ("stopped", "resumed") for part in ("day", "month", "year")}
HOSTILE = (
    "-1", "1e9", "٣", "²", "1" * 5000, "\ud7ff\u202e", "' OR 1=1 --", "NaN", "29", "2", "0", "9999", "23:59:59.9999999",
)  # fmt: skip


def page(client: Client, language: str = "en", **changed: str) -> str:
    # The names of the date's boxes have hyphens: start_day stands for start-day.
    asked = {**ASKED, **{name.replace("_", "-"): value for name, value in changed.items()}}
    answer = client.get(f"/troyan/{language}/calculator/?{urlencode(asked)}")
    assert answer.status_code == 200
    return answer.content.decode()


def test_the_empty_page_asks(town: Municipality, client: Client) -> None:
    answer = client.get("/troyan/en/calculator/").content.decode()
    assert "Count a period" in answer
    assert "govuk-error-summary" not in answer


def test_the_answer_begins_with_the_date_and_says_why(town: Municipality, client: Client) -> None:
    told = page(client)
    assert "by Monday, 16 November 2026" in told
    assert "The day of the event itself is not counted" in told
    assert "not yet confirmed by a lawyer" in told


def test_days_passed_over_are_named(town: Municipality, client: Client) -> None:
    told = page(client, start_day="10", start_month="12")
    assert "by Tuesday, 29 December 2026" in told
    assert "Christmas" in told


def test_what_comes_late_begins_with_the_next_working_day(town: Municipality, client: Client) -> None:
    assert "by Monday, 30 November 2026" in page(client, start_day="20", hour="19:30", amount="7")


def test_clear_days_before(town: Municipality, client: Client) -> None:
    told = page(client, start_day="18", amount="15", direction="before")
    assert "at the latest on Monday, 2 November 2026" in told


def test_hours_run_while_the_office_works_or_by_the_clock(town: Municipality, client: Client) -> None:
    friday = {"start_day": "20", "hour": "16:00", "amount": "4", "unit": "h"}
    assert "by Monday, 23 November 2026, 11:30" in page(client, **friday)
    assert "by Friday, 20 November 2026, 20:00" in page(client, **friday, counting="clock")


def test_a_stop(town: Municipality, client: Client) -> None:
    stop = {
        "stopped_day": "10",
        "stopped_month": "11",
        "stopped_year": "2026",
        "resumed_day": "25",
        "resumed_month": "11",
        "resumed_year": "2026",
    }
    assert "by Wednesday, 2 December 2026" in page(client, **stop)
    assert "was not running" in page(client, **{**stop, "stopped_month": "10"})


@pytest.mark.parametrize(
    ("convention", "variant", "asked", "before", "after"),
    [
        (
            "C7",
            "event",
            {"start_day": "19", "hour": "18:05"},
            ("3 December 2026", "the period begins with the next working day"),
            ("4 December 2026", "is the day of the event and is not counted itself"),
        ),
        (
            "C9",
            "same",
            {"stopped_day": "10", "stopped_month": "11", "stopped_year": "2026",
             "resumed_day": "25", "resumed_month": "11", "resumed_year": "2026"},
            ("2 December 2026", "goes on from the day after"),
            ("1 December 2026", "which is counted itself"),
        ),
        (
            "C12",
            "plain",
            {"start_day": "17", "start_month": "12", "direction": "unopened"},
            ("13 January 2027", "they are moved to Tuesday, 29 December 2026"),
            ("8 January 2027", "and are not moved"),
        ),
    ],
)  # fmt: skip
def test_each_switch_of_a_convention_switches_the_count_and_stands_in_the_explanation(
    town: Municipality, client: Client, convention: str, variant: str, asked: Any, before: Any, after: Any
) -> None:
    def told(said: tuple[str, str]) -> None:
        text = page(client, **asked)
        assert [part for part in (*said, "This reading is not yet confirmed by a lawyer") if part not in text] == []

    told(before)
    at = datetime(2026, 9, 1, tzinfo=UTC)
    choose_reading(convention, variant, valid_from=date(2026, 7, 1), act="Заповед № 1", by=SYSTEM, at=at)
    told(after)


def test_a_local_day_off_counts_in_its_village_only(town: Municipality, client: Client) -> None:
    at = datetime(2026, 9, 1, tzinfo=UTC)
    for ekatte in ("00268", "03366"):
        Settlement.objects.create(
            ekatte=ekatte,
            kind="village",
            name="Село",
            name_en="Village",
            municipality=town,
            valid_from=date(2000, 1, 1),
        )
    declare_local_day(NewLocalDay(date(2026, 10, 26), name="Събор", act="Решение 5", place="00268"), by=SYSTEM, at=at)
    asked = {"start_day": "19", "start_month": "10", "amount": "7"}
    assert "by Tuesday, 27 October 2026" in page(client, **asked, place="00268")
    assert "by Monday, 26 October 2026" in page(client, **asked, place="03366")
    assert "by Monday, 26 October 2026" in page(client, **asked)


@pytest.mark.parametrize(
    "wrong",
    [
        {"amount": "0"},
        {"amount": "99999999999999999999"},
        {"amount": "<script>alert(1)</script>"},
        {"start_day": "31"},
        {"start_year": "9999"},
        {"start_year": "0001", "amount": "9999", "direction": "before"},
        {"unit": "x"},
        {"unit": "m", "direction": "before"},
        {"unit": "h"},
        {"hour": "25:00"},
        {"place": "nowhere"},
        {"stopped_day": "5"},
        {"start_year": "2028", "start_month": "12", "start_day": "20"},
    ],
)
def test_what_cannot_be_counted_is_said_beside_the_field_and_stays(
    town: Municipality, client: Client, wrong: dict[str, str]
) -> None:
    told = page(client, **wrong)
    assert "govuk-error-summary" in told
    assert "<script>alert" not in told
    if "amount" not in wrong:
        assert 'value="14"' in told


def test_whatever_stands_in_whichever_field_is_answered(town: Municipality, client: Client) -> None:
    """Hostile texts in each field beside good ones, then all fields hostile at once."""
    good = {**ASKED, "counting": "office"}
    for place, field in enumerate((*good, *STOPPED)):
        for text in HOSTILE[place % 6 :: 6]:
            page(client, **{**good, field: text})
    for shift, _ in enumerate(HOSTILE):
        fields = enumerate((*good, *STOPPED))
        page(client, **{field: HOSTILE[(place + shift) % len(HOSTILE)] for place, field in fields})


def test_the_answer_speaks_bulgarian_first(town: Municipality, client: Client) -> None:
    assert "понеделник, 16 ноември 2026 г." in page(client, language="bg")


def test_places_cost_no_query_each(town: Municipality, client: Client, django_assert_max_num_queries: Any) -> None:
    with django_assert_max_num_queries(6):
        page(client)
