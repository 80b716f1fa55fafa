"""The calendar at the desk and for everyone: entered with a preview, withdrawn with a reason, the alarm in time."""

from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.test import Client

from chinar.foundation.core.actor import SYSTEM
from chinar.foundation.journal.models import Entry
from chinar.foundation.people.actions import give_role
from chinar.foundation.people.models import Account
from chinar.foundation.people.tests.signed_in import signed_in
from chinar.foundation.territory.models import Municipality, Settlement
from chinar.foundation.time import actions, changes, panels
from chinar.foundation.time.changes import Moved
from chinar.foundation.time.models import LocalDay, ReadingChoice
from chinar.foundation.time.queries import calendar_for, missing_years, reading_on
from chinar.foundation.time.rules import Reading

AT = datetime(2026, 11, 16, 9, tzinfo=UTC)
DESK = "/troyan/en/desk/calendar/"
FAIR = {
    "on-day": "26",
    "on-month": "10",
    "on-year": "2026",
    "kind": "off",
    "place": "",
    "name": "Празник на Троян",
    "name_en": "Day of Troyan",
    "act": "Решение № 5 от 1.10.2026 г.",
}


def official(role: str) -> Client:
    made = Account.objects.create_user(f"{role}@chinar.example", name=role)
    give_role(account=made, role=role, valid_from=date(2020, 1, 1), by=SYSTEM, at=AT)
    return signed_in(Client(), made, second_factor=True)


def post(client: Client, path: str, **data: str) -> str:
    return client.post(f"{DESK}{path}", data, follow=True).content.decode()


def test_a_day_is_seen_before_it_is_entered_and_withdrawn_with_a_reason(town: Municipality, monkeypatch: Any) -> None:
    def recount(by: Any, at: Any) -> list[Moved]:
        days = LocalDay.objects.standing().count()
        later = [Moved("1206-1-19.10.2026", date(2026, 10, 26), date(2026, 10, 27))] if days else []
        return [*later, Moved("1206-2-19.10.2026", date(2026, 10, 30), date(2026, 10, 29))]

    monkeypatch.setattr(changes, "_recounts", [recount])
    secretary = official("secretary")
    assert "Enter a day" in secretary.get(DESK).content.decode()
    assert "moves the due date of no matter" in secretary.get(f"{DESK}declare/").content.decode()
    page = post(secretary, "declare/", **FAIR, preview="1")
    assert "1 open matter gets a later date." in page
    read_once_more = ("Monday, 26 October 2026", "Празник на Троян", "the whole municipality", "The day is off")
    assert [part for part in read_once_more if part not in page] == []
    assert "1206-1-19.10.2026" in page
    assert "1206-2-19.10.2026" not in page  # kept before, and not by this day
    assert not LocalDay.objects.exists()
    assert not Entry.objects.filter(verb__startswith="calendar.").exists()
    changed = post(secretary, "declare/", **FAIR, change="1")
    assert "Решение № 5 от 1.10.2026 г." in changed
    assert not LocalDay.objects.exists()
    for _ in range(2):
        assert "Entered. It counts from now on." in post(secretary, "declare/", **FAIR, confirm="1")
    row = LocalDay.objects.get()
    assert not calendar_for().is_working(row.date)
    assert "Day of Troyan" in Client().get("/troyan/en/calendar/?year=2026").content.decode()
    assert "Fill in" in post(secretary, f"{row.pk}/withdraw/", why="", confirm="1")
    assert "Withdrawn." in post(secretary, f"{row.pk}/withdraw/", why="Грешна година", confirm="1")
    assert calendar_for().is_working(row.date)
    assert secretary.get(f"{DESK}{row.pk}/withdraw/").status_code == 404
    with pytest.raises(actions.AlreadyWithdrawn):
        actions.withdraw_local_day(row, why="Пак", by=SYSTEM, at=AT)
    verbs = set(Entry.objects.filter(verb__startswith="calendar.").values_list("verb", flat=True))
    assert verbs == {"calendar.local_day_declared", "calendar.local_day_withdrawn"}


