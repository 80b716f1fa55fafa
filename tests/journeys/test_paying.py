"""A fee: Elena asks for a certificate, pays it at the simulated portal of the state, and finds it paid; the cashier's
pages are for everybody too."""

from collections.abc import Callable

from chinar.demo.cast import ELENA, PEOPLE
from tests.journeys.browser import axe, overflows, picture
from tests.journeys.demo import Demo
from tests.journeys.hands import Hands
from tests.journeys.tasks_of_people import answer, choose, send

VIOLETA = next(person for person in PEOPLE if person.key == "violeta")


def looked_at(hands: Hands, name: str) -> None:
    assert not overflows(hands.page)
    assert axe(hands.page) == []
    picture(hands.page, name)


def test_elena_pays_online(demo: Demo, newcomer: Callable[[], Hands]) -> None:
    elena, violeta = newcomer(), newcomer()
    demo.sign_in(elena.page, ELENA, then=demo.address("services/permanent-address/"))
    with elena.page.expect_navigation():
        elena.page.locator("main form[action$='/apply/'] button").click()
    choose(elena, "За кого подавате заявлението?", "за себе си")
    answer(elena, "Как да се свържем с Вас?", Вашият_адрес="гр. Троян, ул. „Чинар“ № 4")
    elena.page.locator("main input[type=radio]").first.check()
    elena.press("Продължете")
    elena.page.locator("main input[type=radio]").first.check()
    elena.press("Продължете")
    elena.page.locator("main input[type=radio]").first.check()
    elena.press("Продължете")
    assert "Такса: 1,02 €" in elena.page.locator("main").inner_text().replace("\u00a0", " ")
    matter = send(elena)
    elena.follow("Как да платите")
    assert "За плащане: 1,02" in elena.heading
    looked_at(elena, "fee-360")
    elena.page.locator("main form[action$='/online/'] button").click()
    elena.press("Към портала за плащания")
    assert elena.heading == "Плащане"
    elena.press("Платете")
    elena.follow("Обратно към общината")
    while not elena.heading.startswith("Платено"):
        elena.press("Проверете отново")
    looked_at(elena, "paid-360")

    demo.sign_in(violeta.page, VIOLETA, then=demo.address("desk/cash/"))
    looked_at(violeta, "cash-desk-1280")
    violeta.page.goto(demo.address(f"desk/cash/take/{matter.number}/"))
    assert violeta.heading == "Всичко е платено"
    violeta.page.goto(demo.address("desk/bank/lines/"))
    looked_at(violeta, "transfers-1280")
