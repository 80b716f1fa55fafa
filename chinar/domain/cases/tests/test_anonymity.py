"""Which groups the public sees: none that is small, and none that reveals a small one."""

from hypothesis import given
from hypothesis import strategies as st

from chinar.domain.cases.anonymity import Cell, shown_groups


def cells(*rows: tuple[str, str, int], when: str = "2026-1") -> list[Cell]:
    return [Cell((department, channel), when, n) for department, channel, n in rows]


def test_enough_of_each_is_shown() -> None:
    assert shown_groups(cells(("a", "x", 10), ("b", "y", 10)), minimum=10) == [{"a", "b"}, {"x", "y"}]


def test_too_few_in_all_shows_nothing() -> None:
    assert shown_groups(cells(("a", "x", 9)), minimum=10) is None
    assert shown_groups([], minimum=10) is None


def test_a_single_small_group_takes_another_one_with_it() -> None:
    """Or the small one were the total without the others."""
    found = shown_groups(cells(("a", "x", 40), ("b", "x", 30), ("c", "x", 3)), minimum=10)
    assert found is not None
    assert found[0] == {"a"}


def test_two_small_ones_that_are_enough_together_suffice() -> None:
    found = shown_groups(cells(("a", "x", 40), ("b", "x", 6), ("c", "x", 6)), minimum=10)
    assert found is not None
    assert found[0] == {"a"}


def test_two_tables_are_not_subtracted_from_each_other() -> None:
    """The villages' channel is the two villages: shown beside the larger village it would tell the smaller one."""
    rows = cells(("hall", "desk", 50), ("oreshak", "village", 20), ("balkanets", "village", 4), ("other", "desk", 8))
    found = shown_groups(rows, minimum=10)
    assert found is not None
    assert not ("oreshak" in found[0] and "village" in found[1])


def test_a_group_is_small_when_one_quarter_of_it_is() -> None:
    year = cells(("a", "x", 50), ("b", "x", 40), when="2026-1") + cells(("a", "x", 50), ("b", "x", 2), when="2026-2")
    found = shown_groups(year, minimum=10)
    assert found is not None
    assert "b" not in found[0]


GROUPS = st.sampled_from("abcd")
CELLS = st.lists(
    st.builds(lambda a, b, when, n: Cell((a, b), when, n), GROUPS, GROUPS, st.sampled_from("12"), st.integers(1, 30)),
    max_size=25,
)


@given(CELLS, st.integers(2, 15))
def test_no_remainder_is_small(rows: list[Cell], minimum: int) -> None:
    """In no table and no slice is a shown group, or what the shown ones leave of the total, small."""
    shown = shown_groups(rows, minimum=minimum)
    for table, groups in enumerate(shown or []):
        for when in "12":
            total = sum(cell.n for cell in rows if cell.slice == when)
            sizes = {g: sum(c.n for c in rows if c.slice == when and c.groups[table] == g) for g in groups}
            assert all(size == 0 or size >= minimum for size in sizes.values())
            rest = total - sum(sizes.values())
            assert rest == 0 or rest >= minimum
