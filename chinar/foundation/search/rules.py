"""Pure decisions of search: what to ask the index, what to show of a text."""

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache

from rapidfuzz import fuzz, process

from chinar.foundation.search.normalising import STOP_WORDS, alternatives, stem_of, stems, words_of

LONGEST_QUESTION = 12
"""Words; what follows them is not sought."""
NEAR_ENOUGH = 74.0
EXCERPT = 180


def town_word(municipality_id: int) -> str:
    """How every word of a municipality begins in the index: so each town has lists of its own there, and what is sought
    in one meets nothing of another."""
    return f"m{municipality_id}x"


def kind_word(town: str, kind: str) -> str:
    """The kind as a word of the index that no text holds."""
    return f"{town}{kind}"[:20]


def of_town(town: str, stems: Iterable[str]) -> str:
    """The stems of a text as they stand in the index."""
    return " ".join(f"{town}{stem}" for stem in stems)


def masked(text: str) -> str:
    """The text without anything that could be somebody's number or address."""
    text = re.sub(r"\S+@\S+", "…", text)
    return re.sub(r"\d[\d ]{4,}\d", "…", text).strip()


def sought_words(text: str) -> list[str]:
    """The words of a question that tell something, as they were typed."""
    return [word for word in words_of(text) if word not in STOP_WORDS][:LONGEST_QUESTION]


def groups(words: Iterable[str], synonyms: Iterable[str]) -> list[tuple[str, ...]]:
    """What the index is asked: for each sought word the stems that may stand for it, synonyms among them."""
    asked = [tuple(alternatives(word)) for word in words]
    return _with_synonyms(asked, [stems_of(one) for one in synonyms])


@lru_cache(maxsize=2000)
def stems_of(synonym: str) -> tuple[tuple[str, ...], ...]:
    """Each of the expressions of a synonym as its stems."""
    return tuple(tuple(found) for expression in synonym.split(",") if (found := stems(expression)))


def _with_synonyms(
    asked: Sequence[tuple[str, ...]], synonyms: Iterable[Sequence[Sequence[str]]]
) -> list[tuple[str, ...]]:
    """Where an expression stands in the question, each of its words may be any word of what means the same."""
    wider = [dict.fromkeys(group) for group in asked]
    for expressions in synonyms:
        for expression in expressions:
            for place in _places_of(expression, asked):
                more = dict.fromkeys(stem for other in expressions for stem in other)
                for group in wider[place : place + len(expression)]:
                    group.update(more)
    return [tuple(group) for group in wider]


def _places_of(expression: Sequence[str], asked: Sequence[tuple[str, ...]]) -> list[int]:
    """At which words of the question the expression begins."""
    last = len(asked) - len(expression) + 1
    return [at for at in range(last) if all(stem in asked[at + n] for n, stem in enumerate(expression))]


def closeness(title: str, asked: Sequence[Sequence[str]]) -> float:
    """How much of a title is what was sought, by the very words of the question and not by what means the same; 0 where
    one of them is missing."""
    held = stems(title)
    if not held or not all(any(stem in held for stem in group) for group in asked):
        return 0.0
    return len(asked) / len(held)


def nearest(group: Sequence[str], vocabulary: Mapping[str, str]) -> str | None:
    """The stem of the vocabulary that a misspelt word most likely means; None when a stem of it is known."""
    if any(stem in vocabulary for stem in group):
        return None
    best: tuple[float, str] | None = None
    for stem in group:
        if len(stem) < 3:
            continue
        found = process.extractOne(stem, vocabulary.keys(), scorer=fuzz.ratio, score_cutoff=NEAR_ENOUGH)
        if found and (best is None or found[1] > best[0]):
            best = (found[1], found[0])
    return best[1] if best else None


def excerpt(text: str, sought: Iterable[str]) -> list[tuple[str, bool]]:
    """The part of a text around the first sought stem, in pieces: (piece, whether it was sought)."""
    wanted = set(sought)
    spans = [found.span() for found in re.finditer(r"[^\W_]+", text) if stem_of(found[0].casefold()[:40]) in wanted]
    start = max(0, (spans[0][0] if spans else 0) - EXCERPT // 3)
    start = text.rfind(" ", 0, start) + 1 if start else 0
    end = text.find(" ", start + EXCERPT)
    end = len(text) if end == -1 else end
    pieces, at = [("…", False)] if start else [], start
    for first, last in spans:
        if start <= first and last <= end:
            pieces += [(text[at:first], False), (text[first:last], True)]
            at = last
    pieces.append((text[at:end] + ("…" if end < len(text) else ""), False))
    return [piece for piece in pieces if piece[0]]
