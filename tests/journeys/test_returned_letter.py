"""A letter came back: Maria goes down the ladder of the law, no step is skipped, and Stefan reads where it stands."""

from collections.abc import Callable

from chinar.demo.acts import ACTS
from chinar.demo.cast import MARIA
from chinar.demo.worked_stories import drawn
from tests.journeys.browser import axe, overflows, picture
from tests.journeys.demo import Demo
from tests.journeys.hands import Hands

RETURNED = next(place for place, act in enumerate(ACTS) if act.ends == "signed")
RECORD = "Протокол № 9 от днес"


def test_maria_goes_on_after_a_letter_in_vain(demo: Demo, newcomer: Callable[[], Hands]) -> None:
    maria, stefan = newcomer(), newcomer()
    demo.sign_in(maria.page, MARIA, then=demo.address("desk/deliveries/"))
    row = maria.page.locator("tr", has_text="неуспешно: по пощата с известие за доставяне")
    number = row.locator("a.ch-number").first.inner_text()
    maria.page.goto(demo.address(f"desk/cases/{number}/delivery/"))
    assert "Върната от пощата: непотърсена" in maria.page.locator("main").inner_text()
    maria.fill("Номер и дата на подписания протокол", RECORD)
    maria.choose("съобщение на таблото или на сайта")
    maria.press("Впишете съобщението")
    assert "Законът иска предходната стъпка" in " ".join(maria.errors)
    assert maria.page.get_by_label("Номер и дата на подписания протокол", exact=True).input_value() == RECORD
    clean(maria, "step-skipped")
    maria.choose("съобщение, залепено на адреса")
    maria.press("Впишете съобщението")
    assert "съобщение, залепено на адреса" in maria.page.locator(".ch-stack, table").first.inner_text()
    clean(maria, "notice-at-the-address")

    stefan.page.goto(demo.address("follow/"))
    stefan.fill("Номер на преписката", number)
    stefan.fill("Ключ", drawn(f"worked-follow-{20 + RETURNED}"))
    stefan.press("Покажете докъде е стигнала")
    assert "На адреса Ви е оставено съобщение: получете документа до " in stefan.page.locator("main").inner_text()
    clean(stefan, "notice-at-the-address-told")


def clean(hands: Hands, name: str) -> None:
    assert not overflows(hands.page)
    assert axe(hands.page) == []
    picture(hands.page, name)
