"""What is low, what may be shown, and when words are erased."""

from datetime import date
from itertools import pairwise
from typing import Any

import pytest

from chinar.domain.cases.rating.codes import code_for, is_own_key, own_key_for, typed_code
from chinar.domain.cases.rating.rules import Distribution, erased_before, shown_of
from chinar.foundation.documents.codes import format_code


def test_a_public_page_counts_whole_groups_of_five_so_that_nobody_can_be_subtracted() -> None:
    shown = [shown_of(n) for n in range(1_000)]
    assert shown[:7] == [0, 0, 0, 0, 0, 5, 5]
    assert {later - earlier for earlier, later in pairwise(shown)} == {0, 5}
    assert all(0 <= n - counted < 5 for n, counted in enumerate(shown))


@pytest.mark.parametrize(
    ("today", "months", "first"),
    [
        (date(2026, 11, 16), 24, date(2024, 11, 16)),
        (date(2026, 1, 31), 2, date(2025, 11, 28)),
        (date(2026, 1, 1), 1, date(2025, 12, 1)),
        (date(2026, 12, 15), 12, date(2025, 12, 15)),
        (date(2028, 2, 29), 60, date(2023, 2, 28)),
    ],
)
def test_words_are_kept_for_the_months_that_the_town_promised(today: date, months: int, first: date) -> None:
    assert erased_before(today, months) == first


def test_a_hundred_per_cent_says_that_nobody_gave_less() -> None:
    marks = Distribution.sum_of([(5, 990), (4, 9), (1, 1), (5, 0)])
    assert (marks.n, marks.of(5), marks.good, marks.share(1)) == (1000, 990, 99, 0)
    assert (Distribution().n, Distribution().good, Distribution().share(3)) == (0, 0, 0)


def test_the_code_is_short_differs_from_the_key_of_the_answer_and_forgives_how_it_is_typed(town: Any) -> None:
    code = code_for("1204-1-16.11.2026")
    assert len(code) == 12
    assert code != own_key_for("1204-1-16.11.2026")
    assert code == code_for("1204-1-16.11.2026") != code_for("1204-2-16.11.2026")
    assert typed_code(f" {format_code(code).lower()} ") == code
    assert is_own_key("visit:1", format_code(own_key_for("visit:1")))
    wrong = ["", "x", code, own_key_for("visit:2"), "\x00" * 12, "Щ" * 12, "0" * 5000]
    assert [typed for typed in wrong if is_own_key("visit:1", typed)] == []