@pytest.mark.parametrize(
    ("changed", "says"),
    [
        ({"act": ""}, "Fill in: Decision of the council"),
        ({"on-day": "25"}, "This day is off already: Sunday."),
        ({"kind": "worked"}, "This day is worked already."),
        ({"on-year": "2050"}, "There is no working calendar for the year 2050"),
        ({"on-day": "31", "on-month": "2"}, "There is no such date"),
        ({"place": "99999"}, "99999"),
        ({"kind": "<script>"}, "&lt;script&gt;"),
    ],
)
def test_what_cannot_be_is_said_beside_the_field_with_everything_still_there(
    town: Municipality, changed: dict[str, str], says: str
) -> None:
    page = post(official("secretary"), "declare/", **{**FAIR, **changed}, confirm="1")
    assert says in page
    assert "Празник на Троян" in page
    assert not LocalDay.objects.exists()


def test_who_edits_who_watches_and_who_finds_nothing(town: Municipality) -> None:
    secretary, operator, expert = (official(role) for role in ("secretary", "operator", "expert"))
    for path, statuses in (
        ("", (200, 200, 404)),
        ("declare/", (200, 404, 404)),
        ("readings/", (200, 404, 404)),
        ("readings/C7/", (200, 404, 404)),
        ("readings/C1/", (404, 404, 404)),
    ):
        found = tuple(one.get(f"{DESK}{path}").status_code for one in (secretary, operator, expert))
        assert found == statuses, path


def test_the_alarm_comes_on_the_first_of_october_before_the_year_that_is_missing(
    town: Municipality, monkeypatch: Any
) -> None:
    assert missing_years(date(2028, 9, 30)) == ()
    assert missing_years(date(2028, 10, 1)) == (2029,)
    assert missing_years(date(2029, 1, 1)) == (2029,)
    monkeypatch.setattr(panels, "localdate", lambda: date(2028, 10, 1))
    page = official("operator").get("/troyan/en/desk/").content.decode()
    assert "The days off of 2029 are not known" in page


def test_a_year_nobody_knows_is_said_and_no_nonsense_breaks_the_page(town: Municipality) -> None:
    for year in ("2050", "0", "9999", "x", "٢٠٢٦", "-1", "20260"):
        answer = Client().get("/troyan/bg/calendar/", {"year": year})
        assert answer.status_code == 200, year
    assert "не са известни" in Client().get("/troyan/bg/calendar/?year=2050").content.decode()


def test_a_reading_holds_from_its_day_on_and_the_later_choice_wins(town: Municipality) -> None:
    secretary = official("secretary")
    sent = {
        "variant": "event",
        "valid_from-day": "1",
        "valid_from-month": "12",
        "valid_from-year": "2026",
        "act": "З-1",
    }
    assert "The date of no open matter changes." in post(secretary, "readings/C7/", **sent, preview="1")
    assert not ReadingChoice.objects.exists()
    for _ in range(2):
        assert "Chosen." in post(secretary, "readings/C7/", **sent, confirm="1")
    assert ReadingChoice.objects.count() == 1
    assert (reading_on(date(2026, 11, 30)), reading_on(date(2026, 12, 1))) == (Reading(), Reading(late_is_day=0))
    actions.choose_reading("C7", "first", valid_from=date(2026, 12, 1), act="З-2", by=SYSTEM, at=AT)
    assert reading_on(date(2026, 12, 1)) == Reading()
    with pytest.raises(LookupError):
        actions.choose_reading("C9", "x", valid_from=date(2026, 12, 1), act="З-2", by=SYSTEM, at=AT)
    assert "З-2" in secretary.get(f"{DESK}readings/").content.decode()


def test_the_public_page_costs_little_and_does_not_grow(town: Municipality, django_assert_max_num_queries: Any) -> None:
    village = Settlement.objects.filter(municipality=town).first()
    for number in range(1, 9):
        day = actions.NewLocalDay(date(2026, 10, number), "Събор", "Р-1", place=village.ekatte if village else "")
        actions.declare_local_day(day, by=SYSTEM, at=AT)
    with django_assert_max_num_queries(10):
        assert Client().get("/troyan/en/calendar/?year=2026").status_code == 200
    secretary = official("secretary")
    with django_assert_max_num_queries(12):
        assert secretary.get(f"{DESK}?year=2026").status_code == 200
