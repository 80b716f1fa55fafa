"""Verbs of search. A module's own action calls `put` in its transaction, so the index changes with the thing."""

from collections.abc import Iterable
from datetime import date, datetime

from django.db import transaction
from django.db.models import F

from chinar.foundation.core import scope
from chinar.foundation.core.actor import Actor
from chinar.foundation.journal.actions import record
from chinar.foundation.search.describing import Document, described
from chinar.foundation.search.models import Entry, Miss, Synonym, Term
from chinar.foundation.search.normalising import STOP_WORDS, stem_of, stems, words_of
from chinar.foundation.search.rules import kind_word, masked, of_town, town_word

BATCH = 500


def put(kind: str, *documents: Document) -> None:
    """Makes objects findable as they are now, in the municipality in scope."""
    for batch in (documents[start : start + BATCH] for start in range(0, len(documents), BATCH)):
        Entry.objects.bulk_create(
            [_entry(kind, document) for document in batch],
            update_conflicts=True,
            unique_fields=["municipality", "kind", "key"],
            update_fields=["title", "title_en", "text", "text_en", "heading", "body"],
        )
        _learn(batch)


def forget(kind: str, key: str) -> None:
    """An object is no longer public."""
    Entry.objects.filter(kind=kind, key=key).delete()


@transaction.atomic
def rebuild() -> dict[str, int]:
    """Makes the index of the municipality in scope anew from the modules; kind -> how many."""
    found = {}
    Entry.objects.all().delete()
    Term.objects.all().delete()
    for searchable in described():
        documents = tuple(searchable.documents())
        put(searchable.kind, *documents)
        found[searchable.kind] = len(documents)
    return found


def _entry(kind: str, document: Document) -> Entry:
    town = town_word(scope.current())
    return Entry(
        kind=kind,
        key=document.key,
        title=document.title,
        title_en=document.title_en,
        text=document.text,
        text_en=document.text_en,
        heading=of_town(town, stems(f"{document.title} {document.title_en} {document.synonyms}")),
        body=of_town(town, stems(f"{document.text} {document.text_en}")),
        town=kind_word(town, kind),
    )


def _learn(documents: Iterable[Document]) -> None:
    words: dict[str, str] = {}
    for document in documents:
        texts = (document.title, document.title_en, document.synonyms, document.text, document.text_en)
        for word in words_of(" ".join(texts)):
            if word not in STOP_WORDS and not word.isdecimal():
                words.setdefault(stem_of(word), word)
    Term.objects.bulk_create([Term(stem=stem, word=word) for stem, word in words.items()], ignore_conflicts=True)


def note_miss(text: str, *, on: date) -> None:
    """Counts a search that found nothing, for the editor of the catalogue."""
    words = masked(" ".join(words_of(text)))[:100]
    if not words:
        return
    miss, is_new = Miss.objects.get_or_create(words=words, on=on)
    if not is_new:
        Miss.objects.filter(pk=miss.pk).update(times=F("times") + 1)


@transaction.atomic
def add_synonym(*, words: str, by: Actor, at: datetime) -> Synonym:
    """Lets several expressions mean the same; `words` are separated by commas."""
    synonym: Synonym = Synonym.objects.create(words=words)
    record("search.synonym_added", by=by, at=at, subject=str(synonym.pk), facts={"words": masked(words)})
    return synonym


@transaction.atomic
def remove_synonym(synonym: Synonym, *, by: Actor, at: datetime) -> None:
    record("search.synonym_removed", by=by, at=at, subject=str(synonym.pk), facts={"words": masked(synonym.words)})
    synonym.delete()
