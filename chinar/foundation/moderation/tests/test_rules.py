from time import process_time

import pytest

from chinar.foundation.moderation.rules import has_personal_number, masked, names_hinted, personal_data_in


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("", ()),
        ("Удостоверението е готово след 7 дни.", ()),
        ("Решение № 1204-17-23.11.2026 г.", ()),
        ("от 8:30 до 17:00, стая 12, такса 5,00 лв.", ()),
        ("Ще бъде готово до 05.11.2026 г., огледът е на 10.05.2026 14:30", ()),
        ("Присъединен е към сигнал 1208-1234-05.11.2026", ()),
        ("Работно време: 08.00-12.00 и 13.30 - 17.00 ч.", ()),
        ("на 05.11.2026 се обадете на 0888 123 456", ("number", "telephone")),
        ("05.11.2026 02/123-45-67", ("telephone",)),
        ("9030261907 05.11.2026", ("number",)),
        ("ЕГН 9030261907", ("number",)),
        ("ЕГН 903026 1907", ("number",)),
        ("ЕГН ٩٠٣٠٢٦١٩٠٧", ("number",)),
        ("пишете на elena@chinar.example", ("email",)),
        ("телефон 0670 12 345", ("telephone",)),
        ("+359 670 12345", ("telephone",)),
        ("колата е ОВ 1234 АВ", ("plate",)),
        ("в1234кк спира на тротоара", ("plate",)),
        ("ПМС № 1234 от 2026 г., А1234", ()),
        ("a@b.bg, 0888123456", ("number", "email", "telephone")),
    ],
)
def test_personal_data_are_told_from_other_text(text: str, found: tuple[str, ...]) -> None:
    assert personal_data_in(text) == found


def test_eleven_digits_are_no_personal_number() -> None:
    assert not has_personal_number("12345678901")


def test_what_is_masked_holds_nothing_any_more() -> None:
    text = "Иван, 0888 123 456, ivan@chinar.example, кола СА 1234 ВК, ЕГН 9030261907."
    assert personal_data_in(masked(text)) == ()
    assert masked("Лампата пред № 12 не свети.") == "Лампата пред № 12 не свети."
    assert masked("До 05.11.2026 г. на 02 123 4567") == "До 05.11.2026 г. на …"


def test_a_huge_text_is_read_at_once() -> None:
    began = process_time()
    for text in (
        "1 " * 4 + "а" * 100_000 + " @" * 10_000,
        "a@" * 50_000,
        "a@" + "b" * 100_000,
        "1 " * 9 + "+" * 50_000,
        "ОВ1" * 50_000,
    ):
        personal_data_in(text)
    assert process_time() - began < 2


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("", ()),
        ("Дупката е пред входа. Лампата не свети.", ()),
        ("Вчера съседът Иван Петров и Мария Георгиева Стоянова пречат.", ("Иван Петров", "Мария Георгиева Стоянова")),
        ("Стоян Панайотов, пак Стоян Панайотов", ("Стоян Панайотов",)),
        ("на ул. „Васил Левски“ и бул. Христо Смирненски, читалище „Иван Вазов“", ()),
        ("Ivan Petrov parks there", ("Ivan Petrov",)),
        ("А" * 100_000, ()),
        ("Аа " * 30_000, ()),
    ],
)
def test_names_are_only_hinted(text: str, names: tuple[str, ...]) -> None:
    started = process_time()
    assert names_hinted(text) == names
    assert process_time() - started < 1
