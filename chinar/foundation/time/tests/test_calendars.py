"""The calendar as table: loading, decisions of government and council, and what a place makes of them."""

from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import IntegrityError, transaction

from chinar.foundation.core.actor import SYSTEM
from chinar.foundation.core.scope import OutOfScope, scoped
from chinar.foundation.territory.doors import inside
from chinar.foundation.territory.models import Municipality
from chinar.foundation.territory.towns import country_here
from chinar.foundation.time.actions import Loaded, NewLocalDay, declare_local_day, declare_national_day, load_calendar
from chinar.foundation.time.calendar_file import DayKind, NationalDay, shipped, shipped_calendar
from chinar.foundation.time.models import CalendarDay, LocalDay
from chinar.foundation.time.queries import Calendars, calendar_for, calendars
from chinar.foundation.time.rules import Period, count

AT = datetime(2026, 11, 23, 10, 0, tzinfo=UTC)
FAIR = date(2026, 10, 26)
BRIDGE = NationalDay(date(2027, 9, 7), "Неприсъствен ден", "Declared non-working day", DayKind.DECLARED)


@pytest.mark.django_db
def test_loading_twice_changes_nothing() -> None:
    assert load_calendar(by=SYSTEM, at=AT) == Loaded(len(shipped()), 0, 0)
    assert not load_calendar(by=SYSTEM, at=AT)


@pytest.mark.django_db
def test_a_newer_file_corrects_names_and_takes_out_what_it_no_longer_has() -> None:
    old = [
        NationalDay(date(2026, 3, 3), "Трети март", "Third of March", DayKind.PUBLIC),
        NationalDay(date(2026, 8, 8), "Грешка", "Mistake", DayKind.PUBLIC),
    ]
    load_calendar(by=SYSTEM, at=AT, days=old)
    assert load_calendar(by=SYSTEM, at=AT) == Loaded(len(shipped()) - 1, 1, 1)
    assert calendar_for().is_working(date(2026, 8, 10))


@pytest.mark.django_db
def test_what_the_operator_entered_with_an_act_survives_loading() -> None:
    load_calendar(by=SYSTEM, at=AT)
    declare_national_day(BRIDGE, act="РМС 1 от 2027 г.", by=SYSTEM, at=AT)
    assert not load_calendar(by=SYSTEM, at=AT)
    assert not calendar_for().is_working(BRIDGE.date)


@pytest.mark.django_db
def test_a_decision_counts_at_once_and_needs_an_act() -> None:
    assert calendar_for(years=[2027]).is_working(BRIDGE.date)
    declare_national_day(BRIDGE, act="РМС 1 от 2027 г.", by=SYSTEM, at=AT)
    assert not calendar_for(years=[2027]).is_working(BRIDGE.date)
    with pytest.raises(ValueError, match="act"):
        declare_national_day(BRIDGE, act=" ", by=SYSTEM, at=AT)


@pytest.mark.django_db
def test_an_empty_table_leaves_the_shipped_calendar() -> None:
    assert calendar_for() == shipped_calendar()


@pytest.mark.django_db
def test_only_the_years_asked_for_are_known() -> None:
    assert calendar_for(years=range(2026, 2032)).years == {2026, 2027, 2028}


@pytest.mark.django_db
def test_the_country_needs_no_municipality() -> None:
    assert calendars().local == ()
    with pytest.raises(OutOfScope):
        LocalDay.objects.all()


def test_a_local_day_off_holds_in_its_town_only(town: Municipality, other_town: Municipality) -> None:
    declare_local_day(NewLocalDay(FAIR, name="Празник на Троян", act="Решение 5"), by=SYSTEM, at=AT)
    assert count(date(2026, 10, 19), Period.parse("7d"), calendar_for()).due_on == date(2026, 10, 27)
    with scoped(other_town.pk):
        assert calendar_for().is_working(FAIR)


class _Mayoralty:
    code = "LOV34-01"


class _Village:
    ekatte = "00268"
    mayoralty = _Mayoralty()


class _OtherVillage:
    ekatte = "03366"
    mayoralty = None


def test_the_narrowest_decision_wins(town: Municipality) -> None:
    village: Any = _Village()
    other: Any = _OtherVillage()
    declare_local_day(NewLocalDay(FAIR, name="Събор", act="Решение 6", place="LOV34-01"), by=SYSTEM, at=AT)
    declare_local_day(
        NewLocalDay(date(2026, 12, 24), name="Работен", act="Решение 7", place="00268", working=True), by=SYSTEM, at=AT
    )
    assert calendar_for().is_working(FAIR)
    assert not calendar_for(village).is_working(FAIR)
    assert calendar_for(other).is_working(FAIR)
    assert calendar_for(village).is_working(date(2026, 12, 24))
    declare_local_day(NewLocalDay(FAIR, name="Работен", act="Решение 8", place="00268", working=True), by=SYSTEM, at=AT)
    assert calendar_for(village).is_working(FAIR)


def test_a_second_decision_replaces_the_first(town: Municipality) -> None:
    for act in ("Решение 5", "Решение 9"):
        declare_local_day(NewLocalDay(FAIR, name="Събор", act=act), by=SYSTEM, at=AT)
    assert [row.act for row in LocalDay.objects.all()] == ["Решение 9"]


def test_a_local_day_without_an_act_is_refused_by_action_and_database(town: Municipality) -> None:
    with pytest.raises(ValueError, match="act"):
        declare_local_day(NewLocalDay(FAIR, name="Събор", act=""), by=SYSTEM, at=AT)
    with pytest.raises(IntegrityError), transaction.atomic():
        LocalDay.objects.create(date=FAIR, name="Събор", act="", entered_on=FAIR)


def test_a_calendar_costs_one_query(town: Municipality, django_assert_num_queries: Any) -> None:
    assert country_here() == "BG"  # remembered
    with django_assert_num_queries(1):
        assert isinstance(calendars(years=[2026, 2027]), Calendars)


def test_the_commands_enter_days(town: Municipality, capsys: pytest.CaptureFixture[str]) -> None:
    call_command("calendar", "load")
    call_command("calendar", "declare", "2027-09-07", "--name", "Неприсъствен ден", "--act", "РМС 1")
    call_command("calendar", "check")
    assert CalendarDay.objects.get(date=BRIDGE.date).kind == "declared"
    assert "2028" in capsys.readouterr().out


@pytest.mark.django_db
def test_the_command_enters_a_local_day(other_town: Municipality) -> None:
    call_command("calendar", "local", "2026-10-26", "--town", "razlog", "--name", "Събор", "--act", "Решение 5")
    with inside(other_town):
        assert LocalDay.objects.get().date == FAIR
    with pytest.raises(CommandError, match="nowhere"):
        call_command("calendar", "local", "2026-10-26", "--town", "nowhere", "--name", "x", "--act", "y")
