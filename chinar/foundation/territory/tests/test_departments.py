from datetime import date, timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError, connection, transaction

from chinar.foundation.core.actor import SYSTEM
from chinar.foundation.core.scope import OutOfScope
from chinar.foundation.territory.actions import close_department, open_department
from chinar.foundation.territory.doors import inside
from chinar.foundation.territory.models import Department, Municipality
from chinar.foundation.territory.queries import town_hall
from chinar.foundation.territory.tests.conftest import AT

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 23)


@pytest.fixture(autouse=True)
def _told(told: list[Any]) -> None:
    pass


def hall(code: str = "OA", kind: str = "town_hall", **facts: Any) -> Department:
    return open_department(
        code=code, name="Общинска администрация", name_en="Town hall", kind=kind, on=TODAY, by=SYSTEM, at=AT, **facts
    )


def test_a_department_belongs_to_the_municipality_in_scope(troyan: Municipality, told: list[Any]) -> None:
    with inside(troyan):
        assert hall() == town_hall()
        assert town_hall().municipality_id == troyan.pk
    assert [(row["verb"], row["scope"]) for row in told] == [("department.opened", troyan.pk)]


def test_a_row_of_another_town_is_not_found(troyan: Municipality, razlog: Municipality) -> None:
    with inside(troyan):
        ours = hall()
    with inside(razlog):
        assert not Department.objects.exists()
        with pytest.raises(Department.DoesNotExist):
            Department.objects.get(pk=ours.pk)
        with pytest.raises(Department.DoesNotExist):
            town_hall()


def test_without_a_scope_nothing_is_opened_or_read() -> None:
    for question in (hall, Department.objects.count, town_hall):
        with pytest.raises(OutOfScope):
            question()


def test_a_row_of_another_town_is_neither_closed_nor_saved(troyan: Municipality, razlog: Municipality) -> None:
    with inside(troyan):
        ours = hall()
    with inside(razlog):
        with pytest.raises(OutOfScope):
            close_department(department=ours, on=TODAY, by=SYSTEM, at=AT)
        with pytest.raises(OutOfScope):
            ours.save()


def test_a_parent_in_another_town_is_refused_also_by_the_database(troyan: Municipality, razlog: Municipality) -> None:
    def move() -> None:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("update territory_department set parent_id = %s where id = %s", [theirs.pk, ours.pk])
            connection.check_constraints()

    with inside(troyan):
        theirs = hall()
    with inside(razlog):
        with pytest.raises(ValidationError):
            hall(code="GR", kind="department", parent=theirs)
        ours = hall()
        with pytest.raises(DatabaseError):
            move()


def test_a_code_stands_once_and_may_return(troyan: Municipality) -> None:
    with inside(troyan):
        first = hall()
        with pytest.raises(ValidationError):
            hall()
        close_department(department=first, on=TODAY + timedelta(days=30), by=SYSTEM, at=AT)
        assert hall() == town_hall()
        assert Department.objects.on(TODAY + timedelta(days=31)).count() == 1


def test_there_is_one_town_hall(troyan: Municipality) -> None:
    with inside(troyan):
        hall()
        with pytest.raises(ValidationError):
            hall(code="OA2")


def test_a_department_with_parts_is_not_closed(troyan: Municipality) -> None:
    with inside(troyan):
        whole = hall()
        hall(code="GR", kind="department", parent=whole)
        with pytest.raises(ValueError, match="parts"):
            close_department(department=whole, on=TODAY, by=SYSTEM, at=AT)
