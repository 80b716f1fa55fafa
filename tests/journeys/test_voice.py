"""A voice from its first word to what came of it, on a phone, by keyboard, without script: Elena writes, a neighbour
follows, Dimitar withholds, publishes, answers and says what came of it; both hear of that."""

from collections.abc import Callable

import pytest

from chinar.demo.cast import DIMITAR
from tests.journeys.browser import PHONE, axe, picture
from tests.journeys.demo import Demo
from tests.journeys.hands import Hands, Keyboard
from tests.journeys.letters import link_in_letter, words
from tests.journeys.ways import Way

NEIGHBOUR = "neighbour@chinar.example"
PUBLIC = "Дупка пред спирката."


@pytest.fixture
def way() -> Way:
    return Way("by keyboard on a phone, without script", Keyboard, PHONE, script=False)


def test_a_voice_is_heard_followed_and_answered(demo: Demo, newcomer: Callable[[], Hands], page: object) -> None:
    elena, neighbour, dimitar = newcomer(), newcomer(), newcomer()
    elena.page.goto(demo.address("signals/new/roads/"))
    elena.fill("Какъв е проблемът", "Пред къщата на Иван Петров има дупка. Тел. 0888 123 456.")
    elena.select("Град или село", "с. Орешак")
    elena.fill("Къде точно", "до спирката")
    elena.fill("Вашето име", "Елена Димитрова")
    elena.press("Продължете")
    assert "0888 123 456" in words(elena)
    elena.press("Изпратете сигнала")
    number = elena.page.locator("strong.ch-number").first.inner_text()

    public = demo.address(f"signals/{number}/")
    neighbour.page.goto(public)
    neighbour.fill("Вашият имейл", NEIGHBOUR)
    neighbour.press("Пишете ми")
    neighbour.page.goto(link_in_letter(neighbour, demo, f"Сигнал {number}: искате ли да го следите?", "follow"))
    neighbour.press("Да, пишете ми, когато има движение")
    assert "Следите го" in words(neighbour)
    picture(neighbour.page, "signal-followed")

    demo.sign_in(dimitar.page, DIMITAR, then=demo.address(f"desk/cases/{number}/"))
    dimitar.follow("Публикувайте без лични данни")
    assert "Иван Петров" in words(dimitar), "a name is hinted at"
    dimitar.follow("Не публикувайте")
    dimitar.choose("Съдържа лични данни")
    dimitar.press("Скрийте")
    neighbour.page.goto(public)
    assert "Съдържа лични данни" in words(neighbour)
    picture(neighbour.page, "signal-tombstone")
    dimitar.page.goto(demo.address(f"desk/cases/{number}/settle/"))
    dimitar.choose("Отговорено: не се налага действие")
    dimitar.fill("Отговор до подателя, с мотиви", "Пътят е на общината и ще бъде закърпен.")
    dimitar.press("Отговорете и приключете")
    dimitar.page.goto(demo.address(f"desk/cases/{number}/public-wording/"))
    dimitar.fill("Сигналът, както го четат всички", PUBLIC)
    dimitar.press("Вижте как ще изглежда")
    dimitar.press("Публикувайте")

    dimitar.page.goto(demo.address(f"desk/trail/report/{number}/"))
    dimitar.fill("Номер или думи от текста", "наследници")
    dimitar.press("Търсене")
    dimitar.tick(dimitar.page.locator("input[name=other]").first)
    dimitar.press("Свържете")
    assert "Свързано е" in words(dimitar)

    elena.follow("Към страницата на преписката")
    assert "Какво последва" in words(elena)
    assert "закърпен" in words(elena)
    leave = link_in_letter(neighbour, demo, f"Сигнал {number}: има последствие", "leave")
    neighbour.page.goto(public)
    assert PUBLIC in words(neighbour)
    assert "Какво последва" in words(neighbour)
    neighbour.page.goto(leave)
    neighbour.press("Не ми пишете повече за това")
    assert "адресът Ви ще бъде изтрит" in words(neighbour)

    # axe is a script: the same page in a browser that runs scripts.
    page.goto(public)  # type: ignore[attr-defined]
    assert axe(page) == []  # type: ignore[arg-type]
