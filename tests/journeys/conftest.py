from collections.abc import Callable, Iterator
from contextlib import ExitStack

import pytest
from playwright.sync_api import Browser

from tests.journeys.browser import browser, context, page, pictures_folder, window
from tests.journeys.demo import Demo
from tests.journeys.hands import Hands
from tests.journeys.ways import PHONE_WAY, Way
from tests.kill.installation import Installation

__all__ = ["browser", "context", "page", "window"]


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Demo]:
    installation = Installation(tmp_path_factory.mktemp("demo"))
    installation.prepare(seed=True)
    installation.start(workers=1)
    yield Demo(installation)
    installation.stop()
    installation.clean_up()


@pytest.fixture
def way() -> Way:
    return PHONE_WAY


@pytest.fixture
def newcomer(browser: Browser, way: Way) -> Iterator[Callable[[], Hands]]:
    """Each call is somebody else at a browser of their own. Fails the story when a script broke on the way."""
    broken: list[str] = []
    with ExitStack() as opened:

        def arrive() -> Hands:
            context = browser.new_context(
                viewport=way.window,
                locale="bg-BG",
                java_script_enabled=way.script,
                device_scale_factor=2 if pictures_folder() and way.window["width"] < 500 else 1,
            )
            opened.callback(context.close)
            context.set_default_timeout(15_000)
            page = context.new_page()
            page.on("pageerror", lambda error: broken.append(str(error)))
            return way.hands(page)

        yield arrive
    assert broken == []
