import pytest

from chinar.domain.applications.rules import Share, WrongShares, check_shares


@pytest.mark.parametrize(
    "shares",
    [
        [Share(1, 1)],
        [Share(1, 2), Share(1, 2)],
        [Share(1, 3), Share(1, 3), Share(2, 6)],
        [Share(1, 4), Share(1, 4), Share(1, 6), Share(1, 3)],
        [Share(1, 7)] * 7,
    ],
)
def test_shares_of_a_whole_inheritance_pass(shares: list[Share]) -> None:
    check_shares(shares)


@pytest.mark.parametrize(
    ("shares", "sum_"),
    [([], "0"), ([Share(1, 2)], "1/2"), ([Share(1, 2), Share(2, 3)], "7/6"), ([Share(1, 3)] * 2, "2/3")],
)
def test_shares_that_are_not_a_whole_are_refused_with_their_sum(shares: list[Share], sum_: str) -> None:
    with pytest.raises(WrongShares, match=f"^{sum_}$"):
        check_shares(shares)


def test_a_share_is_written_as_typed() -> None:
    assert [str(Share(2, 4)), str(Share(3, 3))] == ["2/4", "1"]
