"""Evidence: what the registers said is there when the expert opens the matter; the rest is entered by hand."""

from collections.abc import Callable

from playwright.sync_api import expect

from chinar.demo.cast import GEORGI
from tests.journeys.browser import picture
from tests.journeys.demo import Demo
from tests.journeys.hands import Hands


def test_georgi_finds_evidence_fetched_and_enters_the_rest(demo: Demo, newcomer: Callable[[], Hands]) -> None:
    georgi = newcomer()
    demo.sign_in(georgi.page, GEORGI, then=demo.address("desk/cases/"))
    matter = georgi.page.locator("tr", has_text="в работа").first.locator("a").first.inner_text()
    georgi.page.goto(demo.address(f"desk/cases/{matter}/"))
    row = georgi.page.locator("tr", has_text="Данни за починалия")
    for _ in range(20):
        if "получено от регистъра" in row.inner_text():
            break
        georgi.page.wait_for_timeout(1000)
        georgi.page.reload()
    picture(georgi.page, "case-evidence")
    georgi.follow("Данни за починалия и датата на смъртта")
    georgi.follow("Прочетете отговора на регистъра")
    said = georgi.page.locator("main").inner_text()
    assert "истински: подписан от регистъра" in said
    assert "Дата на смъртта" in said
    picture(georgi.page, "answer-of-register")

    georgi.page.goto(demo.address(f"desk/cases/{matter}/"))
    georgi.follow("Акт за смърт")
    georgi.follow("Впишете доказателството")
    georgi.choose("налично в общината")
    georgi.fill("Регистър, база или документ, който сте проверили", "Актове за смърт на община Троян, № 12")
    georgi.fill("Ден", "16")
    georgi.fill("Месец", "11")
    georgi.press("Впишете")
    assert georgi.errors
    assert georgi.page.get_by_label("Регистър, база или документ, който сте проверили").input_value().endswith("№ 12")
    georgi.fill("Година", "2026")
    georgi.fill("Какво пише там, с думи", "Смъртта е настъпила на посочената дата.")
    georgi.press("Впишете")
    expect(georgi.page.locator("main")).to_contain_text("налично в общината")
