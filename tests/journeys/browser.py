"""Stories in a real browser: fixtures (named in conftest.py beside), the axe checker, pictures.

`page` is a fresh desktop window; another size by
`@pytest.mark.parametrize("window", [NARROWEST, DESKTOP])`. Without a browser a story fails: nobody shall take
silence for success.
"""

import os
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from PIL import Image
from playwright.sync_api import Browser, BrowserContext, Page, ViewportSize, sync_playwright

from tests.browser import HOW_TO_GET_ONE, find

PHONE: ViewportSize = {"width": 360, "height": 740}
NARROWEST: ViewportSize = {"width": 320, "height": 640}  # also a wide window at 400 % zoom (WCAG 1.4.10)
DESKTOP: ViewportSize = {"width": 1280, "height": 900}
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    path = find()
    if path is None:
        pytest.fail(HOW_TO_GET_ONE, pytrace=False)
    # The browser's driver runs an event loop in this thread, where Django would refuse to use the database.
    with pytest.MonkeyPatch.context() as patch, sync_playwright() as driver:
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
        running = driver.chromium.launch(executable_path=path, args=["--no-sandbox"])
        yield running
        running.close()


@pytest.fixture
def window() -> ViewportSize:
    return DESKTOP


@pytest.fixture
def context(browser: Browser, window: ViewportSize) -> Iterator[BrowserContext]:
    opened = browser.new_context(viewport=window, locale="bg-BG")
    opened.set_default_timeout(15_000)
    yield opened
    opened.close()


@pytest.fixture
def page(context: BrowserContext) -> Iterator[Page]:
    """Fails the story at its end when a script broke on the way."""
    broken: list[str] = []
    opened = context.new_page()
    opened.on("pageerror", lambda error: broken.append(str(error)))
    yield opened
    assert broken == []


def axe(page: Page) -> list[str]:
    """What axe finds against WCAG 2.2 AA and its own good practice, one line per element; [] when clean."""
    page.evaluate((settings.NODE_MODULES / "axe-core" / "axe.min.js").read_text())
    result: dict[str, Any] = page.evaluate("rules => axe.run({runOnly: rules})", RULES)
    return [
        f"{violation['id']}: {violation['help']} – {node['html'][:160]}"
        for violation in result["violations"]
        for node in violation["nodes"]
    ]


def pictures_folder() -> Path | None:
    """Where pictures are wanted: CHINAR_PICTURES. Without it none are taken."""
    if not (named := os.environ.get("CHINAR_PICTURES")):
        return None
    folder = Path(named)
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def picture(page: Page, name: str, *, most: int = 0) -> None:
    """The whole page as a small PNG, when pictures are wanted; the width of the window ends its name. Of a long page
    `most` points from its top are kept."""
    folder, window = pictures_folder(), page.viewport_size
    if folder is None or window is None:
        return
    # In a window as high as the page: heads and buttons that stay in sight would cover what lies below them.
    high = int(page.evaluate("document.documentElement.scrollHeight"))
    page.set_viewport_size({"width": window["width"], "height": high})
    taken: Image.Image = Image.open(BytesIO(page.screenshot(full_page=True)))
    page.set_viewport_size(window)
    if most:
        taken = taken.crop((0, 0, taken.width, min(taken.height, most)))
    taken.convert("RGB").quantize(64, dither=Image.Dither.NONE).save(
        folder / f"{name}-{window['width']}.png", optimize=True
    )


def overflows(page: Page) -> bool:
    """Whether the page must be scrolled sideways (WCAG 1.4.10)."""
    return bool(page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth"))
