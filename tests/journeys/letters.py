"""What a page says, and the links in the letters that the demo has sent."""

import re

from tests.journeys.browser import overflows
from tests.journeys.demo import Demo
from tests.journeys.hands import Hands
from tests.kill.installation import wait_until


def words(hands: Hands) -> str:
    assert not overflows(hands.page)
    return hands.page.locator("main").inner_text()


def link_in_letter(hands: Hands, demo: Demo, subject: str, path: str) -> str:
    """The newest letter of that subject in the mailbox of the demo holds it; the worker may still be at it."""
    letter = hands.page.locator("details", has_text=subject)

    def came() -> bool:
        hands.page.goto(demo.address("mailbox/"))
        return letter.count() > 0

    wait_until(f"there is a letter: {subject}", came, 40)
    found = re.search(rf"\S+/{path}/\S+", letter.first.locator("a", has_text=f"/{path}/").first.text_content() or "")
    assert found
    return found[0]
