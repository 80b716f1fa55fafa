"""The pictures of the guides: `make pictures` takes them from the demo that `make run` gives.

No story: nothing is judged here, the pages are looked at in the stories and in `test_every_page.py`.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from playwright.sync_api import Browser, Page, ViewportSize, sync_playwright

from chinar.demo.cast import DIMITAR, ELENA, GEORGI, MARIA, NADEZHDA, SVETLA, VIOLETA, Member
from tests.browser import launch
from tests.journeys.browser import DESKTOP, PHONE, picture
from tests.kill.installation import Installation

if TYPE_CHECKING:
    from tests.journeys.demo import Demo


class Shot(NamedTuple):
    """`follow` are the links that lead on from the address, by their names; `typed` is what is done on the page; of a
    long page `most` points are shown."""

    name: str
    who: Member | None
    path: str
    follow: tuple[str, ...] = ()
    typed: Callable[[Page], None] = lambda page: None
    window: ViewportSize = DESKTOP
    most: int = 0


def serve_somebody(page: Page) -> None:
    """Somebody of the demo is found by number, and asks for a certificate."""
    for box, typed in (("#who", "8329125673"), ("#service", "пост адр")):
        page.locator(box).fill(typed)
        with page.expect_navigation():
            page.locator(box).press("Enter")
    with page.expect_navigation():
        page.locator("[value^='add:']").first.click()


def ask_a_question(page: Page) -> None:
    page.locator("[name='question']").fill("Нужен ли е акт за смърт за удостоверение за наследници?")
    page.locator("[name='name']").fill("Калина Петкова")
    page.locator("[name='email']").fill("kalina@chinar.example")
    page.locator("[name='topic']").select_option(index=1)
    with page.expect_navigation():
        page.locator("main form button").last.click()


SHOTS = (
    Shot("clerk-oral-question", MARIA, "desk/questions/oral/"),
    Shot("clerk-received", MARIA, "desk/received/", ("1206-",)),
    Shot("expert-new-papers", GEORGI, "desk/new-papers/"),
    Shot("expert-file", GEORGI, "desk/new-papers/", ("1204-26-", "Документите по преписката")),
    Shot("head-absences", NADEZHDA, "desk/absences/"),
    Shot("head-figures", NADEZHDA, "desk/figures/"),
    Shot("secretary-figures", SVETLA, "desk/figures/", most=3000),
    Shot("secretary-retention", SVETLA, "desk/retention/"),
    Shot("secretary-reminders", SVETLA, "desk/reminders/"),
    Shot("appeal-mine", ELENA, "mine/", ("Жалба срещу решението",), window=PHONE),
    Shot("appeal-board", None, "board/", window=PHONE),
    Shot("appeals", GEORGI, "desk/appeals/", ("1207-",)),
    Shot("cashier-day", VIOLETA, "desk/cash/"),
    Shot("cashier-bank", VIOLETA, "desk/bank/lines/"),
    Shot("complex", MARIA, "desk/complex/"),
    Shot("counter-visit", MARIA, "desk/counter/", typed=serve_somebody),
    Shot("counter-phone", MARIA, "desk/phone/"),
    Shot("question-known-answers", None, "questions/ask/", typed=ask_a_question, window=PHONE),
    Shot("questions-of-the-week", MARIA, "desk/questions/"),
    Shot("information-request", None, "information/request/", window=PHONE, most=1740),
    Shot("information-desk", GEORGI, "desk/information/"),
    Shot("rating-code", None, "rate/", window=PHONE),
    Shot("ratings-owed", NADEZHDA, "desk/ratings/"),
    Shot("ratings-figures", SVETLA, "desk/ratings/figures/"),
    Shot("signal-new", None, "signals/new/", window=PHONE),
    Shot("signal-public", None, "signals/", ("Улично осветление", "1208-"), window=PHONE),
    Shot("signal-official", DIMITAR, "desk/cases/?kind=report", ("1208-",)),
    Shot("secretary-waiting", SVETLA, "desk/waiting/", most=1530),
    Shot("services-shared", SVETLA, "desk/shared/?show=newer"),
    Shot("services-inherited", SVETLA, "desk/services/tree-felling/inherited/"),
    Shot("mail", MARIA, "desk/mail/"),
    Shot("comments-queue", DIMITAR, "desk/comments/"),
    Shot("signals-queue", DIMITAR, "desk/signals/publishing/"),
)


def installed(folder: Path) -> Iterator[Demo]:
    from tests.journeys.demo import Demo

    installation = Installation(folder)
    installation.prepare(seed=True)
    installation.start(workers=1)
    yield Demo(installation)
    installation.stop()
    installation.clean_up()


def take(page: Page, demo: Demo, shot: Shot) -> None:
    page.goto(demo.address(shot.path))
    for name in shot.follow:
        page.locator("main").get_by_role("link", name=name).first.click()
    shot.typed(page)
    picture(page, shot.name, most=shot.most)


def take_all(demo: Demo) -> None:
    with sync_playwright() as driver:
        browser = launch(driver)
        for who, width in dict.fromkeys((shot.who, shot.window["width"]) for shot in SHOTS):
            theirs = [shot for shot in SHOTS if (shot.who, shot.window["width"]) == (who, width)]
            page = opened(browser, theirs[0].window)
            if who:
                demo.sign_in(page, who)
            for shot in theirs:
                take(page, demo, shot)
        mark_a_place(opened(browser, PHONE), demo)
        browser.close()


def opened(browser: Browser, window: ViewportSize) -> Page:
    """A telephone's screen is twice as fine, as in the pictures of the stories."""
    scale = 2 if window is PHONE else 1
    return browser.new_context(viewport=window, locale="bg-BG", device_scale_factor=scale).new_page()


def mark_a_place(page: Page, demo: Demo) -> None:
    """A citizen on a phone marks on the map where it is."""
    page.goto(demo.address("signals/new/lighting/"))
    page.locator("select[name=settlement]").select_option("53707")
    town = page.locator("[data-town-map]")
    town.scroll_into_view_if_needed()
    town.click(position={"x": 150, "y": 200})
    page.locator(".sig-pin--chosen").wait_for()
    picture(page, "signal-place")


if __name__ == "__main__":
    import django

    os.environ.update({"DJANGO_SETTINGS_MODULE": "chinar.config.settings", "CHINAR_DEMO": "1"})
    django.setup()  # the second factor of the demo comes from a model
    with tempfile.TemporaryDirectory() as folder:
        for demo in installed(Path(folder)):
            take_all(demo)
