"""Kalina phones: Maria writes down what she asks for and reads her a code; with it she finishes at the counter, then
asks on the telephone how it stands."""

import re
from collections.abc import Callable
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from chinar.demo.cast import MARIA
from tests.journeys.browser import DESKTOP, NARROWEST, axe, overflows, picture
from tests.journeys.demo import Demo
from tests.journeys.hands import Hands
from tests.journeys.keys import Keys
from tests.journeys.ways import DESKTOP_WAY, Way

KALINA = "8329125673"
CODE = re.compile(r"\b(?:[0-9A-Z]{4}-)+[0-9A-Z]{4}\b")


@pytest.fixture
def way() -> Way:
    return DESKTOP_WAY


def test_what_is_said_on_the_telephone_is_finished_at_the_counter(demo: Demo, newcomer: Callable[[], Hands]) -> None:
    maria = newcomer()
    demo.sign_in(maria.page, MARIA, then=demo.address("desk/phone/"))
    code = taken_down(maria)
    number = finished_at_the_counter(demo, maria, code)
    maria.page.goto(demo.address("desk/phone/"))
    today = datetime.now(ZoneInfo("Europe/Sofia")).date()
    ask_how_it_stands(maria, number, f"{today:%d.%m.%Y}", "0000")
    assert "Отговорите съвпадат" not in maria.page.locator("main").inner_text()
    ask_how_it_stands(maria, number, f"{today:%d.%m.%Y}", KALINA[-4:])
    told = maria.page.locator("[role=status]").inner_text()
    assert number in told
    assert "Отговорите съвпадат" in told
    clean(maria, "telephone-status")


def taken_down(maria: Hands) -> str:
    """What the caller says, by keyboard; the code that is read to them."""
    keys = Keys(maria.page)
    keys.press("F4")
    keys.type("сем пол")
    keys.go()
    keys.wait_for("[action*='/begin/'] button, .visit__found button")
    keys.go()
    clean(maria, "telephone-draft")
    keys.go("F9")
    found = CODE.search(maria.page.locator(".ch-panel").inner_text())
    assert found
    clean(maria, "telephone-code")
    return found[0]


def finished_at_the_counter(demo: Demo, maria: Hands, code: str) -> str:
    """Kalina comes with the code; what she said on the telephone stands there, and the rest is answered."""
    maria.page.goto(demo.address("desk/counter/"))
    keys = Keys(maria.page)
    for typed in (code, KALINA):
        keys.press("F2")
        keys.wait_for("#who")
        keys.type(typed)
        keys.go()
    assert "нещо липсва" in maria.page.locator("tbody").inner_text()
    maria.activate(maria.page.locator("[value^='open:']"))
    keys.answer_the_sheet()
    keys.go()
    keys.go("F9")
    clean(maria, "telephone-registered")
    return maria.page.locator("tbody th").first.inner_text()


def ask_how_it_stands(maria: Hands, number: str, day: str, digits: str) -> None:
    maria.fill("Номер на преписката", number)
    for part, value in zip(("Ден", "Месец", "Година"), day.split("."), strict=True):
        maria.fill(part, value)
    maria.fill("Кои са последните четири цифри на Вашето ЕГН, ЛНЧ или ЕИК?", digits)
    maria.press("Сравнете отговорите")


def clean(maria: Hands, name: str) -> None:
    maria.page.set_viewport_size(NARROWEST)
    assert not overflows(maria.page)
    maria.page.set_viewport_size(DESKTOP)
    picture(maria.page, name)
    assert axe(maria.page) == []
