"""Monday morning: Nadezhda sees what is late and what waits, and gives a sick colleague's matters to another."""

from collections.abc import Callable

import pytest

from chinar.demo.cast import GEORGI, NADEZHDA, RADA
from tests.journeys.browser import DESKTOP, PHONE, axe, overflows, picture
from tests.journeys.demo import Demo
from tests.journeys.hands import Hands
from tests.journeys.ways import DESKTOP_WAY, Way


@pytest.fixture
def way() -> Way:
    return DESKTOP_WAY


def test_nadezhda_gives_a_sick_colleagues_matters_to_another(demo: Demo, newcomer: Callable[[], Hands]) -> None:
    nadezhda = newcomer()
    demo.sign_in(nadezhda.page, NADEZHDA, then=demo.address("desk/cases/"))
    page = nadezhda.page
    looked_at(nadezhda, "monday")
    assert "чака заявителя до" in page.locator("main").inner_text()
    by_keys_to_the_second_matter(nadezhda)
    nadezhda.follow("По дни")
    looked_at(nadezhda, "due-by-days")
    nadezhda.follow("Списък за работа")

    nadezhda.follow(GEORGI.name)
    numbers = page.locator("tbody th a").all_inner_texts()
    assert numbers
    nadezhda.follow("Филтър")
    looked_at(nadezhda, "filter")
    nadezhda.fill("Запазете филтъра под име", "Бюрото на Георги")
    nadezhda.press("Запазете")
    for box in page.get_by_role("checkbox").all():
        box.check()
    looked_at(nadezhda, "sick-colleague")
    nadezhda.press("Възложете избраните преписки")
    nadezhda.select("На кого", RADA.name)
    nadezhda.press("Възложете преписките")
    assert nadezhda.errors == ["Напишете какво се очаква"]
    nadezhda.fill("Какво се очаква", "Довършете ги, докато Георги е в болничен.")
    looked_at(nadezhda, "give-many")
    nadezhda.press("Възложете преписките")
    assert f"на {RADA.name}" in page.get_by_role("alert").or_(page.locator(".govuk-notification-banner")).inner_text()
    assert "Тук нищо не чака." in page.locator("main").inner_text()

    rada = newcomer()
    demo.sign_in(rada.page, RADA, then=demo.address("desk/cases/?show=mine"))
    assert set(numbers) <= set(rada.page.locator("tbody th a").all_inner_texts())


def looked_at(hands: Hands, name: str) -> None:
    """At a desk and on a phone: nothing for axe to find, nothing to scroll sideways."""
    for window in (PHONE, DESKTOP):
        hands.page.set_viewport_size(window)
        assert axe(hands.page) == []
        assert not overflows(hands.page)
        picture(hands.page, name)


def by_keys_to_the_second_matter(hands: Hands) -> None:
    keyboard, rows = hands.page.keyboard, hands.page.locator("tbody th a")
    keyboard.press("Alt+0")
    for key in ("ArrowDown", "j", "j", "k"):
        keyboard.press(key)
    assert rows.nth(1).evaluate("link => link === document.activeElement")
    keyboard.press("x")
    assert hands.page.get_by_role("checkbox").nth(1).is_checked()
    keyboard.press("x")
