"""Which ways of writing meet in one stem."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chinar.foundation.search.normalising import alternatives, stem_of, stems, words_of

SAME = [
    ("удостоверение", "удостоверението"),
    ("удостоверение", "удостоверения"),
    ("наследник", "наследници"),
    ("скица", "скици"),
    ("имот", "имоти"),
    ("дърво", "дървета"),
    ("данък", "данъци"),
    ("адрес", "адреса"),
    ("паркиране", "паркирането"),
]
LATIN = [
    ("udostoverenie", "удостоверение"),
    ("naslednici", "наследници"),
    ("naslednitsi", "наследници"),
    ("postoqnen", "постоянен"),
    ("postoyanen", "постоянен"),
    ("danuk", "данук"),
    ("skica", "скица"),
    ("4istota", "чистота"),
    ("put", "пут"),
]


@pytest.mark.parametrize(("one", "other"), SAME)
def test_forms_of_a_word_have_one_stem(one: str, other: str) -> None:
    assert stem_of(one) == stem_of(other)


@pytest.mark.parametrize(("typed", "meant"), LATIN)
def test_latin_letters_are_read_as_bulgarian_and_as_they_are(typed: str, meant: str) -> None:
    assert stem_of(meant) in alternatives(typed)


def test_words_that_differ_stay_apart() -> None:
    assert len({stem_of(word) for word in ("адрес", "имот", "данък", "дете", "брак", "смърт")}) == 6


def test_little_words_are_not_sought() -> None:
    assert stems("на за и от") == []


def test_a_word_without_end_is_cut() -> None:
    assert [len(word) for word in words_of("а" * 10_000)] == [40]


@given(st.text(max_size=60))
def test_whatever_is_typed_gives_stems_without_signs(text: str) -> None:
    assert all(stem and not set(stem) & set(" \"'()*:&|!") for stem in stems(text))
