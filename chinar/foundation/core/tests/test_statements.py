"""A statement that is put together once asks what Django would ask each time, and only of the town in scope."""

import random
from datetime import date
from typing import Any

import pytest
from django.contrib.contenttypes.models import ContentType
from django.db import connection, transaction
from django.db.models import DateField, Exists, OuterRef, QuerySet, SmallIntegerField, Value
from django.test.utils import CaptureQueriesContext

from chinar.foundation.core.scope import OutOfScope, published_across, scoped
from chinar.foundation.core.statements import MOST_KEPT, NOWHERE, Statement
from tests.tenancy.models import Book, Label, Loan, Shelf

Rows = dict[str, Any]


def titled(shape: str, title: str | None, ids: tuple[int, ...]) -> QuerySet[Any, Any]:
    books = Book.objects.filter(pk__in=ids).order_by("title" if shape == "by title" else "-pk")
    return (books if title is None else books.filter(title=title)).values_list("pk", "title")


def with_shelf(shape: str, *ids: int) -> QuerySet[Any, Any]:
    loans = Loan.objects.filter(label__book=OuterRef("pk"))
    books = Book.objects.filter(pk__in=ids).select_related("shelf", "label").annotate(is_lent=Exists(loans))
    return books.only("municipality", "shelf", "shelf__name", "shelf__municipality", "label__municipality")


def test_the_town_in_scope_is_asked_of_and_no_other(here: Rows, there: Rows) -> None:
    asked, ids = Statement(titled), (here["book"].pk, there["book"].pk)
    for rows in (here, there, here):
        with scoped(rows["book"].municipality_id):
            assert asked.ask("", None, ids) == [(rows["book"].pk, rows["book"].title)]
            assert asked.ask("", "'; drop table tenancy_book; --%s", ids) == []
    kept = asked._kept(connection.vendor, "", (None, (tuple, int, int)))
    assert kept is not None
    assert here["book"].municipality_id not in kept.constants
    assert str(NOWHERE) not in kept.sql
    with scoped(None), pytest.raises(OutOfScope):
        asked.ask("", None, ids)
    with published_across(), pytest.raises(OutOfScope):
        asked.ask("", None, ids)


def test_a_statement_of_a_town_holds_its_scope_and_one_of_the_installation_none(here: Rows) -> None:
    kinds = ContentType.objects.all()
    pk = kinds.order_by("pk")[0].pk
    of_none = Statement(lambda shape, pk: kinds.filter(pk=pk))
    with pytest.raises(OutOfScope, match="or of none"):
        of_none.ask("", pk)
    hidden = Statement(lambda shape, pk: kinds.filter(pk__in=Book.objects.values("id")), of_town=False)
    with pytest.raises(OutOfScope, match="or of none"):
        hidden.ask("", pk)
    known = Statement(lambda shape, pk: kinds.filter(pk=pk), of_town=False)
    with scoped(None):
        assert [kind.pk for kind in known.ask("", pk)] == [pk]


def test_nothing_is_asked_while_it_is_put_together(here: Rows) -> None:
    first = here["shelf"].pk
    asks = Statement(lambda shape: Book.objects.filter(shelf__in=[shelf.pk for shelf in Shelf.objects.all()]))
    with pytest.raises(OutOfScope, match="asks nothing"):
        asks.ask("")
    assert Shelf.objects.get().pk == first


def test_what_is_kept_and_differs_from_what_django_says_is_told_in_every_test(here: Rows) -> None:
    turns = iter(["one", "another"])
    forgetful = Statement(lambda shape: Book.objects.filter(title=next(turns)).values_list("pk"))
    with pytest.raises(AssertionError, match="Django says now"):
        forgetful.ask("")
    narrow = Statement(lambda shape, size: Book.objects.annotate(size=Value(1, SmallIntegerField())).filter(size=size))
    assert len(narrow.ask("", 1)) == 1, "no stand-in fits into two bytes"
    empty = Statement(lambda shape, ids: Book.objects.filter(pk__in=ids).values_list("pk"))
    assert empty.ask("", ()) == []


