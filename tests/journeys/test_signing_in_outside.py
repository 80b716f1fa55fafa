"""A service that asks for a proven identity: Tsona begins without an account, proves who she is elsewhere, sends."""

from collections.abc import Callable

import pytest

from tests.journeys.browser import PHONE, axe, overflows, picture
from tests.journeys.demo import Demo
from tests.journeys.hands import Hands
from tests.journeys.tasks_of_people import answer, choose, send
from tests.journeys.ways import Way

WITH_SCRIPT = Way("with script", Hands, PHONE)
SOMEBODY = "Цона Минкова Чинарова"
"""The simulator of electronic identification knows her; it runs as a process of its own."""


@pytest.mark.parametrize("way", [WITH_SCRIPT], ids=lambda way: way.name)
def test_coming_back_from_the_provider_nothing_is_typed_again(
    demo: Demo, newcomer: Callable[[], Hands], way: Way
) -> None:
    tsona = newcomer()
    tsona.page.goto(demo.address("services/tax-debts/"))
    tsona.press("Заявете сега")
    choose(tsona, "За кого подавате заявлението?", "за себе си")
    names = {"Собствено_име": "Цона", "Бащино_име": "Минкова", "Фамилно_име": "Чинарова"}
    answer(tsona, "Кой сте Вие?", **names, Вашият_номер="7422172130")
    answer(tsona, "Как да се свържем с Вас?", Вашият_адрес="гр. Троян, ул. „Чинар“ № 9")
    choose(tsona, "Пред кого ще послужи документът?", "банка")
    tsona.page.get_by_role("radio").first.check()
    answer(tsona, "Колко бързо Ви е нужно?")
    choose(tsona, "Как искате да получите документа?", "по електронен път, на страницата на преписката")
    typed = tsona.page.locator("dl").inner_text()
    tsona.press("Влезте и подайте")
    tsona.press("Симулатор на еАвт")
    prove(tsona, demo, SOMEBODY, "значително")
    assert tsona.heading == "Ползвали ли сте сайта преди?"
    tsona.press("Не, за пръв път съм тук")
    assert tsona.heading == "Проверете отговорите си"
    assert f"Заявявате като {SOMEBODY}." in tsona.page.locator("main").inner_text()
    kept = tsona.page.locator("dl").inner_text()
    assert [line for line in kept.splitlines() if line not in typed.splitlines()] == []
    assert "ул. „Чинар“ № 9" in kept
    assert not overflows(tsona.page)
    picture(tsona.page, "proven-outside")
    assert axe(tsona.page) == []
    matter = send(tsona)
    tsona.page.goto(demo.address("mine/"))
    assert matter.number in tsona.page.locator("main").inner_text()


def prove(hands: Hands, demo: Demo, who: str, level: str) -> None:
    """On the provider's own page, which sends the browser back by itself."""
    hands.page.get_by_role("radio", name=who).check()
    hands.page.get_by_role("radio", name=level, exact=True).check()
    hands.page.get_by_role("button", name="Потвърдете").click()
    hands.page.wait_for_url(lambda url: url.startswith(demo.root))
