"""What is found: inflected, in Latin letters, misspelt; in which town; and how the index follows changes."""

from datetime import UTC, datetime
from typing import Any

import pytest
from django.db import connection

from chinar.foundation.core.actor import SYSTEM
from chinar.foundation.core.scope import scoped
from chinar.foundation.search import describing
from chinar.foundation.search.actions import add_synonym, forget, put, rebuild
from chinar.foundation.search.describing import Document
from chinar.foundation.search.models import Entry, Term
from chinar.foundation.search.queries import search
from chinar.foundation.search.tests.world import PLACES, documents

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
FOUND = [
    ("наследник", "heirs"),
    ("удостоверение наследниците", "heirs"),
    ("скици", "sketch"),
    ("скица на имота", "sketch"),
    ("дърво", "trees"),
    ("отсичане дървото", "trees"),
    ("карти за паркиране", "parking"),
    ("семейното положение", "marital"),
    ("данъчни оценки", "tax-value"),
    ("кучета", "dog"),
    ("udostoverenie za naslednici", "heirs"),
    ("postoqnen adres", "permanent-address"),
    ("skica", "sketch"),
    ("парикране", "parking"),
    ("наследнеци", "heirs"),
    ("семейну положение", "marital"),
    ("adress postoianen", "permanent-address"),
    ("смърт", "death"),
]


@pytest.fixture
def filled(town: Any, monkeypatch: pytest.MonkeyPatch) -> Any:
    monkeypatch.setattr(describing, "_kinds", {"test": PLACES})
    rebuild()
    return town


def keys(text: str) -> list[str]:
    return [hit.key for hit in search(text).hits]


@pytest.mark.parametrize(("text", "key"), FOUND)
def test_it_is_among_the_first_five(filled: Any, text: str, key: str) -> None:
    assert key in keys(text)[:5]


def test_what_means_the_same_comes_after_the_word_itself(filled: Any) -> None:
    add_synonym(words="наследници, наследство", by=SYSTEM, at=NOON)
    put("test", Document(key="inheritance-tax", title="Данък върху наследство"))
    put("test", Document(key="answer", title="Нужен ли е акт за смърт, за да получа удостоверение за наследници?"))
    assert keys("наследниците") == ["heirs", "answer", "inheritance-tax"]


def test_the_whole_title_comes_first(filled: Any) -> None:
    for document in documents():
        assert keys(document.title)[0] == document.key


def test_a_misspelt_word_is_said_as_it_was_understood(filled: Any) -> None:
    found = search("парикране")
    assert found.meant == "паркиране"
    assert search("паркиране").meant == ""


def test_found_words_are_marked(filled: Any) -> None:
    assert ("дървета", True) in search("дърво").hits[0].title


@pytest.mark.parametrize(
    "text", ["", "   ", "на", '"', "AND OR NOT", "* : ( )", "a" * 5000, "'; drop table", "\x00", "🌳"]
)
def test_nothing_breaks_it(filled: Any, text: str) -> None:
    search(text)


def test_towns_are_kept_apart(filled: Any, other_town: Any) -> None:
    with scoped(other_town.pk):
        assert keys("наследници") == []
        put("test", Document(key="elsewhere", title="Издаване на удостоверение за наследници"))
        assert keys("наследници") == ["elsewhere"]
    assert keys("наследници") == ["heirs"]


def test_the_index_follows_the_thing(filled: Any) -> None:
    put("test", Document(key="heirs", title="Нещо съвсем друго"))
    assert "heirs" not in keys("наследници")
    assert keys("съвсем друго") == ["heirs"]
    assert Entry.objects.filter(key="heirs").count() == 1
    forget("test", "heirs")
    assert keys("съвсем друго") == []


@pytest.mark.skipif("connection.vendor != 'postgresql'", reason="SQLite has no TRUNCATE")
def test_an_emptied_table_empties_the_index(filled: Any) -> None:
    with connection.cursor() as cursor:
        cursor.execute("set constraints all immediate")
        cursor.execute("truncate search_entry")
        cursor.execute("select count(*) from search_index")
        assert cursor.fetchone() == (0,)


def test_a_synonym_finds_what_the_title_does_not_say(filled: Any, django_assert_max_num_queries: Any) -> None:
    assert "trees" not in keys("шубраци")
    add_synonym(words="шубраци, дърво", by=SYSTEM, at=NOON)
    with django_assert_max_num_queries(6):
        assert keys("шубраци") == ["trees"]


def test_everyday_words_of_an_editor_are_found(filled: Any) -> None:
    put("test", Document(key="parking", title="Карта за паркиране", synonyms="инвалиден стикер"))
    assert keys("инвалидни стикери") == ["parking"]


def test_a_rebuild_makes_the_same_index(filled: Any) -> None:
    before = set(Entry.objects.values_list("kind", "key", "heading")), set(Term.objects.values_list("stem", flat=True))
    assert rebuild() == {"test": 15}
    after = set(Entry.objects.values_list("kind", "key", "heading")), set(Term.objects.values_list("stem", flat=True))
    assert after == before
