"""Offices of a municipality: opened, given hours, closed for days, and never seen from the next town."""

from datetime import UTC, date, datetime, time
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from chinar.foundation.core.actor import SYSTEM
from chinar.foundation.core.scope import OutOfScope, scoped
from chinar.foundation.offices.actions import close_for_days, open_office, set_hours
from chinar.foundation.offices.models import Closure, Office, OpeningHours
from chinar.foundation.offices.queries import main_desk, office_hours, offices_at
from chinar.foundation.offices.rules import Span, WrongHours
from chinar.foundation.territory.models import Municipality

AT = datetime(2026, 11, 23, 10, 0, tzinfo=UTC)
NOW = datetime(2026, 11, 23, 12, 0)  # noqa: DTZ001
WORKDAYS = [Span(weekday, time(8, 30), time(17)) for weekday in range(5)]


def desk(code: str = "cao", kind: Office.Kind = Office.Kind.ONE_STOP_DESK) -> Office:
    return open_office(code=code, name="Център", kind=kind, by=SYSTEM, at=AT)


def test_the_one_stop_desk_comes_before_the_villages(town: Municipality) -> None:
    desk("oreshak", Office.Kind.VILLAGE_OFFICE)
    main = desk()
    assert main_desk() == main
    assert [seen.office.code for seen in offices_at(NOW)] == ["cao", "oreshak"]


def test_a_town_may_have_no_desk_yet(town: Municipality) -> None:
    assert main_desk() is None


def test_new_hours_replace_the_old_ones(town: Municipality) -> None:
    office = desk()
    set_hours(office, WORKDAYS, by=SYSTEM, at=AT)
    assert offices_at(NOW)[0].closes_at == time(17)
    set_hours(office, [Span(2, time(9), time(12))], by=SYSTEM, at=AT)
    assert office_hours(office) == (Span(2, time(9), time(12)),)
    assert offices_at(NOW)[0].closes_at is None


def test_wrong_hours_change_nothing(town: Municipality) -> None:
    office = desk()
    set_hours(office, WORKDAYS, by=SYSTEM, at=AT)
    with pytest.raises(WrongHours):
        set_hours(office, [Span(0, time(12), time(9))], by=SYSTEM, at=AT)
    assert office_hours(office) == tuple(WORKDAYS)


def test_the_database_refuses_hours_that_end_before_they_begin(town: Municipality) -> None:
    office = desk()
    with pytest.raises(IntegrityError), transaction.atomic():
        OpeningHours.objects.create(office=office, weekday=0, opens_at=time(12), closes_at=time(9))
    with pytest.raises(IntegrityError), transaction.atomic():
        OpeningHours.objects.create(office=office, weekday=7, opens_at=time(9), closes_at=time(12))


def test_a_closure_that_ends_before_it_begins_is_refused(town: Municipality) -> None:
    office = desk()
    with pytest.raises(IntegrityError), transaction.atomic():
        close_for_days(
            office, first_on=date(2026, 11, 24), last_on=date(2026, 11, 23), reason="Ремонт", by=SYSTEM, at=AT
        )


def test_a_closure_closes_the_office_and_passes(town: Municipality) -> None:
    office = desk()
    set_hours(office, WORKDAYS, by=SYSTEM, at=AT)
    close_for_days(office, first_on=NOW.date(), last_on=NOW.date(), reason="Ремонт", by=SYSTEM, at=AT)
    assert offices_at(NOW)[0].closes_at is None
    later = offices_at(NOW.replace(day=24))[0]
    assert (later.closes_at, later.closed) == (time(17), ())


def test_a_code_is_taken_once_a_town(town: Municipality, other_town: Municipality) -> None:
    desk()
    with pytest.raises(IntegrityError), transaction.atomic():
        desk()
    with scoped(other_town.pk):
        desk()


def test_an_office_of_another_town_is_not_found(town: Municipality, other_town: Municipality) -> None:
    office = desk()
    with scoped(other_town.pk):
        assert not Office.objects.filter(pk=office.pk).exists()
        assert offices_at(NOW) == []
        with pytest.raises(OutOfScope):
            office.save()
        with pytest.raises(IntegrityError), transaction.atomic():
            Closure.objects.create(office=office, first_on=NOW, last_on=NOW, reason="x")


def test_offices_cost_three_queries_however_many_there_are(town: Municipality, django_assert_num_queries: Any) -> None:
    for number in range(5):
        set_hours(desk(f"office-{number}"), WORKDAYS, by=SYSTEM, at=AT)
    with django_assert_num_queries(3):
        assert len(offices_at(NOW)) == 5
