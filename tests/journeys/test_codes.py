"""Codes of documents: one that is right, one withdrawn, one replaced, one that nobody issued, and one that is none."""

import re
from collections.abc import Callable

from chinar.demo.cast import GEORGI, NADEZHDA
from tests.journeys.browser import axe, overflows, picture
from tests.journeys.demo import Demo
from tests.journeys.hands import Hands
from tests.journeys.paper import linked, words_of

GENUINE, NO_LONGER, UNKNOWN = "Документът е истински", "Документът вече не е валиден", "Няма такъв документ"
WHY = "Сгрешено е името на наследник"


def test_what_a_code_says_as_its_document_is_withdrawn_and_replaced(demo: Demo, newcomer: Callable[[], Hands]) -> None:
    visitor, nadezhda, georgi = newcomer(), newcomer(), newcomer()
    demo.sign_in(nadezhda.page, NADEZHDA, then=demo.address("desk/cases/?show=decided"))
    row = nadezhda.page.locator("tr", has_text="наследници").filter(has_text="издадено, още не е връчено")
    number = row.locator("a.ch-number").first.inner_text()
    nadezhda.follow(number)
    old = code_of(nadezhda)
    assert says(visitor, demo, old) == GENUINE
    assert says(visitor, demo, old[:-1] + ("2" if old[-1] != "2" else "3")) == UNKNOWN
    picture(visitor.page, "no-such-document")
    assert says(visitor, demo, "наследници") == UNKNOWN

    nadezhda.follow("Оттегляне на издадения документ")
    nadezhda.choose("Издава се поправен документ: преписката се отваря отново")
    nadezhda.press("Оттеглете документа")
    assert nadezhda.errors
    nadezhda.fill("Причина", WHY)
    clean(nadezhda, "withdraw")
    nadezhda.press("Оттеглете документа")
    assert says(visitor, demo, old) == NO_LONGER
    assert "обявен за невалиден" in visitor.page.locator("main").inner_text()
    assert WHY not in visitor.page.locator("main").inner_text()

    demo.sign_in(georgi.page, GEORGI, then=demo.address(f"desk/cases/{number}/"))
    georgi.follow("Издаване на удостоверението")
    georgi.fill("Акт за смърт: номер, дата, място", "№ 31 от 30.07.2026 г., гр. Троян")
    georgi.fill("Име", "Цвета Делчева Чолакова")
    georgi.fill("Родство", "дъщеря")
    georgi.fill("Дял", "1/1")
    georgi.press("Издайте")
    new = code_of(georgi)
    assert says(visitor, demo, old) == NO_LONGER
    assert "заменен с по-нов" in visitor.page.locator("main").inner_text()
    clean(visitor, "replaced")
    assert says(visitor, demo, new) == GENUINE


def code_of(official: Hands) -> str:
    """As it stands on the paper that the page of the matter shows."""
    found = re.search(
        r"Код за проверка ((?:\w{4}-){3}\w{4})", words_of(linked(official.page, "Издаденият документ (PDF)"))
    )
    assert found
    return found[1]


def says(visitor: Hands, demo: Demo, code: str) -> str:
    visitor.page.goto(demo.address("check/"))
    visitor.fill("Код за проверка", code)
    visitor.press("Проверете")
    return visitor.heading


def clean(hands: Hands, name: str) -> None:
    assert not overflows(hands.page)
    assert axe(hands.page) == []
    picture(hands.page, name)
