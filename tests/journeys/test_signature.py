"""From decision to rating: Georgi prepares, Nadezhda approves, the mayor signs; Violeta takes the fee by a cancelled
and a right receipt and closes her day; Elena holds the signed paper and says how she was served."""

import re
from collections.abc import Callable

from chinar.demo.cast import BORIS, ELENA, GEORGI, NADEZHDA, VIOLETA, Member
from tests.journeys.browser import axe, overflows, picture
from tests.journeys.demo import Demo
from tests.journeys.hands import Hands
from tests.journeys.paper import linked, photograph, words_of
from tests.journeys.tasks_of_people import answer, choose, send

SERVICE = "Издаване на удостоверение за настоящ адрес при вече регистриран настоящ адрес"
ADDRESS = "гр. Троян, ул. „Чинар“ № 4, ет. 2"


def test_an_act_is_approved_signed_paid_received_and_rated(demo: Demo, newcomer: Callable[[], Hands]) -> None:
    elena = newcomer()
    number = elena_applies(elena, demo)
    georgi_prepares(at_the_desk(newcomer(), demo, GEORGI, f"cases/{number}/"))
    nadezhda = at_the_desk(newcomer(), demo, NADEZHDA, "acts/")
    nadezhda.follow(number)
    assert nadezhda.page.get_by_role("button", name="Подпишете и издайте").count() == 0
    picture(nadezhda.page, "act-to-approve")
    nadezhda.press("Съгласувайте проекта")
    boris_signs(at_the_desk(newcomer(), demo, BORIS, "acts/"), number)
    violetas_day(at_the_desk(newcomer(), demo, VIOLETA), number)
    elena_receives(elena)
    elena_rates(elena)


def at_the_desk(hands: Hands, demo: Demo, member: Member, path: str = "") -> Hands:
    demo.sign_in(hands.page, member, then=demo.address(f"desk/{path}"))
    return hands


def elena_applies(elena: Hands, demo: Demo) -> str:
    demo.sign_in(elena.page, ELENA, then=demo.address("services/present-address/"))
    elena.press("Заявете сега")
    choose(elena, "За кого подавате заявлението?", "за себе си")
    answer(elena, "Как да се свържем с Вас?", Вашият_адрес="гр. Троян, ул. „Чинар“ № 4")
    choose(elena, "Пред кого ще послужи документът?", "банка")
    choose(elena, "Как искате да получите документа?", "по електронен път, на страницата на преписката")
    number = send(elena).number
    elena.follow("Към страницата на преписката")
    return number


def georgi_prepares(georgi: Hands) -> None:
    georgi.press("Поемете преписката")
    georgi.follow("Издаване на документа")
    georgi.fill("Настоящ адрес", "")
    georgi.press("Изпратете за съгласуване")
    assert georgi.errors
    georgi.fill("Настоящ адрес", ADDRESS)
    for part, typed in (("Ден", "1"), ("Месец", "9"), ("Година", "2024")):
        georgi.fill(part, typed)
    picture(georgi.page, "act-prepared")
    georgi.press("Изпратете за съгласуване")


def boris_signs(boris: Hands, number: str) -> None:
    boris.follow(number)
    draft = linked(boris.page, "Вижте проекта (PDF, в нов раздел)")
    assert "неподписан проект" in words_of(draft).lower()
    photograph(draft, "unsigned-draft")
    boris.press("Върнете проекта")
    assert boris.errors
    clean(boris, "act-to-sign")
    boris.press("Подпишете и издайте")


def violetas_day(violeta: Hands, number: str) -> None:
    assert "Касата Ви е отворена" in violeta.page.locator("main").inner_text()
    violeta.follow("Каса")
    take(violeta, number, "с карта на каса")
    violeta.page.locator("summary", has_text="Анулиране на тази квитанция").click()
    violeta.press("Анулирайте квитанцията")
    assert violeta.errors
    violeta.fill("Защо се анулира квитанцията?", "Плащането е в брой")
    violeta.press("Анулирайте квитанцията")
    violeta.follow("Каса")
    take(violeta, number, "в брой")
    violeta.follow("Каса")
    picture(violeta.page, "cashier-day")
    violeta.follow("Приключете деня")
    violeta.fill("Преброени пари в брой, в евро", "1,00")
    violeta.press("Приключете деня")
    assert violeta.errors
    violeta.fill("Ако не е колкото трябва: защо", "Монетите са предадени на главния касиер")
    violeta.press("Приключете деня")
    clean(violeta, "cashier-report")
    report = words_of(linked(violeta.page, "Отпечатайте отчета (PDF)"))
    assert "анулирана" in report
    assert "Монетите са предадени" in report
    violeta.follow("Каса")
    violeta.fill("Пари в брой в касата сега, в евро", "50,00")
    violeta.press("Отворете деня")


def take(violeta: Hands, number: str, way: str) -> None:
    violeta.fill("Номер на преписката или основание за плащане", number)
    violeta.press("Намерете какво се плаща")
    violeta.choose(way)
    violeta.activate(violeta.page.get_by_role("button", name=re.compile("^Приемете")))


def elena_receives(elena: Hands) -> None:
    elena.page.reload()
    _, paper = elena.download("Изтеглете документа (PDF)")
    assert ADDRESS in words_of(paper)
    assert b"/ETSI.CAdES.detached" in paper, "signed electronically (PAdES)"
    photograph(paper, "signed-act")
    elena.page.reload()
    assert "Документът е получен" in elena.page.locator("main").inner_text()
    picture(elena.page, "received")


def elena_rates(elena: Hands) -> None:
    elena.follow("Оценете го с един въпрос")
    elena.press("Изпратете оценката")
    assert elena.errors
    elena.choose("5, много добре")
    clean(elena, "rate")
    elena.press("Изпратете оценката")
    assert elena.heading == "Благодарим за оценката"


def clean(hands: Hands, name: str) -> None:
    assert not overflows(hands.page)
    assert axe(hands.page) == []
    picture(hands.page, name)
