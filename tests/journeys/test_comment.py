"""A comment on a signal, on a phone, by keyboard, without script: somebody without an account writes it and says by a
letter that it is theirs, Dimitar reads it before everybody does and answers as the municipality."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from chinar.demo.cast import DIMITAR
from tests.journeys.browser import PHONE, axe, picture
from tests.journeys.demo import Demo
from tests.journeys.hands import Hands, Keyboard
from tests.journeys.letters import link_in_letter, words
from tests.journeys.ways import Way

WRITTEN = "Минах снощи, капакът още го няма. Звъннете ми на 0888 123 456."
READ = "Минах снощи, капакът още го няма. Звъннете ми на …"
ANSWER = "Капакът е поръчан и идва във вторник."


@pytest.fixture
def way() -> Way:
    return Way("by keyboard on a phone, without script", Keyboard, PHONE, script=False)


def test_a_comment_is_read_first_and_answered(demo: Demo, newcomer: Callable[[], Hands], page: Page) -> None:
    radost, dimitar = newcomer(), newcomer()
    radost.page.goto(demo.address("signals/?category=roads"))
    radost.activate(radost.page.locator("a[href*='/signals/1208-19-']").first)
    public = radost.page.url
    radost.follow("Напишете коментар")
    radost.press("Вижте как ще изглежда")
    assert len(radost.errors) == 2
    radost.fill("Вашият коментар", WRITTEN)
    radost.fill("Вашият имейл", "commentator@chinar.example")
    radost.press("Вижте как ще изглежда")
    assert READ in words(radost)
    picture(radost.page, "comment-looked-at")
    radost.press("Изпратете коментара")
    radost.page.goto(link_in_letter(radost, demo, "Ваш ли е този коментар?", "comments/own"))
    radost.press("Да, мой е: изпратете го")
    own = radost.page.url
    assert "служител" in words(radost)

    demo.sign_in(dimitar.page, DIMITAR, then=demo.address("desk/comments/"))
    dimitar.activate(dimitar.page.locator("a", has_text="Минах снощи").first)
    dimitar.press("Публикувайте го")
    dimitar.activate(dimitar.page.locator("a", has_text="Минах снощи").first)
    dimitar.fill("Отговор пред всички", ANSWER)
    dimitar.press("Отговорете пред всички")

    radost.page.goto(public)
    assert READ in words(radost)
    assert ANSWER in words(radost)
    radost.page.goto(own)
    picture(radost.page, "comment-own")

    # axe is a script: the same page in a browser that runs scripts.
    page.goto(public)
    assert axe(page) == []
