"""Check digits against numbers of law.md's table and of the shared vectors; no number of a living person."""

import csv
from datetime import date
from pathlib import Path

import pytest

from chinar.foundation.core.identifiers import (
    COUNTRIES,
    Fault,
    clean,
    cnp_birth_date,
    cnp_fault,
    egn_birth_date,
    egn_fault,
    eik_fault,
    identifier,
    is_cnp,
    is_egn,
    is_eik,
    is_lnch,
    lnch_fault,
    mask,
)


@pytest.mark.parametrize(
    ("value", "fault"),
    [
        ("8925248157", None),
        ("6127061429", None),
        ("7928178750", None),
        ("8925248158", Fault.CHECK_DIGIT),
        ("8019010008", Fault.DATE),
        ("8922308157", Fault.DATE),
        ("892524815", Fault.LENGTH),
        ("89252481570", Fault.LENGTH),
        ("892524815X", Fault.NOT_DIGITS),
        ("٨٩٢٥٢٤٨١٥٧", Fault.NOT_DIGITS),
        ("8925248157\n", Fault.NOT_DIGITS),
        ("", Fault.LENGTH),
    ],
)
def test_an_egn_is_told_what_is_wrong_with_it(value, fault):
    assert egn_fault(value) == fault
    assert is_egn(value) is (fault is None)


@pytest.mark.parametrize(
    ("value", "fault"),
    [
        ("7111042925", None),
        ("7111042922", Fault.CHECK_DIGIT),
        ("71110A2922", Fault.NOT_DIGITS),
        ("711104292", Fault.LENGTH),
    ],
)
def test_an_lnch_is_told_what_is_wrong_with_it(value, fault):
    assert lnch_fault(value) == fault
    assert is_lnch(value) is (fault is None)


@pytest.mark.parametrize(
    ("value", "fault"),
    [
        ("999730219", None),
        ("999730212", Fault.CHECK_DIGIT),
        ("9997302195731", None),
        ("9997302195735", Fault.CHECK_DIGIT),
        ("9997302125731", Fault.CHECK_DIGIT),
        ("1750747520019", None),
        ("8925248157", Fault.LENGTH),
        ("BG999730219", Fault.NOT_DIGITS),
    ],
)
def test_an_eik_is_told_what_is_wrong_with_it(value, fault):
    assert eik_fault(value) == fault
    assert is_eik(value) is (fault is None)


@pytest.mark.parametrize(
    ("value", "born"),
    [
        ("8925248157", date(1889, 5, 24)),
        ("7542011030", date(2075, 2, 1)),
        ("8019010008", None),
    ],
)
def test_an_egn_tells_the_century_by_the_month(value, born):
    if born is None:
        with pytest.raises(ValueError, match="date"):
            egn_birth_date(value)
    else:
        assert egn_birth_date(value) == born


@pytest.mark.parametrize("typed", [" 892524 8157 ", "892524-8157", "89.25.24.8157", "892524\u00a08157", "892524–8157"])
def test_people_write_numbers_with_blanks_and_dashes(typed):
    assert clean(typed) == "8925248157"


def test_a_masked_number_keeps_its_length_and_hides_the_birth_date():
    assert mask("8925248157") == "••••••••57"
    assert mask("12345") == "•••45"
    assert mask("1234") == "••••"
    assert mask("") == ""


@pytest.mark.parametrize(
    ("value", "fault"),
    [
        ("3189012312343", Fault.DATE),
        ("3890123123438", None),
        ("4890630120018", None),
        ("4890630120019", Fault.CHECK_DIGIT),
        ("4893030120018", Fault.DATE),
        ("0890630120018", Fault.DATE),
        ("489063012001", Fault.LENGTH),
        ("48906301200181", Fault.LENGTH),
        ("489063012001X", Fault.NOT_DIGITS),
        ("", Fault.LENGTH),
    ],
)
def test_a_romanian_number_is_a_date_with_a_check_digit(value: str, fault: Fault | None) -> None:
    """Those that pass belong to nobody alive: they begin with 3 or 4, of the 1800s."""
    assert cnp_fault(value) is fault
    assert is_cnp(value) is (fault is None)


def test_a_romanian_number_tells_the_birth_date() -> None:
    assert cnp_birth_date("4890630120018") == date(1889, 6, 30)
    with pytest.raises(ValueError, match="not a CNP"):
        cnp_birth_date("4890630120019")


def test_kinds_are_found_by_country():
    assert identifier("cnp", "RO").holder == "person"
    assert identifier("cnp") is None
    assert identifier("egn").holder == "person"
    assert identifier("eik").holder == "organisation"
    assert identifier("passport") is None
    assert {kind.code for kind in COUNTRIES["BG"]} == {"egn", "lnch", "eik"}


@pytest.mark.shared
def test_all_shared_vectors_come_out_right(shared: Path):
    checks = {"egn": is_egn, "lnch": is_lnch, "eik9": is_eik, "eik13": is_eik}
    with (shared / "data/bg-synthetic-people/identifier_vectors.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    wrong = [row for row in rows if checks[row["kind"]](row["value"]) is not (row["expected"] == "valid")]
    assert len(rows) > 150
    assert wrong == []
