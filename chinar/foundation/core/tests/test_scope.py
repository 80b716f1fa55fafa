"""The scope is put back whatever happens inside it, and no thread has another's."""

from threading import Thread
from typing import Any

import psycopg
import pytest
from django.db import DatabaseError, connection, connections, transaction
from django.test.utils import CaptureQueriesContext

from chinar.foundation.core import scope
from chinar.foundation.core.scope import OutOfScope, scoped


def _in_database() -> int | None:
    """What row-level security believes; on SQLite the database knows nothing of it."""
    if connection.vendor != "postgresql":
        return scope.current_or_none()
    with connection.cursor() as cursor:
        cursor.execute("select nullif(current_setting('chinar.municipality', true), '')::bigint")
        found: int | None = cursor.fetchone()[0]
    return found


def test_a_nested_scope_is_put_back(town: Any, other_town: Any) -> None:
    with scoped(other_town.pk):
        assert scope.current() == _in_database() == other_town.pk
        with scoped(None):
            assert scope.current_or_none() is _in_database() is None
        assert scope.current() == _in_database() == other_town.pk
    assert scope.current() == _in_database() == town.pk


def test_the_scope_is_put_back_after_an_exception(town: Any, other_town: Any) -> None:
    with pytest.raises(ZeroDivisionError), scoped(other_town.pk):
        _ = 1 / 0
    assert scope.current() == _in_database() == town.pk


def test_the_scope_is_put_back_after_a_statement_broke_the_transaction(town: Any, other_town: Any) -> None:
    with (
        pytest.raises(DatabaseError, match="no_such_table"),
        transaction.atomic(),
        scoped(other_town.pk),
        connection.cursor() as cursor,
    ):
        cursor.execute("select 1 from no_such_table")
    assert scope.current() == _in_database() == town.pk


def test_a_scope_opened_in_a_transaction_marked_for_rollback_is_put_back(town: Any, other_town: Any) -> None:
    with transaction.atomic():
        transaction.set_rollback(True)
        with scoped(other_town.pk):
            assert scope.current() == other_town.pk
        transaction.set_rollback(True)
    assert scope.current() == _in_database() == town.pk


def test_a_rollback_inside_a_scope_leaves_it(town: Any, other_town: Any) -> None:
    with scoped(other_town.pk):
        with pytest.raises(ZeroDivisionError), transaction.atomic(), scoped(town.pk):
            _ = 1 / 0
        assert scope.current() == _in_database() == other_town.pk


def test_reading_across_ends_with_the_outermost_door(town: Any) -> None:
    with scope.published_across():
        with scope.published_across():
            pass
        assert scope.reads_published_across()
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute("select current_setting('chinar.published_across', true)")
                assert cursor.fetchone() == ("1",)
    assert not scope.reads_published_across()


def test_a_thread_begins_without_a_scope(town: Any) -> None:
    seen: list[object] = []

    def ask() -> None:
        try:
            seen.append(scope.current())
        except OutOfScope as refusal:
            seen.append(refusal)

    thread = Thread(target=ask)
    thread.start()
    thread.join()
    assert isinstance(seen[0], OutOfScope)


@pytest.mark.django_db(transaction=True)
def test_a_connection_made_anew_stands_in_the_scope() -> None:
    with scoped(5):
        connection.close()
        assert _in_database() == 5
        connection.close()
    assert _in_database() is None


postgres_only = pytest.mark.skipif(connection.vendor != "postgresql", reason="row-level security is PostgreSQL's")


@postgres_only
@pytest.mark.django_db(transaction=True)
def test_a_rollback_to_a_savepoint_or_of_everything_leaves_no_older_scope_behind() -> None:
    with scoped(5):
        assert _in_database() == 5
    with transaction.atomic(), scoped(6):
        with transaction.atomic():
            with scoped(7):
                assert _in_database() == 7
            transaction.set_rollback(True)
        assert _in_database() == 6
        transaction.set_rollback(True)
    assert _in_database() is None
    with scoped(6):
        assert _in_database() == 6


@postgres_only
@pytest.mark.django_db(transaction=True)
def test_a_commit_that_was_a_rollback_leaves_no_older_scope_behind() -> None:
    with scoped(5):
        assert _in_database() == 5
    with scoped(6):
        with transaction.atomic():
            assert _in_database() == 6
            with pytest.raises(psycopg.Error), connection.connection.cursor() as past_django:
                past_django.execute("select 1 from no_such_table")
        assert _in_database() == 6


@postgres_only
@pytest.mark.django_db(transaction=True)
def test_the_scope_is_told_once_while_it_stays_and_not_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    here, told = connections[connection.alias], []
    tell = here._tell
    monkeypatch.setattr(here, "_tell", lambda wanted: (told.append(wanted.municipality_id), tell(wanted)))
    with CaptureQueriesContext(here) as asked:
        for _ in range(3):
            with scoped(5):
                assert _in_database() == 5
        assert _in_database() is None
    assert (told, len(asked)) == ([5, None], 4)
