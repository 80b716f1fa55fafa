"""A service with a question set: Elena asks for her mother's parking card with a mandate, on a phone without script."""

from collections.abc import Callable

import pytest

from chinar.demo.cast import ELENA, GEORGI
from chinar.demo.worked_stories import PHOTO
from tests.journeys.browser import PHONE, axe, overflows, picture
from tests.journeys.demo import Demo
from tests.journeys.hands import Hands
from tests.journeys.tasks_of_people import answer, choose, send
from tests.journeys.ways import Way

MOTHER = {"Собствено_име": "Иванка", "Бащино_име": "Русева", "Фамилно_име": "Димитрова"}
WITHOUT_SCRIPT = Way("without script", Hands, PHONE, script=False)


def looked_at(hands: Hands, name: str) -> None:
    """What every page must be; axe needs script and looks at the same pages with it."""
    assert not overflows(hands.page)
    picture(hands.page, name)


def begin(hands: Hands) -> None:
    """A new application, whether or not another story has left a draft of this service."""
    with hands.page.expect_navigation():
        hands.page.locator("main form[action$='/apply/'] button").click()


@pytest.mark.parametrize("way", [WITHOUT_SCRIPT], ids=lambda way: way.name)
def test_elena_asks_for_her_mother(demo: Demo, newcomer: Callable[[], Hands], way: Way) -> None:
    elena, georgi = newcomer(), newcomer()
    demo.sign_in(elena.page, ELENA, then=demo.address("services/parking-card/"))
    looked_at(elena, "parking-card")
    begin(elena)
    choose(elena, "За кого подавате заявлението?", "за друг човек: мое дете или някой, който ме е упълномощил")
    elena.choose("имам пълномощно")
    answer(elena, "За кое лице подавате?", **MOTHER, Номер_на_лицето="6623121132")
    assert elena.errors == ["Напишете номера и датата на документа, който Ви дава право да действате"]
    assert elena.page.get_by_label("Бащино име").input_value() == "Русева"
    answer(
        elena,
        "За кое лице подавате?",
        **{"Пълномощно или акт: номер, дата, кой го е заверил": "№ 1204 от 12.10.2026 г."},
    )
    answer(elena, "Как да се свържем с Вас?", Вашият_адрес="гр. Троян, ул. „Чинар“ № 4")
    elena.choose("не")
    answer(elena, "Имало ли е карта досега?")
    answer(elena, "Решение на ТЕЛК или НЕЛК")
    assert elena.heading == "Какво носите само Вие"
    elena.press("Продължете")
    assert elena.errors == ["Изберете файл: без него не може да се продължи"]
    elena.page.get_by_label("Снимка за картата").set_input_files(
        {"name": "photo.png", "mimeType": "image/png", "buffer": PHOTO}
    )
    elena.press("Добавете и останете тук")
    looked_at(elena, "attachments")
    elena.press("Продължете")
    answers = elena.page.locator("dl").inner_text()
    assert "Иванка Русева Димитрова" in answers
    assert "1 файл" in answers
    looked_at(elena, "check-parking-card")
    matter = send(elena)

    demo.sign_in(georgi.page, GEORGI, then=demo.address(f"desk/cases/{matter.number}/"))
    page = georgi.page.locator("main").inner_text()
    for words in ("Иванка Русева Димитрова", "Елена Иванова Димитрова", "Пълномощно, № 1204 от 12.10.2026 г."):
        assert words in page
    georgi.follow("Издаване на документа")
    georgi.fill("Номер на картата", "ТР-0012")
    georgi.fill("Решение на ТЕЛК или НЕЛК: номер, дата", "№ 77 от 03.03.2026 г.")
    georgi.press("Издайте")
    assert georgi.errors == ["Попълнете: Картата важи до"]
    for box, typed in zip(("Ден", "Месец", "Година"), ("3", "3", "2029"), strict=True):
        georgi.fill(box, typed)
    looked_at(georgi, "issue-document")
    georgi.press("Издайте")
    assert "издадено, още не е връчено" in georgi.page.locator("main").inner_text()

    elena.follow("Към страницата на преписката")
    assert "Предава се в центъра за административно обслужване" in elena.page.locator("main").inner_text()


def test_the_new_pages_are_for_everybody(demo: Demo, newcomer: Callable[[], Hands]) -> None:
    """With script, which axe needs."""
    elena = newcomer()
    demo.sign_in(elena.page, ELENA, then=demo.address("services/parking-card/"))
    assert axe(elena.page) == []
    begin(elena)
    assert axe(elena.page) == []
    elena.choose("за друг човек: мое дете или някой, който ме е упълномощил")
    elena.press("Продължете")
    elena.press("Продължете")
    assert axe(elena.page) == []
    elena.page.goto(elena.page.url.replace("concerned", "attachments"))
    assert axe(elena.page) == []
