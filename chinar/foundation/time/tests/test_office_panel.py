"""The page of offices with the calendar in mind. It stands here because offices know nothing of holidays."""

from datetime import UTC, date, datetime, time
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone, translation

from chinar.foundation.core.actor import SYSTEM
from chinar.foundation.core.scope import scoped
from chinar.foundation.offices.actions import close_for_days, open_office, set_hours
from chinar.foundation.offices.models import Office
from chinar.foundation.offices.rules import Span
from chinar.foundation.territory.models import Municipality
from chinar.foundation.time.actions import NewLocalDay, declare_local_day

AT = datetime(2026, 11, 1, tzinfo=UTC)


@pytest.fixture
def office(town: Municipality) -> Office:
    office = open_office(
        code="cao",
        name="Център за административно обслужване",
        kind=Office.Kind.ONE_STOP_DESK,
        address="пл. „Възраждане“ 1",
        address_en="1 Vazrazhdane Square",
        phone="0670 00 000",
        by=SYSTEM,
        at=AT,
    )
    set_hours(office, [Span(weekday, time(8, 30), time(17)) for weekday in range(5)], by=SYSTEM, at=AT)
    return office


def page(monkeypatch: pytest.MonkeyPatch, moment: str, language: str = "en") -> str:
    local = datetime.fromisoformat(moment).replace(tzinfo=timezone.get_default_timezone())
    monkeypatch.setattr(timezone, "localtime", lambda value=None: value or local)
    # The client runs in no scope of its own: the request's host or path opens one.
    with scoped(None), translation.override(language):
        answer = Client().get(f"/troyan/{language}/offices/")
    assert answer.status_code == 200
    return " ".join(answer.content.decode().split())


def test_an_open_office_says_until_when(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "<strong>Open now</strong>, until 17:00" in page(monkeypatch, "2026-11-23T10:00")


def test_a_closed_office_says_when_it_opens(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    html = page(monkeypatch, "2026-11-20T18:00")
    assert "<strong>Closed now</strong>" in html
    assert "Opens on Monday, 23 November 2026, 08:30." in html


def test_a_holiday_closes_it_and_is_named(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    html = page(monkeypatch, "2026-12-24T10:00")
    assert "<strong>Closed now</strong>: Christmas Eve." in html
    assert "Opens on Tuesday, 29 December 2026, 08:30." in html
    assert "Бъдни вечер" in page(monkeypatch, "2026-12-24T10:00", "bg")


def test_a_local_day_closes_it(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    declare_local_day(NewLocalDay(date(2026, 11, 24), name="Празник на града", act="Решение 5"), by=SYSTEM, at=AT)
    assert "<strong>Closed now</strong>: Празник на града." in page(monkeypatch, "2026-11-24T10:00")


def test_a_closure_is_announced_with_its_reason(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    close_for_days(office, first_on=date(2026, 11, 24), last_on=date(2026, 11, 24), reason="Ремонт", by=SYSTEM, at=AT)
    html = page(monkeypatch, "2026-11-24T10:00")
    assert "<strong>Closed now</strong>." in html
    assert "Opens on Wednesday, 25 November 2026, 08:30." in html
    assert '<span lang="bg">Ремонт</span>' in html


def test_a_year_without_a_calendar_is_not_guessed(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    html = page(monkeypatch, "2030-01-08T10:00")
    assert "Open now" not in html
    assert "Closed now" not in html
    assert "08:30–17:00" in html


def test_the_page_costs_no_more_with_more_offices(
    office: Office, monkeypatch: pytest.MonkeyPatch, django_assert_max_num_queries: Any
) -> None:
    for number in range(5):
        open_office(code=f"k-{number}", name="Кметство", kind=Office.Kind.VILLAGE_OFFICE, by=SYSTEM, at=AT)
    with django_assert_max_num_queries(10):
        page(monkeypatch, "2026-11-23T10:00")


def test_a_town_without_offices_says_so(town: Municipality, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "has not yet entered its offices" in page(monkeypatch, "2026-11-23T10:00")
