"""What the database itself refuses to SQL written by hand."""

from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction
from django.db.models import CharField

from chinar.foundation.core import guards
from chinar.foundation.core.scope import published_across, scoped
from tests.tenancy.models import Book, Loan, Notice, Shelf

Rows = dict[str, Any]
on_postgresql = pytest.mark.skipif(
    "connection.vendor != 'postgresql'", reason="row-level security is PostgreSQL's; SQLite has no such thing"
)


def run(sql: str, *values: object) -> int:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql, values)
        return cursor.rowcount


def refused(sql: str, *values: object) -> bool:
    with pytest.raises(DatabaseError):
        run(sql, *values)
    return True


def seen(sql: str) -> list[Any]:
    with connection.cursor() as cursor:
        cursor.execute(sql)
        return [row[0] for row in cursor.fetchall()]


@pytest.mark.django_db
def test_every_guard_that_the_models_ask_for_is_in_the_database() -> None:
    assert guards.expected(connection.vendor) - guards.present(connection) == set()
    assert guards.present(connection) - guards.expected(connection.vendor) == set()


def test_a_reference_to_a_row_of_another_town_is_refused(here: Rows, there: Rows, town: Any) -> None:
    insert = "insert into tenancy_book (municipality_id, shelf_id, title) values (%s, %s, 'x')"
    assert run(insert, town.pk, here["shelf"].pk) == 1
    assert refused(insert, town.pk, there["shelf"].pk)
    assert refused("update tenancy_book set shelf_id = %s where id = %s", there["shelf"].pk, here["book"].pk)
    # The referred key need not be called id.
    insert = "insert into tenancy_loan (municipality_id, label_id, borrower) values (%s, %s, 'x')"
    assert refused(insert, town.pk, there["label"].pk)


def test_the_orm_cannot_store_a_reference_to_another_town_either(here: Rows, there: Rows) -> None:
    with pytest.raises(DatabaseError), transaction.atomic():
        Book.objects.create(shelf_id=there["shelf"].pk, title="x")


def test_a_row_never_changes_its_municipality(here: Rows, other_town: Any) -> None:
    assert refused("update tenancy_shelf set municipality_id = %s where id = %s", other_town.pk, here["shelf"].pk)


def test_an_append_only_row_is_neither_changed_nor_deleted(here: Rows) -> None:
    assert refused("update tenancy_loan set borrower = 'x'")
    assert refused("delete from tenancy_loan")
    with pytest.raises(DatabaseError), transaction.atomic():
        here["loan"].delete()
    with pytest.raises(DatabaseError), transaction.atomic():
        Loan.objects.update(borrower="x")


def test_a_column_filled_once_is_not_filled_again_nor_emptied(here: Rows) -> None:
    assert run("update tenancy_loan set returned_at = '2026-11-16 09:00:00+00:00'") == 1
    assert run("update tenancy_loan set returned_at = '2026-11-16 09:00:00+00:00'") == 1
    assert refused("update tenancy_loan set returned_at = '2026-11-17 09:00:00+00:00'")
    assert refused("update tenancy_loan set returned_at = null")


def test_a_row_of_the_installation_is_guarded_too(town: Any) -> None:
    Notice.objects.create(text="town")
    assert refused("update tenancy_notice set municipality_id = null")
    with scoped(None):
        notice = Notice.objects.create(text="installation")
        assert refused("update tenancy_notice set municipality_id = %s where id = %s", town.pk, notice.pk)
        assert refused("update tenancy_notice set text = 'x'")


def test_a_table_is_altered_while_the_guards_are_away_and_guarded_again_after(here: Rows) -> None:
    before, old = guards.present(connection), Loan._meta.get_field("borrower")
    new = CharField(max_length=40)
    new.set_attributes_from_name("borrower")
    new.model = Loan
    if connection.vendor == "postgresql":
        run("set constraints all immediate")  # a migration has no rows written in its own transaction
    guards.remove(connection)
    if connection.vendor == "sqlite":
        _remake(Loan)
    else:
        with connection.schema_editor() as editor:
            editor.alter_field(Loan, old, new)
    assert Loan.objects.get().borrower == here["loan"].borrower
    guards.install(connection)
    assert guards.present(connection) == before
    assert refused("update tenancy_loan set borrower = 'x'")


def _remake(model: Any) -> None:
    """What Django's SQLite schema editor does to alter a table: a new one, filled from the old, in its place."""
    table = model._meta.db_table
    [sql] = seen(f"select sql from sqlite_master where type = 'table' and name = '{table}'")
    run(sql.replace(f'"{table}"', f'"new__{table}"', 1))
    run(f'insert into "new__{table}" select * from "{table}"')
    run("pragma defer_foreign_keys = on")
    run(f'drop table "{table}"')
    run(f'alter table "new__{table}" rename to "{table}"')


@pytest.mark.django_db(transaction=True)
def test_djangos_schema_editor_alters_a_guarded_table() -> None:
    old = Loan._meta.get_field("borrower")
    new = CharField(max_length=40)
    new.set_attributes_from_name("borrower")
    new.model = Loan
    for before, after in ((old, new), (new, old)):
        guards.remove(connection)
        with connection.schema_editor() as editor:
            editor.alter_field(Loan, before, after)
        guards.install(connection)
    assert guards.expected(connection.vendor) == guards.present(connection)


@on_postgresql
def test_rows_are_hidden_from_sql_without_a_scope_and_in_another(here: Rows, there: Rows, other_town: Any) -> None:
    assert seen("select id from tenancy_book") == [here["book"].pk]
    with scoped(other_town.pk):
        assert seen("select id from tenancy_book") == [there["book"].pk]
    with scoped(None):
        assert seen("select id from tenancy_book") == []
    assert run("update tenancy_book set title = 'x' where id = %s", there["book"].pk) == 0
    assert run("delete from tenancy_label where book_id = %s", there["book"].pk) == 0


@on_postgresql
def test_rows_are_not_put_into_another_town_nor_without_a_scope(town: Any, other_town: Any) -> None:
    insert = "insert into tenancy_shelf (municipality_id, name, is_public) values (%s, 'x', true)"
    assert run(insert, town.pk) == 1
    assert refused(insert, other_town.pk)
    with scoped(None):
        assert refused(insert, town.pk)


@on_postgresql
def test_only_published_rows_are_seen_across(here: Rows, there: Rows, other_town: Any) -> None:
    with scoped(other_town.pk):
        open_shelf = Shelf.objects.create(name="open", is_public=True)
    with published_across():
        assert set(seen("select id from tenancy_shelf")) == {here["shelf"].pk, open_shelf.pk}
        assert seen("select id from tenancy_book") == [here["book"].pk]
        assert refused(
            "insert into tenancy_shelf (municipality_id, name, is_public) values (%s, 'x', true)", other_town.pk
        )
    assert seen("select id from tenancy_shelf") == [here["shelf"].pk]


@on_postgresql
def test_rows_of_the_installation_are_seen_only_without_a_scope(town: Any, other_town: Any) -> None:
    Notice.objects.create(text="town")
    with scoped(None):
        Notice.objects.create(text="installation")
        assert seen("select text from tenancy_notice") == ["installation"]
        assert refused("insert into tenancy_notice (municipality_id, text) values (%s, 'x')", town.pk)
    assert seen("select text from tenancy_notice") == ["town"]
    assert refused("insert into tenancy_notice (municipality_id, text) values (null, 'x')")


@on_postgresql
def test_guards_that_stand_are_not_made_anew(town: Any, django_assert_max_num_queries: Any) -> None:
    with django_assert_max_num_queries(4):
        guards.install(connection)
