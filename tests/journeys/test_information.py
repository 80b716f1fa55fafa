"""A request for public information: somebody without an account asks on a phone, the head of the department gives it,
and it is read with number and key."""

from collections.abc import Callable

from chinar.demo.cast import NADEZHDA
from tests.journeys.browser import axe
from tests.journeys.demo import Demo
from tests.journeys.hands import Hands

WANTED = "Протоколът от проверката на детските площадки през октомври."


def test_information_is_asked_for_given_and_read(demo: Demo, newcomer: Callable[[], Hands]) -> None:
    radost, nadezhda = newcomer(), newcomer()
    radost.page.goto(demo.address())
    radost.follow("Искане за достъп до обществена информация")
    radost.press("Продължете")
    assert len(radost.errors) == 3
    radost.fill("Коя информация искате?", WANTED)
    radost.fill("Вашите имена или наименованието на организацията", "Радост Милева")
    radost.fill("Имейл адрес", "radost@chinar.example")
    radost.press("Продължете")
    radost.press("Изпратете искането")
    assert radost.heading == "Искането Ви е регистрирано"
    number = radost.page.locator(".ch-number.ch-big").first.inner_text()
    radost.follow("Към страницата на преписката")
    matter = radost.page.url

    demo.sign_in(nadezhda.page, NADEZHDA, then=demo.address(f"desk/cases/{number}/information/decide/"))
    nadezhda.press("Издайте решението и уведомете заявителя")
    assert len(nadezhda.errors) == 2
    nadezhda.fill("За какво е, с няколко думи", "Проверки на детските площадки")
    nadezhda.fill("До коя информация се предоставя достъп", f"{WANTED} https://troyan.example/ploshtadki")
    nadezhda.press("Издайте решението и уведомете заявителя")
    assert "Решението (PDF)" in nadezhda.page.locator("main").inner_text()

    radost.page.goto(matter)
    assert "Предоставен достъп" in radost.page.locator("main").inner_text()
    assert "Проверки" not in radost.page.locator("main").inner_text(), "what is counted by is for the municipality"
    assert axe(radost.page) == []
