import os

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chinar.foundation.documents.codes import ALPHABET, LENGTH, draw, format_code, normalise

CODE = "7KQ2M9XD4TRB0HWE"


@pytest.mark.parametrize(
    "typed",
    [
        "7KQ2-M9XD-4TRB-0HWE",
        " 7kq2 m9xd 4trb 0hwe ",
        "7KQ2–M9XD—4TRB‑0HWE",
        "7KQ2M9XD4TRBOHWE",  # O for 0
        "7КQ2-М9ХD-4ТRВ-ОНWЕ",  # Cyrillic К М Х Т В О Н Е
        "7кq2-м9хd-4тrв-онwе",
    ],
)
def test_a_code_is_understood_however_it_is_typed(typed: str) -> None:
    assert normalise(typed) == CODE


@pytest.mark.parametrize(
    "typed", ["", "7KQ2", CODE + "1", "7KQ2-M9XD-4TRB-0HWU", "ЖЖЖЖ-ЖЖЖЖ-ЖЖЖЖ-ЖЖЖЖ", "%s" * 8, "\x00" * 16]
)
def test_what_cannot_be_a_code_is_none(typed: str) -> None:
    assert normalise(typed) == ""


def test_one_and_small_l_and_capital_i_are_the_same() -> None:
    assert normalise("l" * LENGTH) == normalise("I" * LENGTH) == normalise("І" * LENGTH) == "1" * LENGTH


def test_a_code_is_drawn_from_all_the_alphabet() -> None:
    codes = {draw(os.urandom) for _ in range(500)}
    assert len(codes) == 500
    assert set("".join(codes)) == set(ALPHABET)


def test_the_smallest_and_the_largest_code() -> None:
    assert draw(bytes) == "0" * LENGTH
    assert draw(lambda size: b"\xff" * size) == "Z" * LENGTH


@given(st.binary(min_size=10, max_size=10))
def test_a_drawn_code_comes_back_from_paper(chance: bytes) -> None:
    code = draw(lambda size: chance)
    assert normalise(format_code(code)) == normalise(format_code(code).lower()) == code


@given(st.text())
def test_nothing_typed_breaks_it(typed: str) -> None:
    assert len(normalise(typed)) in (0, LENGTH)
