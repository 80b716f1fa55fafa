"""Maria serves three services by keyboard alone, to one receipt; at home one of them is paid online; Ivan serves over a
line that breaks."""

import re
import time
from collections.abc import Callable

import pytest
from playwright.sync_api import Error, Page

from chinar.demo.cast import IVAN, MARIA
from tests.journeys.browser import DESKTOP, NARROWEST, axe, overflows, picture
from tests.journeys.demo import Demo
from tests.journeys.hands import Hands
from tests.journeys.keys import Keys
from tests.journeys.paper import words_of
from tests.journeys.ways import DESKTOP_WAY, Way

SECONDS_PER_KEY = 0.28  # of somebody who types with all fingers but no secretary (Card, Moran, Newell 1980)
KALINA = "8329125673"
KEPT = re.compile(r"(\d+-\d+-\d\d\.\d\d\.\d{4}).*?((?:[0-9A-Z]{4}-){3}[0-9A-Z]{4})")
"""On the receipt: the number of a matter, then its key."""


@pytest.fixture
def way() -> Way:
    return DESKTOP_WAY


def test_three_services_with_one_receipt_one_paid_online_and_one_over_a_broken_line(
    demo: Demo, newcomer: Callable[[], Hands]
) -> None:
    page = newcomer().page
    demo.sign_in(page, MARIA, then=demo.address("desk/counter/"))
    clean(page, "counter")
    keys, began = Keys(page), time.monotonic()
    find(keys, KALINA)
    for letters in ("сем пол", "пост адр", "наст адр"):
        take_down(keys, letters)
    keys.go("F9")
    seconds = time.monotonic() - began
    numbers = page.locator("tbody th").all_inner_texts()
    assert len(set(numbers)) == 3
    keys.wait_for("[aria-keyshortcuts=F9]")
    keys.pressed += 1
    paper = page.request.get(demo.root + str(page.locator("[aria-keyshortcuts=F9]").get_attribute("href")))
    assert paper.body().startswith(b"%PDF-")
    by_hand = keys.pressed * SECONDS_PER_KEY
    print(f"\n{keys.pressed} keys ({by_hand:.0f} s by hand), {seconds:.1f} s of the machine")
    assert by_hand + seconds < 90
    clean(page, "counter-receipt")
    pays_online(demo, newcomer(), *KEPT.findall(words_of(paper.body()))[0])
    over_a_broken_line(demo, newcomer().page)


def find(keys: Keys, number: str) -> None:
    keys.wait_for("#who")
    keys.type(number)
    keys.go()


def take_down(keys: Keys, letters: str) -> None:
    """Finds a service, adds it and answers each question with the first answer."""
    keys.wait_for("#service")
    keys.type(letters)
    keys.go()
    keys.wait_for("[value^='add:']")
    keys.go()
    keys.answer_the_sheet()
    keys.go()


def pays_online(demo: Demo, kalina: Hands, number: str, key: str) -> None:
    """With the number and the key of the receipt: to the portal and back, and the second time there is nothing to
    pay."""
    page = kalina.page
    page.goto(demo.address("follow/"))
    kalina.fill("Номер на преписката", number)
    kalina.fill("Ключ", key)
    kalina.press("Покажете докъде е стигнала")
    kalina.follow("Как да платите")
    clean(page, "fee")
    kalina.activate(page.get_by_role("button", name=re.compile("Платете .* онлайн")))
    here = page.url
    clean(page, "to-the-portal")
    kalina.press("Към портала за плащания")
    there = page.url
    assert not there.startswith(demo.root)
    kalina.press("Платете")
    kalina.follow("Обратно към общината")
    assert page.url.startswith(here)
    for _ in range(20):  # the portal tells by itself; whoever is back before that looks again
        if kalina.heading.startswith("Платено"):
            break
        kalina.press("Проверете отново")
    assert kalina.heading.startswith("Платено: ")
    clean(page, "paid")
    page.goto(here.partition("online/")[0])
    assert kalina.heading == "Таксата е платена"
    assert page.get_by_text("Платено: ").count() == 1
    assert page.get_by_role("button", name=re.compile("Платете")).count() == 0


def over_a_broken_line(demo: Demo, page: Page) -> None:
    """The line breaks as Ivan registers; when it is back nothing is lost, and nothing doubled."""
    demo.sign_in(page, IVAN, then=demo.address("desk/counter/"))
    keys = Keys(page)
    find(keys, KALINA)
    take_down(keys, "сем пол")
    clean(page, "village-office")
    here = page.url.partition("?")[0]
    page.context.set_offline(True)
    with pytest.raises(Error):
        page.goto(here)
    page.context.set_offline(False)
    page.goto(here)
    assert "попълнени" in page.locator("tbody").inner_text()
    keys.go("F9")
    assert "Кметство Орешак" in page.locator("h1").inner_text()
    number = page.locator("tbody th").inner_text()
    page.goto(here)
    assert page.locator("tbody th").all_inner_texts() == [number]


def clean(page: Page, name: str) -> None:
    page.set_viewport_size(NARROWEST)
    assert not overflows(page)
    page.set_viewport_size(DESKTOP)
    picture(page, name)
    assert axe(page) == []
