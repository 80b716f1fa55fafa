"""The public pages in English: what stands in Bulgarian is marked so, and the way back to Bulgarian is one press."""

from collections.abc import Callable

import pytest

from tests.journeys.demo import Demo
from tests.journeys.hands import Hands
from tests.journeys.test_every_page import PUBLIC
from tests.journeys.ways import DESKTOP_WAY

UNMARKED = """
() => {
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT), found = [];
  for (let node; (node = walker.nextNode());) {
    const inBulgarian = node.parentElement.closest("[lang]").lang === "bg";
    if (!inBulgarian && /[а-я]{4}/i.test(node.data)) found.push(node.data.trim());
  }
  return found;
}
"""


@pytest.mark.parametrize("way", [DESKTOP_WAY], ids=["on a desktop"])
def test_a_reader_of_english_gets_along(demo: Demo, newcomer: Callable[[], Hands]) -> None:
    reader = newcomer()
    page = reader.page
    unmarked = {}
    for name, path in PUBLIC.items():
        page.goto(demo.address(path, language="en"))
        assert page.locator("html").get_attribute("lang") == "en", name
        if found := page.evaluate(UNMARKED):
            unmarked[name] = found
    assert unmarked == {}
    page.goto(demo.address("services/", language="en"))
    reader.follow("Certificate of heirs")
    reader.follow("Български")
    assert reader.heading == "Издаване на удостоверение за наследници"
