"""The pictures of the guides for officials: `make pictures` takes them from the demo that `make run` gives.

No story: nothing is judged here, the pages are looked at in the stories and in `test_every_page.py`.
"""

import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from playwright.sync_api import Page, sync_playwright

from chinar.demo.cast import DIMITAR, GEORGI, MARIA, NADEZHDA, SVETLA, Member
from tests.browser import launch
from tests.journeys.browser import DESKTOP, PHONE, picture
from tests.journeys.demo import Demo
from tests.kill.installation import Installation


class Shot(NamedTuple):
    """`follow` are the links that lead on from the address, by their names."""

    name: str
    who: Member
    path: str
    follow: tuple[str, ...] = ()


SHOTS = (
    Shot("clerk-oral-question", MARIA, "desk/questions/oral/"),
    Shot("clerk-received", MARIA, "desk/received/", ("1206-",)),
    Shot("expert-new-papers", GEORGI, "desk/new-papers/"),
    Shot("expert-file", GEORGI, "desk/new-papers/", ("1204-22-", "Документите по преписката")),
    Shot("head-absences", NADEZHDA, "desk/absences/"),
    Shot("head-figures", NADEZHDA, "desk/figures/"),
    Shot("secretary-figures", SVETLA, "desk/figures/"),
    Shot("secretary-retention", SVETLA, "desk/retention/"),
    Shot("secretary-reminders", SVETLA, "desk/reminders/"),
    Shot("secretary-waiting", SVETLA, "desk/waiting/"),
    Shot("signals-queue", DIMITAR, "desk/signals/publishing/"),
)


def installed(folder: Path) -> Iterator[Demo]:
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
    picture(page, shot.name)


def take_all(demo: Demo) -> None:
    with sync_playwright() as driver:
        browser = launch(driver)
        for member in dict.fromkeys(shot.who for shot in SHOTS):
            page = browser.new_context(viewport=DESKTOP, locale="bg-BG").new_page()
            demo.sign_in(page, member)
            for shot in SHOTS:
                if shot.who is member:
                    take(page, demo, shot)
        mark_a_place(browser.new_context(viewport=PHONE, locale="bg-BG").new_page(), demo)
        browser.close()


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
    with tempfile.TemporaryDirectory() as folder:
        for demo in installed(Path(folder)):
            take_all(demo)
