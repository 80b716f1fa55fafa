import csv
from pathlib import Path

import pytest

from chinar.foundation.territory.rules import RESERVED_SLUGS, is_ekatte, slug_for, transliterate

# Where the official Latin name does not follow the rules of the law.
OTHER_THAN_THE_RULES = {
    "12098": "Voneshta Voda",  # Вонеща вода
    "47319": "Markovо",  # the last letter is a Cyrillic о
    "72655": "Thompson",  # Томпсън, after Major Frank Thompson
}


@pytest.mark.parametrize("code", ["00014", "73198", "68134", "00084", "02076"])
def test_a_code_with_its_check_digit_is_one(code: str) -> None:
    assert is_ekatte(code)


@pytest.mark.parametrize("code", ["", "7319", "731980", "7319a", "73199", "13798", "٧٣١٩٨"])
def test_anything_else_is_none(code: str) -> None:
    assert not is_ekatte(code)


@pytest.mark.parametrize(
    ("bulgarian", "latin"),
    [
        ("Троян", "Troyan"),
        ("София", "Sofia"),
        ("Мария Луиза", "Maria Luiza"),
        ("Сияна", "Siyana"),
        ("България", "Bulgaria"),
        ("Горно трапе", "Gorno trape"),
        ("Гумощник", "Gumoshtnik"),
        ("Жълтеш", "Zhaltesh"),
        ("Добрич-селска", "Dobrich-selska"),
        ("ЩЪРКЕЛ", "SHTARKEL"),
        ("Щъркел", "Shtarkel"),
        ("Кьолмен", "Kyolmen"),
        ("", ""),
    ],
)
def test_names_become_latin_by_the_law(bulgarian: str, latin: str) -> None:
    assert transliterate(bulgarian) == latin


def test_official_latin_names_follow_the_rules_with_three_exceptions(shared: Path) -> None:
    with (shared / "data/bg-territory/settlements.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) == 5256
    assert all(is_ekatte(row["ekatte"]) for row in rows)
    other = {row["ekatte"]: row["name_en"] for row in rows if transliterate(row["name"]) != row["name_en"]}
    assert other == OTHER_THAN_THE_RULES


def test_an_address_is_the_latin_name() -> None:
    assert slug_for("Gorna Oryahovitsa", "VTR", set()) == "gorna-oryahovitsa"


def test_a_taken_address_gets_the_district() -> None:
    assert slug_for("Byala", "RSE", {"byala"}) == "byala-rse"


@pytest.mark.parametrize("name", RESERVED_SLUGS)
def test_no_municipality_takes_an_address_of_the_installation(name: str) -> None:
    assert slug_for(name, "LOV", set()) == f"{name}-lov"


def test_an_address_taken_twice_is_refused() -> None:
    with pytest.raises(ValueError, match="no free address"):
        slug_for("Byala", "RSE", {"byala", "byala-rse"})
