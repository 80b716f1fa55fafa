import pytest

from chinar.foundation.identification.rules import level_of, names_of, number_of, reaches, strongest, weakest


def test_levels_are_understood_in_every_spelling_and_nothing_else_is() -> None:
    for said in ("HIGH", "high", "urn:egov:bg:eauth:2.0:levelofassurance:high", "http://eidas.europa.eu/LoA/high"):
        assert level_of(said) == "high"
    for said in ("", "highest", "https://evil.example/high", "urn:x:high", "0"):
        assert level_of(said) == ""
    assert weakest(["HIGH", "low", "x"]) == "low"
    assert weakest(["x"]) == "low"
    assert strongest(["low", "x", "substantial"]) == "substantial"
    assert strongest([]) == ""


def test_a_level_reaches_itself_and_what_is_below() -> None:
    assert reaches("high", "substantial")
    assert reaches("", "")
    assert not reaches("low", "substantial")
    assert not reaches("", "low")
    assert not reaches("high", "x")


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("PNOBG-9230287339", ("egn", "9230287339")),
        (" 9230287339 ", ("egn", "9230287339")),
        ("PNOBG-9999001122", ("lnch", "9999001122")),
        ("PASBG-123456789", ("other", "PASBG-123456789")),
        ("PNOBG-9230287330", None),
        ("PNOBG-", None),
        ("", None),
        ("PASBG-", None),
        ("PASBG-<script>", None),
        ("9230287339\n", ("egn", "9230287339")),
        ("PNOBG-9230287339; PNOBG-7422172130", None),
    ],
)
def test_numbers_are_told_apart_and_checked(said: str, expected: object) -> None:
    assert number_of(said) == expected


@pytest.mark.parametrize(
    ("full", "expected"),
    [
        ("Елена Иванова Димитрова", ("Елена", "Иванова", "Димитрова")),
        ("Елена Димитрова", ("Елена", "", "Димитрова")),
        ("Елена", ("Елена", "", "")),
        ("Анна Мария Иванова Димитрова", ("Анна", "Мария", "Иванова Димитрова")),
        ("  ", None),
    ],
)
def test_a_line_is_parted_into_names(full: str, expected: object) -> None:
    assert names_of(full) == expected


def test_names_without_end_are_cut() -> None:
    assert max(map(len, names_of("а" * 500 + " б " + "в" * 500) or ())) == 80
