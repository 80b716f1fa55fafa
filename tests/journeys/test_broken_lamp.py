"""Elena reports a broken lamp on a phone, with a photo, without script; the crew mends it; she says it is settled."""

from collections.abc import Callable
from io import BytesIO

import pytest
from PIL import Image

from chinar.demo.cast import DIMITAR
from tests.journeys.browser import PHONE, axe, overflows, picture
from tests.journeys.demo import Demo
from tests.journeys.hands import Hands
from tests.journeys.ways import Way


def photo(colour: str) -> dict[str, object]:
    out = BytesIO()
    Image.new("RGB", (640, 480), colour).save(out, "JPEG")
    return {"name": "lamp.jpg", "mimeType": "image/jpeg", "buffer": out.getvalue()}


@pytest.fixture
def way() -> Way:
    return Way("without script", Hands, PHONE, script=False)


def looked_at(hands: Hands, name: str) -> None:
    assert not overflows(hands.page)
    picture(hands.page, name)


def test_elena_reports_a_lamp_the_crew_mends_it_and_she_agrees(
    demo: Demo, newcomer: Callable[[], Hands], page: object
) -> None:
    elena, dimitar, crew = newcomer(), newcomer(), newcomer()
    elena.page.goto(demo.address("signals/new/"))
    elena.follow("Улично осветление")
    elena.fill("Какъв е проблемът", "Лампата пред къщата ни не свети.")
    elena.select("Град или село", "с. Борима")
    elena.fill("Вашето име", "Елена Димитрова")
    elena.page.set_input_files("input[type=file]", photo("black"))
    looked_at(elena, "signal-form")
    elena.press("Продължете")
    assert elena.heading == "Проверете сигнала си"
    elena.press("Изпратете сигнала")
    assert elena.heading == "Сигналът Ви е регистриран"
    number = elena.page.locator("strong.ch-number").first.inner_text()
    looked_at(elena, "signal-registered")

    demo.sign_in(dimitar.page, DIMITAR, then=demo.address(f"desk/cases/{number}/"))
    dimitar.follow("Възложете работа")
    dimitar.fill("Име на бригадата, фирмата или органа", "Бригада „Осветление“")
    dimitar.fill("Ден", "30")
    dimitar.fill("Месец", "12")
    dimitar.fill("Година", "2030")
    dimitar.press("Възложете работа")
    crew.page.goto(dimitar.page.locator("#link").inner_text())
    crew.fill("Какво е направено", "Сменена е лампата.")
    crew.page.set_input_files("input[type=file]", photo("yellow"))
    crew.press("Изпратете на общината")
    assert "Връзката е използвана" in crew.page.locator("main").inner_text()

    dimitar.page.goto(demo.address(f"desk/cases/{number}/settle/"))
    dimitar.choose("Отстранено")
    dimitar.fill("Отговор до подателя, с мотиви", "Лампата е сменена. Благодарим Ви.")
    dimitar.press("Отговорете и приключете")
    elena.follow("Към страницата на преписката")
    assert "Лампата е сменена" in elena.page.locator("main").inner_text()
    elena.follow("Решен ли е проблемът? Кажете ни")
    elena.choose("Да, решен е")
    elena.press("Изпратете")
    looked_at(elena, "signal-settled")

    # axe is a script: the same pages in a browser that runs scripts.
    for path in ("signals/", "signals/new/lighting/", f"signals/{number}/", "signals/figures/"):
        page.goto(demo.address(path))  # type: ignore[attr-defined]
        assert axe(page) == [], path  # type: ignore[arg-type]
