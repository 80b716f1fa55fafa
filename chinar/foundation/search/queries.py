"""Reads of search."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db import connection
from django.utils.translation import get_language

from chinar.foundation.core import scope
from chinar.foundation.search.describing import kind_named
from chinar.foundation.search.engines import engine_of
from chinar.foundation.search.everyday import everyday
from chinar.foundation.search.models import Entry, Synonym, Term
from chinar.foundation.search.normalising import alternatives
from chinar.foundation.search.rules import closeness, excerpt, groups, nearest, sought_words, town_word

FOUND_AT_MOST = 50
FEW = 3
"""With fewer hits than this, what holds only some of the sought words is shown too."""

Vocabulary = dict[str, str]
_vocabularies: dict[int, tuple[tuple[int, str] | None, Vocabulary]] = {}
"""Municipality -> its newest term, and its words."""


@dataclass(frozen=True, slots=True)
class Hit:
    """One found object, for a page. `excerpt` is pieces of its text: (piece, whether it was sought)."""

    kind: str
    kind_name: str
    key: str
    title: list[tuple[str, bool]]
    excerpt: list[tuple[str, bool]]
    language: str
    """Of the title: `bg` on an English page when nobody translated it."""

    @property
    def address(self) -> str:
        """Of its page; known where pages are served, and not at a terminal."""
        kind = kind_named(self.kind)
        assert kind is not None  # what is not described is not found
        return kind.address(self.key)


@dataclass(frozen=True, slots=True)
class Found:
    """Best first. `meant` is the question as it was understood when a word of it was not known, else ""."""

    hits: tuple[Hit, ...]
    meant: str


def search(text: str, *, kind: str = "", limit: int = 20) -> Found:
    """Everything public of the municipality in scope that answers a question typed by anybody."""
    words = sought_words(text[:500])
    if not words:
        return Found((), "")
    asked = groups(words, [*everyday(), *Synonym.objects.values_list("words", flat=True)])
    asked, meant = _mended(asked, words)
    engine, town = engine_of(connection), town_word(scope.current())
    limit = min(limit, FOUND_AT_MOST)
    ids = engine.find(asked, town=town, every=True, kind=kind, limit=limit)
    if len(ids) < min(FEW, limit) and len(asked) > 1:
        more = engine.find(asked, town=town, every=False, kind=kind, limit=limit)
        ids = list(dict.fromkeys(ids + more))[:limit]
    entries = Entry.objects.defer("heading", "body").in_bulk(ids)
    sought, public = [stem for group in asked for stem in group], _public(entries.values())
    found = [entries[pk] for pk in ids if pk in entries and (entries[pk].kind, entries[pk].key) in public]
    own = [alternatives(word) for word in sought_words(meant) or words]
    found.sort(key=lambda entry: -max(closeness(entry.title, own), closeness(entry.title_en, own)))
    return Found(tuple(hit for entry in found if (hit := _hit(entry, sought))), meant)


def _public(entries: Iterable[Entry]) -> set[tuple[str, str]]:
    """Kind and key of those that anybody may read now; one query for each kind that asks for it."""
    keys: dict[str, list[str]] = {}
    for entry in entries:
        keys.setdefault(entry.kind, []).append(entry.key)
    kinds = ((kind, kind_named(kind)) for kind in keys)
    return {(kind, key) for kind, known in kinds if known for key in known.public(keys[kind])}


def _mended(asked: list[tuple[str, ...]], words: Sequence[str]) -> tuple[list[tuple[str, ...]], str]:
    """Each word that no object holds replaced by the nearest one that is known."""
    stems = [stem for group in asked for stem in group]
    known = set(Term.objects.filter(stem__in=stems).values_list("stem", flat=True))
    if all(any(stem in known for stem in group) for group in asked):
        return asked, ""
    vocabulary = _vocabulary()
    mended = [nearest(group, vocabulary) for group in asked]
    if not any(mended):
        return asked, ""
    meant = (vocabulary[stem] if stem else word for stem, word in zip(mended, words, strict=True))
    return [(stem,) if stem else group for group, stem in zip(asked, mended, strict=True)], " ".join(meant)


def _vocabulary() -> Vocabulary:
    """Kept in the process, to which added words are added; read only when somebody has misspelt one."""
    here = scope.current()
    terms = Term.objects.order_by("-pk").values_list("pk", "stem")
    newest, (known, words) = terms.first(), _vocabularies.get(here, (None, {}))
    if newest != known:
        only_grew = known is not None and terms.filter(pk=known[0], stem=known[1]).exists()
        added = Term.objects.filter(pk__gt=known[0]) if known is not None and only_grew else Term.objects.all()
        words = {**(words if only_grew else {}), **dict(added.values_list("stem", "word"))}
        _vocabularies[here] = (newest, words)
    return words


def _hit(entry: Entry, sought: list[str]) -> Hit | None:
    kind = kind_named(entry.kind)
    if kind is None:
        return None
    is_english = get_language() == "en" and bool(entry.title_en)
    title, text = (entry.title_en, entry.text_en or entry.text) if is_english else (entry.title, entry.text)
    return Hit(
        kind=entry.kind,
        kind_name=str(kind.name),
        key=entry.key,
        title=excerpt(title, sought),
        excerpt=excerpt(text, sought),
        language="en" if is_english else "bg",
    )
