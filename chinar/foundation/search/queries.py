"""Reads of search."""

from dataclasses import dataclass

from django.db import connection
from django.utils.translation import get_language

from chinar.foundation.core import scope
from chinar.foundation.search.describing import kind_named
from chinar.foundation.search.engines import engine_of
from chinar.foundation.search.models import Entry, Synonym, Term
from chinar.foundation.search.rules import excerpt, groups, nearest, town_word

FOUND_AT_MOST = 50
FEW = 3
"""With fewer hits than this, what holds only some of the sought words is shown too."""

Vocabulary = dict[str, str]
_vocabularies: dict[int, tuple[int, Vocabulary]] = {}


@dataclass(frozen=True, slots=True)
class Hit:
    """One found object, for a page. `excerpt` is pieces of its text: (piece, whether it was sought)."""

    kind: str
    kind_name: str
    key: str
    title: list[tuple[str, bool]]
    excerpt: list[tuple[str, bool]]
    address: str
    language: str
    """Of the title: `bg` on an English page when nobody translated it."""


@dataclass(frozen=True, slots=True)
class Found:
    """Best first. `meant` is the question as it was understood when a word of it was not known, else ""."""

    hits: tuple[Hit, ...]
    meant: str


def search(text: str, *, kind: str = "", limit: int = 20) -> Found:
    """Everything public of the municipality in scope that answers a question typed by anybody."""
    asked = groups(text[:500], Synonym.objects.values_list("words", flat=True))
    if not asked:
        return Found((), "")
    asked, meant = _mended(asked)
    engine, town = engine_of(connection), town_word(scope.current())
    limit = min(limit, FOUND_AT_MOST)
    ids = engine.find(asked, town=town, every=True, kind=kind, limit=limit)
    if len(ids) < min(FEW, limit) and len(asked) > 1:
        more = engine.find(asked, town=town, every=False, kind=kind, limit=limit)
        ids = list(dict.fromkeys(ids + more))[:limit]
    entries = Entry.objects.defer("heading", "body").in_bulk(ids)
    sought = [stem for group in asked for stem in group]
    return Found(tuple(hit for pk in ids if pk in entries and (hit := _hit(entries[pk], sought))), meant)


def _mended(asked: list[tuple[str, ...]]) -> tuple[list[tuple[str, ...]], str]:
    """Each word that no object holds replaced by the nearest one that is known."""
    stems = [stem for group in asked for stem in group]
    known = dict(Term.objects.filter(stem__in=stems).values_list("stem", "word"))
    if all(any(stem in known for stem in group) for group in asked):
        return asked, ""
    vocabulary = _vocabulary()
    mended = [nearest(group, vocabulary) for group in asked]
    if not any(mended):
        return asked, ""
    words = [
        vocabulary[stem] if stem else next((known[one] for one in group if one in known), group[-1])
        for group, stem in zip(asked, mended, strict=True)
    ]
    return [(stem,) if stem else group for group, stem in zip(asked, mended, strict=True)], " ".join(words)


def _vocabulary() -> Vocabulary:
    """Kept in the process until a word is added; read only when somebody has misspelt one."""
    here = scope.current()
    newest = Term.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
    if here not in _vocabularies or _vocabularies[here][0] != newest:
        _vocabularies[here] = (newest, dict(Term.objects.values_list("stem", "word")))
    return _vocabularies[here][1]


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
        address=kind.address(entry.key),
        language="en" if is_english else "bg",
    )
