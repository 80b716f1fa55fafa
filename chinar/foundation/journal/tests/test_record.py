"""What goes into the journal, and what does not."""

from datetime import datetime
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction

from chinar.foundation.core.actor import SYSTEM, VISITOR, Actor
from chinar.foundation.core.scope import scoped
from chinar.foundation.journal import verbs
from chinar.foundation.journal.actions import record, record_read
from chinar.foundation.journal.models import Entry
from chinar.foundation.journal.queries import page
from chinar.foundation.journal.sentences import label, sentence
from chinar.foundation.journal.tests.conftest import AT


def test_an_entry_is_told_as_a_sentence(town: Any, account: Any) -> None:
    clerk = Actor(account.pk, "official")
    moved = record("matter.moved", by=clerk, at=AT, subject="ТРО-2026-1", facts={"place": "архив"})
    assert sentence(moved) == "Мария Петрова moved ТРО-2026-1 to архив"
    assert sentence(record("matter.opened", by=SYSTEM, at=AT, subject="A-1"), "en") == "The system opened A-1"
    assert sentence(record("matter.opened", by=VISITOR, at=AT, subject="A-1"), "en") == "A visitor opened A-1"


def test_a_list_is_one_entry_with_the_rows_it_showed(town: Any) -> None:
    entry = record_read("matter.listed", by=SYSTEM, at=AT, ids=[3, 4, "A-5"])
    entry.refresh_from_db()
    assert entry.ids == [3, 4, "A-5"]
    assert sentence(entry, "en") == "The system saw 3 matters"


def test_a_verb_without_a_sentence_is_refused(town: Any) -> None:
    with pytest.raises(LookupError, match=r"journal\.py"):
        record("matter.vanished", by=SYSTEM, at=AT)


def test_one_code_is_not_claimed_twice() -> None:
    with pytest.raises(ValueError, match="twice"):
        verbs.register(verbs.Verb("matter.opened", "{actor} once more"))


def test_a_sentence_gets_all_its_facts(town: Any) -> None:
    with pytest.raises(ValueError, match="place"):
        record("matter.moved", by=SYSTEM, at=AT, subject="A-1")


@pytest.mark.parametrize(
    "text", ["8509121234", "ЕГН 8509121234.", "elena@chinar.example", "write to elena@chinar.example now"]
)
def test_personal_data_is_refused(town: Any, text: str) -> None:
    with pytest.raises(ValueError, match="personal data"):
        record("matter.opened", by=SYSTEM, at=AT, subject=text)
    with pytest.raises(ValueError, match="personal data"):
        record("matter.moved", by=SYSTEM, at=AT, facts={"place": text})
    with pytest.raises(ValueError, match="personal data"):
        record_read("matter.listed", by=SYSTEM, at=AT, ids=[text])


@pytest.mark.parametrize("text", ["РУ-94-12345-16.11.2026", "000814866", "0008148660001", "73198", "a" * 10, "1/2"])
def test_public_numbers_are_taken(town: Any, text: str) -> None:
    assert record("matter.opened", by=SYSTEM, at=AT, subject=text).pk


def test_facts_are_texts_and_moments_have_a_zone(town: Any) -> None:
    with pytest.raises(ValueError, match="texts"):
        record("matter.moved", by=SYSTEM, at=AT, facts={"place": 5})  # type: ignore[dict-item]
    with pytest.raises(ValueError, match="zone"):
        record("matter.opened", by=SYSTEM, at=datetime(2026, 11, 16))  # noqa: DTZ001


def test_entries_are_of_the_town_in_scope_or_of_the_installation(town: Any, other_town: Any) -> None:
    here = record("matter.opened", by=SYSTEM, at=AT, subject="here")
    with scoped(other_town.pk):
        record("matter.opened", by=SYSTEM, at=AT, subject="there")
    with scoped(None):
        nowhere = record("matter.opened", by=SYSTEM, at=AT, subject="nowhere")
        assert list(Entry.objects.all()) == [nowhere]
    assert list(Entry.objects.all()) == [here]


def test_an_entry_goes_with_its_transaction(town: Any) -> None:
    def open_and_fail() -> None:
        with transaction.atomic():
            record("matter.opened", by=SYSTEM, at=AT)
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        open_and_fail()
    assert not Entry.objects.exists()


@pytest.mark.parametrize(
    "sql",
    [
        "update journal_entry set verb = 'x'",
        "update journal_entry set municipality_id = null",
        "delete from journal_entry",
        "update journal_entry set position = 7",
    ],
)
def test_the_database_keeps_an_entry_as_it_was_written(town: Any, sql: str) -> None:
    record("matter.opened", by=SYSTEM, at=AT)
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql)


def test_pages_go_on_where_the_last_one_ended_at_one_cost(town: Any, django_assert_num_queries: Any) -> None:
    for number in range(7):
        record("matter.opened", by=SYSTEM, at=AT, subject=f"A-{number}")
    record("matter.listed", by=SYSTEM, at=AT)
    with django_assert_num_queries(1):
        first = page(verb="matter.opened", size=4)
    assert [entry.subject for entry in first.entries] == ["A-6", "A-5", "A-4", "A-3"]
    rest = page(verb="matter.opened", size=4, before=first.older)
    assert [entry.subject for entry in rest.entries] == ["A-2", "A-1", "A-0"]
    assert rest.older is None
    assert [entry.subject for entry in page(subject="A-3").entries] == ["A-3"]


def test_a_verb_is_listed_with_its_places_open() -> None:
    assert label(verbs.get("matter.moved")) == "… moved … to …"
