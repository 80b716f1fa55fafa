"""What the one box understands, and which services a few letters mean."""

from datetime import date

import pytest

from chinar.domain.visits.rules import Asked, NotUnderstood, Sought, Unclear, names_of, rank_of, understood


@pytest.mark.parametrize(
    ("typed", "asked"),
    [
        ("7928178750", Asked(Sought.EGN, "7928178750")),
        (" 792817 8750 ", Asked(Sought.EGN, "7928178750")),
        ("7111042925", Asked(Sought.LNCH, "7111042925")),
        ("900000016", Asked(Sought.EIK, "900000016")),
        ("BG900000016", Asked(Sought.EIK, "900000016")),
        ("Кремена Рашкова 17.8.1879", Asked(Sought.NAME_AND_BIRTH, "Кремена Рашкова", date(1879, 8, 17))),
        ("Кремена Рашкова, 17.08.1879 г.", Asked(Sought.NAME_AND_BIRTH, "Кремена Рашкова", date(1879, 8, 17))),
        ("Рашкова 17081879", Asked(Sought.NAME_AND_BIRTH, "Рашкова", date(1879, 8, 17))),
        ("Чинаров и син", Asked(Sought.NAME, "Чинаров и син")),
        ("7kq2-m9xd-4trb-0hwe", Asked(Sought.CODE, "7KQ2M9XD4TRB0HWE")),
    ],
)
def test_the_one_box_understands(typed: str, asked: Asked) -> None:
    assert understood(typed) == asked


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ("", Unclear.EMPTY),
        ("7928178751", Unclear.NUMBER),
        ("900000017", Unclear.NUMBER),
        ("12345", Unclear.LENGTH),
        ("12.03.1899", Unclear.LENGTH),
        ("Рашкова 31.2.1879", Unclear.DATE),
        ("аб", Unclear.SHORT),
        ("' OR 1=1", None),
        ("９１２３４５６７８９", None),
    ],
)
def test_what_it_cannot_understand_it_says(typed: str, why: Unclear | None) -> None:
    if why is None:
        assert understood(typed).by is Sought.NAME
        return
    with pytest.raises(NotUnderstood) as raised:
        understood(typed)
    assert raised.value.why is why


def test_names_are_given_fathers_and_family_names() -> None:
    assert names_of(["Рашкова"]) == {"family_name": "Рашкова"}
    assert names_of(["Ана", "Рашкова"]) == {"given_name": "Ана", "family_name": "Рашкова"}
    assert names_of(["Ана", "Иванова", "ван", "Дам"])["family_name"] == "ван Дам"


HEIRS = "Издаване на удостоверение за наследници"


@pytest.mark.parametrize("typed", ["насл", "УДОСТ насл", "насл удост", "ун", "иун", "инузн", "2016"])
def test_a_few_letters_mean_a_service(typed: str) -> None:
    assert rank_of(typed, HEIRS, number="2016") is not None


@pytest.mark.parametrize("typed", ["скица", "у ж", "", "н2016", "  "])
def test_other_letters_mean_another_one(typed: str) -> None:
    assert rank_of(typed, HEIRS, number="2016") is None


def test_beginnings_of_early_words_come_first() -> None:
    names = ["Издаване на скица за имот", "Скица на имот"]
    assert sorted(names, key=lambda name: rank_of("скица", name) or 0) == names[::-1]
