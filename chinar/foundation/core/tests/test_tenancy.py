"""A row of another town is not there: for reading, for writing, by any path that the ORM offers."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest
from django.db.models import Count, Exists, Max, OuterRef, Prefetch

from chinar.foundation.core.scope import OutOfScope, published_across, scoped
from tests.tenancy.models import Book, Label, Loan, Notice, Shelf

Rows = dict[str, Any]

READS: dict[str, Callable[[], object]] = {
    "all": lambda: list(Book.objects.all()),
    "count": lambda: Book.objects.count(),
    "exists": lambda: Book.objects.exists(),
    "first": lambda: Book.objects.first(),
    "get": lambda: Book.objects.get(pk=1),
    "values": lambda: list(Book.objects.values("title")),
    "aggregate": lambda: Book.objects.aggregate(n=Count("pk")),
    "in_bulk": lambda: Book.objects.in_bulk([1]),
    "get_or_create": lambda: Book.objects.get_or_create(title="x", shelf_id=1),
    "base manager": lambda: list(Book._base_manager.all()),
}


@pytest.mark.parametrize("read", READS.values(), ids=READS.keys())
def test_asking_without_a_municipality_raises(town: Any, read: Callable[[], object]) -> None:
    with scoped(None), pytest.raises(OutOfScope):
        read()


def test_only_rows_of_the_town_in_scope_are_seen(here: Rows, there: Rows) -> None:
    assert list(Book.objects.all()) == [here["book"]]
    assert Book.objects.count() == 1
    assert Book.objects.aggregate(n=Count("pk")) == {"n": 1}
    assert Book.objects.in_bulk([here["book"].pk, there["book"].pk]).keys() == {here["book"].pk}
    assert list(Book.objects.select_related("shelf").values_list("shelf__name")) == [("high",)]
    assert [book.shelf for book in Book.objects.prefetch_related("shelf")] == [here["shelf"]]
    assert [list(shelf.books.all()) for shelf in Shelf.objects.prefetch_related("books")] == [[here["book"]]]


def test_a_row_of_another_town_is_not_found(here: Rows, there: Rows) -> None:
    with pytest.raises(Book.DoesNotExist):
        Book.objects.get(pk=there["book"].pk)
    with pytest.raises(Book.DoesNotExist):
        there["book"].refresh_from_db()
    assert not Book.objects.filter(shelf=there["shelf"]).exists()


def test_queries_that_django_makes_inside_a_query_work_too(here: Rows, there: Rows) -> None:
    assert list(Shelf.objects.exclude(books__title="x")) == [here["shelf"]]
    assert not Shelf.objects.exclude(books__title=here["book"].title).exists()
    assert list(Shelf.objects.filter(books__in=Book.objects.exclude(label__loans__borrower="x"))) == [here["shelf"]]
    assert Shelf.objects.annotate(n=Count("books")).aggregate(most=Max("n")) == {"most": 1}
    assert Shelf.objects.annotate(full=Exists(Book.objects.filter(shelf=OuterRef("pk")))).get().full
    assert len(Shelf.objects.filter(name="high") | Shelf.objects.filter(name="x")) == 1
    assert len(Shelf.objects.filter(name="high").union(Shelf.objects.filter(name="x"))) == 1
    assert Book.objects.order_by("shelf").distinct().values("shelf").annotate(n=Count("pk")).count() == 1
    assert not Shelf.objects.none().exists()


def test_a_foreign_key_to_another_town_leads_nowhere(here: Rows, there: Rows) -> None:
    stray = Book(shelf_id=there["shelf"].pk, title="x")
    with pytest.raises(Shelf.DoesNotExist):
        _ = stray.shelf


def test_reverse_relations_of_a_row_of_another_town_are_empty(here: Rows, there: Rows) -> None:
    assert list(there["shelf"].books.all()) == []
    with pytest.raises(Label.DoesNotExist):
        _ = Book(pk=there["book"].pk).label
    assert there["shelf"].books.update(title="x") == 0
    assert there["shelf"].books.all().delete() == (0, {})


def test_a_query_carried_into_another_scope_raises(here: Rows, other_town: Any) -> None:
    books, shelves = Book.objects.all(), Shelf.objects.filter(name="high")
    with scoped(other_town.pk):
        for use in (
            lambda: list(books),
            books.count,
            books.exists,
            books.delete,
            lambda: books.update(title="x"),
            lambda: books._raw_delete(None),
            lambda: list(Book.objects.filter(shelf__in=shelves)),
            lambda: list(Shelf.objects.prefetch_related(Prefetch("books", books))) or list(books),
        ):
            with pytest.raises(OutOfScope):
                use()
    assert len(books) == 1


def test_a_queryset_made_past_the_manager_raises(here: Rows) -> None:
    with pytest.raises(OutOfScope):
        list(type(Book.objects.all())(Book))
    with pytest.raises(OutOfScope):
        Book.objects.raw("select * from tenancy_book")


def test_writing_without_a_municipality_raises(here: Rows) -> None:
    with scoped(None):
        for write in (
            here["book"].save,
            here["book"].delete,
            lambda: Book.objects.create(title="x", shelf_id=1),
            lambda: Book.objects.bulk_create([Book(title="x", shelf_id=1)]),
            lambda: Book.objects.bulk_update([here["book"]], ["title"]),
            lambda: Book.objects.update(title="x"),
            lambda: Book.objects.update_or_create(title="x", shelf_id=1),
        ):
            with pytest.raises(OutOfScope):
                write()


def test_a_row_of_another_town_is_not_written(here: Rows, there: Rows) -> None:
    foreign = there["book"]
    for write in (
        foreign.save,
        foreign.delete,
        lambda: Book.objects.create(municipality_id=foreign.municipality_id, title="x", shelf=there["shelf"]),
        lambda: Book.objects.bulk_create([Book(municipality_id=foreign.municipality_id, title="x", shelf_id=1)]),
        lambda: Book.objects.get_or_create(pk=foreign.pk, municipality_id=foreign.municipality_id),
    ):
        with pytest.raises(OutOfScope):
            write()
    foreign.title = "x"
    assert Book.objects.bulk_update([foreign], ["title"]) == 0
    assert Book.objects.filter(pk=foreign.pk).update(title="x") == 0
    assert Book.objects.filter(pk=foreign.pk).delete() == (0, {})


def test_a_row_does_not_move_to_another_town(here: Rows, other_town: Any) -> None:
    here["book"].municipality_id = other_town.pk
    for write in (
        here["book"].save,
        lambda: Book.objects.update(municipality=other_town),
        lambda: Book.objects.update(municipality_id=other_town.pk),
        lambda: Book.objects.bulk_update([here["book"]], ["municipality"]),
    ):
        with pytest.raises(OutOfScope):
            write()


def test_a_conflict_is_not_resolved_by_changing_a_row_that_may_be_foreign(here: Rows, there: Rows) -> None:
    mine = Shelf(pk=there["shelf"].pk, name="x")
    with pytest.raises(OutOfScope):
        Shelf.objects.bulk_create([mine], update_conflicts=True, update_fields=["name"], unique_fields=["id"])


def test_published_rows_are_read_across_and_no_others(here: Rows, other_town: Any) -> None:
    with scoped(other_town.pk):
        open_shelf = Shelf.objects.create(name="open", is_public=True)
        Shelf.objects.create(name="closed")
    with published_across():
        assert list(Shelf.objects.all()) == [open_shelf]
        with pytest.raises(AttributeError):
            Book.objects.all()
        outside = Shelf.objects.all()
    with pytest.raises(OutOfScope):
        list(outside)
    assert list(Shelf.objects.all()) == [here["shelf"]]


def test_a_row_of_a_home_is_seen_only_at_home(town: Any, other_town: Any) -> None:
    Notice.objects.create(text="town")
    with scoped(None):
        Notice.objects.create(text="installation")
        assert [notice.text for notice in Notice.objects.all()] == ["installation"]
    with scoped(other_town.pk):
        assert not Notice.objects.exists()
        with pytest.raises(OutOfScope):
            Notice.objects.bulk_create([Notice(municipality_id=town.pk, text="x")])
    assert [notice.text for notice in Notice.objects.all()] == ["town"]


def test_a_column_is_filled_once(here: Rows) -> None:
    loan = here["loan"]
    loan.returned_at = moment = datetime(2026, 11, 16, 9, tzinfo=UTC)
    loan.save()
    assert Loan.objects.get().returned_at == moment
