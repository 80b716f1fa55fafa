"""Kremena has no account: she begins on one phone, the line breaks, and she goes on from another by a mailed link."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Error

from chinar.demo.cast import ELENA
from tests.journeys.demo import Demo
from tests.journeys.hands import Hands
from tests.journeys.tasks_of_people import answer, choose, send, sign_in
from tests.journeys.ways import PHONE, Way

MAILBOX = "kremena.stoyanova@chinar.example"
WITHOUT_SCRIPT = Way("without script", Hands, PHONE, script=False)


@pytest.mark.parametrize("way", [WITHOUT_SCRIPT], ids=lambda way: way.name)
def test_going_on_from_another_device_after_a_broken_line(demo: Demo, newcomer: Callable[[], Hands], way: Way) -> None:
    first, second = newcomer(), newcomer()
    first.page.goto(demo.address("services/certificate-of-heirs/"))
    first.press("Заявете сега")
    names = {"Собствено_име": "Кремена", "Фамилно_име": "Стоянова", "Вашият_номер": "7928178750"}
    answer(first, "Кой сте Вие?", **names)
    answer(first, "Как да се свържем с Вас?", Вашият_адрес="ул. „Чинар“ № 4")

    here = first.page.url
    first.page.context.set_offline(True)
    with pytest.raises(Error):
        first.page.goto(here)
    first.page.context.set_offline(False)
    first.page.goto(here)
    answer(first, "Кой е починал?", Собствено_име="Филип", Фамилно_име="Благовестов")
    first.follow("Продължете по-късно или на друго устройство")
    first.fill("Вашият имейл", MAILBOX)
    first.press("Изпратете ми връзка")
    assert first.heading == "Проверете пощата си"

    second.page.goto(demo.address("mailbox/"))
    found = re.search(r"https?://\S+?(/troyan/bg/apply/link/[\w-]+/)", second.page.content())
    assert found is not None
    second.page.goto(f"{demo.root}{found[1]}")
    second.press("Продължете оттам, докъдето сте стигнали")
    assert second.heading == "Кога е настъпила смъртта и къде е бил последният постоянен адрес?"
    assert "Филип" in finish(second, demo)
    first.page.reload()
    assert "/accounts/login/" in first.page.url  # there it opens no more


def finish(hands: Hands, demo: Demo) -> str:
    """Answers what is left, signs in only to send; what stood on the page of the answers."""
    hands.select("Последен постоянен адрес на починалия", "гр. Троян")
    answer(
        hands, "Кога е настъпила смъртта и къде е бил последният постоянен адрес?", Ден="9", Месец="8", Година="2026"
    )
    choose(hands, "Каква е връзката Ви с починалия?", "син или дъщеря")
    choose(hands, "Пред кого ще послужи удостоверението?", "банка")
    choose(hands, "Как искате да получите удостоверението?", "по електронен път, на страницата на преписката")
    said = hands.page.locator("dl").inner_text()
    hands.press("Влезте и подайте")
    sign_in(hands, demo, ELENA)
    send(hands)
    return said
