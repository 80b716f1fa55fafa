"""An appeal: Tanya was refused, appeals by telephone without an account, and Georgi sends the file up."""

import hashlib
from collections.abc import Callable

from chinar.demo.cast import GEORGI
from chinar.demo.stories import STORIES
from chinar.foundation.documents.codes import draw
from tests.journeys.browser import axe, overflows, picture
from tests.journeys.demo import Demo
from tests.journeys.hands import Hands

GROUNDS = "Последният адрес на брат ми беше в Троян: прилагам адресна карта."
REFUSED = next(place for place, story in enumerate(STORIES) if story.ends == "refused")


def key_on_the_receipt() -> str:
    """As the demo drew it."""
    return draw(lambda n: hashlib.sha256(f"chinar demo follow-{REFUSED}".encode()).digest()[:n])


def test_tanya_appeals_and_the_file_goes_up(demo: Demo, newcomer: Callable[[], Hands]) -> None:
    tanya, georgi = newcomer(), newcomer()
    demo.sign_in(georgi.page, GEORGI, then=demo.address("desk/cases/?show=decided"))
    row = georgi.page.locator("tr", has_text="отказано, още не е връчено").first
    number = row.locator("a.ch-number").inner_text()

    tanya.page.goto(demo.address("follow/"))
    tanya.fill("Номер на преписката", number)
    tanya.fill("Ключ", key_on_the_receipt())
    tanya.press("Покажете докъде е стигнала")
    tanya.download("Изтеглете писмото (PDF)")
    tanya.page.reload()
    tanya.press("Подайте жалба")
    assert not overflows(tanya.page)
    assert axe(tanya.page) == []
    tanya.press("Продължете")
    assert tanya.errors == ["Напишете защо не сте съгласни"]
    tanya.fill("Защо не сте съгласни?", GROUNDS)
    picture(tanya.page, "appeal")
    tanya.press("Продължете")
    tanya.press("Изпратете жалбата")
    assert tanya.heading == "Жалбата Ви е регистрирана"
    appeal = tanya.page.locator("strong.ch-number").first.inner_text()
    tanya.follow("Към страницата на преписката")

    georgi.page.goto(demo.address(f"desk/cases/{appeal}/"))
    georgi.follow("Проверете срока")
    georgi.press("Отбележете резултата")
    picture(georgi.page, "appeal-desk")
    georgi.follow("Изпратете преписката нагоре")
    assert axe(georgi.page) == []
    georgi.press("Изпратете преписката")
    assert "изпратена нагоре, още не е решена там" in georgi.page.locator("main").inner_text()

    tanya.page.reload()
    assert "Областен управител на област Ловеч" in tanya.page.locator("main").inner_text()
    picture(tanya.page, "appeal-sent-up")
    assert axe(tanya.page) == []