def test_objects_are_those_of_django(here: Rows, there: Rows) -> None:
    bare = Book.objects.create(shelf=here["shelf"], title="bare")
    ids = (here["book"].pk, there["book"].pk, bare.pk)
    made = {one.pk: one for one in Statement(with_shelf).ask("", *ids)}
    usual = {one.pk: one for one in with_shelf("", *ids)}
    assert made.keys() == usual.keys() == {here["book"].pk, bare.pk}
    with CaptureQueriesContext(connection) as asked:
        for pk, one in made.items():
            assert _seen(one) == _seen(usual[pk])
            assert one.shelf.name == "high"
            assert getattr(one, "label", None) == getattr(usual[pk], "label", None)
    assert not asked.captured_queries
    assert made[bare.pk].title == "bare", "a column that was left out is read when it is asked for"
    made[bare.pk].title = "renamed"
    made[bare.pk].save(update_fields=["title"])
    assert Book.objects.get(pk=bare.pk).title == "renamed"


def _seen(one: Any) -> dict[str, Any]:
    """All that it holds, with its state and what hangs on it."""
    state = vars(one._state)
    hanging = {name: _columns(other) for name, other in state.get("fields_cache", {}).items()}
    return {**_columns(one), "state": {**state, "fields_cache": hanging}, "deferred": one.get_deferred_fields()}


def _columns(one: Any) -> Any:
    return one and {name: value for name, value in vars(one).items() if name != "_state"}


def test_several_are_asked_as_one(here: Rows) -> None:
    for title in ("a", "b", "c"):
        Book.objects.create(shelf=here["shelf"], title=title)

    def lanes(shape: tuple[str, ...], *titles: str) -> list[QuerySet[Any, Any]]:
        chosen = [Book.objects.filter(title=title) for title in titles] + [Book.objects.filter(pk__in=())]
        return [books.order_by("title").values_list("title", "shelf__name")[:1] for books in chosen]

    with CaptureQueriesContext(connection) as asked:
        found = Statement(lanes).ask((), "c", "a", "nothing")
    assert (sorted(found), len(asked)) == ([("a", "high"), ("c", "high")], 1)


def test_values_of_any_size_are_the_same_statement_and_any_shape_is_right(here: Rows) -> None:
    asked, chance = Statement(titled), random.Random(7)
    for _ in range(60):
        ids = tuple({*chance.sample(range(1, 9), chance.randrange(4)), 10 ** chance.randrange(1, 19)})
        title = chance.choice([None, "", "x", "\N{SYMBOL FOR NULL}1", "%s", "—" * 20])
        asked.ask(chance.choice(["", "by title"]), title, ids)  # compared with what Django says: conftest.py
    assert asked._kept.cache_info().currsize <= 2 * 2 * 5 < MOST_KEPT


def test_days_are_days_again(here: Rows) -> None:
    def marked(shape: str, on: date, pk: int) -> QuerySet[Any, Any]:
        return Book.objects.filter(pk=pk).annotate(on=Value(on, DateField())).values_list("on")

    assert Statement(marked).ask("", date(1959, 6, 1), here["book"].pk) == [(date(1959, 6, 1),)]


@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite plans no statement before it is asked")
def test_postgresql_plans_it_once(here: Rows) -> None:
    asked = Statement(titled)
    for pk in (1, 300, 100_000, 10**12):
        asked.ask("", None, (pk,))
    with connection.cursor() as cursor:
        cursor.execute("select count(*) from pg_prepared_statements where statement like '%tenancy_book%'")
        assert cursor.fetchone() == (1,)
    with transaction.atomic():
        asked.ask("", None, (here["book"].pk,))
        transaction.set_rollback(True)
    assert asked.ask("", None, (here["book"].pk,)) == [(here["book"].pk, here["book"].title)]


def test_labels_have_a_key_that_is_a_row(here: Rows) -> None:
    labels = Statement(lambda shape, pk: Label.objects.filter(pk=pk).select_related("book"))
    found = labels.ask("", here["label"].pk)
    assert [one.book.pk for one in found] == [here["book"].pk]
