"""The main job: Elena asks for a certificate of heirs, Georgi decides, she holds it; anybody can follow and check."""

import re
from collections.abc import Callable

import pytest

from chinar.demo.cast import ELENA, GEORGI
from tests.journeys.browser import picture
from tests.journeys.demo import Demo
from tests.journeys.hands import Hands
from tests.journeys.paper import linked, photograph, words_of
from tests.journeys.tasks_of_people import WRONG_DIGIT, Matter, answer, choose, send, sign_in
from tests.journeys.ways import WAYS, Way

pytestmark = pytest.mark.parametrize("way", WAYS, ids=lambda way: way.name)
DEATH = "Кога е настъпила смъртта и къде е бил последният постоянен адрес?"
SHARES = (("Елена Иванова Димитрова", "дъщеря", "1/2"), ("Христо Николов Владимиров", "син", "1/3"))


def test_elena_receives_her_certificate(demo: Demo, newcomer: Callable[[], Hands], way: Way) -> None:
    elena, georgi, visitor = newcomer(), newcomer(), newcomer()
    matter = elena_applies(elena, demo)
    georgi_issues(georgi, demo, matter)
    certificate = a_visitor_receives(visitor, demo, matter)
    anybody_checks(newcomer(), demo, certificate)


def elena_applies(elena: Hands, demo: Demo) -> Matter:
    elena.page.goto(demo.address())
    picture(elena.page, "front-page")
    elena.follow("Издаване на удостоверение за наследници")
    picture(elena.page, "service")
    elena.follow("Вход")
    sign_in(elena, demo, ELENA)
    elena.press("Заявете сега")
    answer_with_mistakes(elena)
    elena.follow("Промяна Да послужи пред")
    choose(elena, "Пред кого ще послужи удостоверението?", "нотариус")
    assert "нотариус" in elena.page.locator("dl").inner_text()
    picture(elena.page, "check-your-answers")
    matter = send(elena)
    picture(elena.page, "registered")
    due = elena.page.locator("dl div", has_text="Срок за решение").locator("dd").inner_text()
    receipt = linked(elena.page, "Изтеглете разписката (PDF)")
    photograph(receipt, "receipt")
    for words in (matter.number, matter.key, due, "Филип Русев Благовестов", "АПК чл. 57, ал. 2"):
        assert words in words_of(receipt)
    return matter


def answer_with_mistakes(elena: Hands) -> None:
    """One wrong answer on each page where one can be; it is named, and the rest is still there."""
    answer(elena, "Как да се свържем с Вас?", Вашият_адрес="ул. „Чинар“ № 4", **{"Телефон (ако имате)": "нямам"})
    assert elena.errors == ["Въведете телефон с цифри, например 0670 12 345"]
    answer(elena, "Как да се свържем с Вас?", **{"Телефон (ако имате)": ""})
    names = {"Собствено_име": "Филип", "Бащино_име": "Русев", "Фамилно_име": "Благовестов"}
    answer(elena, "Кой е починал?", **names, **{"ЕГН, ако го знаете": "5727142162"})
    assert elena.errors == [WRONG_DIGIT]
    picture(elena.page, "question-with-a-mistake")
    assert elena.page.get_by_label("Фамилно име").input_value() == "Благовестов"
    answer(elena, "Кой е починал?", **{"ЕГН, ако го знаете": "5727142161"})
    elena.select("Последен постоянен адрес на починалия", "с. Борима")
    answer(elena, DEATH, Ден="31", Месец="2", Година="2026")
    assert elena.errors == ["Няма такава дата: 31.2.2026. Проверете деня и месеца."]
    answer(elena, DEATH, Ден="9", Месец="8")
    elena.press("Продължете")
    assert elena.errors == ["Изберете каква е връзката Ви с починалия"]
    choose(elena, "Каква е връзката Ви с починалия?", "син или дъщеря")
    choose(elena, "Пред кого ще послужи удостоверението?", "друг")
    assert elena.errors == ["Напишете пред кого ще послужи удостоверението"]
    choose(elena, "Пред кого ще послужи удостоверението?", "банка")
    choose(elena, "Как искате да получите удостоверението?", "по електронен път, на страницата на преписката")


def georgi_issues(georgi: Hands, demo: Demo, matter: Matter) -> None:
    georgi.page.goto(demo.address("desk/"))
    sign_in(georgi, demo, GEORGI)
    georgi.follow("Списък за работа")
    picture(georgi.page, "worklist")
    georgi.follow(matter.number)
    georgi.press("Поемете преписката")
    assert "в работа" in georgi.page.locator("main").inner_text()
    picture(georgi.page, "case")
    georgi.follow("Издаване на удостоверението")
    georgi.fill("Акт за смърт: номер, дата, място", "№ 77 от 09.08.2026 г., гр. Троян")
    for row, (name, relation, share) in enumerate(SHARES):
        georgi.fill("Име", name, which=row)
        georgi.fill("Родство", relation, which=row)
        georgi.fill("Дял", share, which=row)
    georgi.press("Издайте")
    assert georgi.errors == ["Сборът на дяловете е 5/6; трябва да е точно 1"]
    picture(georgi.page, "heirs")
    georgi.fill("Дял", "1/2", which=1)
    draft = georgi.open_beside("Вижте проекта (PDF, в нов раздел)")
    assert draft.headers["content-type"] == "application/pdf"
    georgi.press("Издайте")
    assert "издадено, още не е връчено" in georgi.page.locator("main").inner_text()


def a_visitor_receives(visitor: Hands, demo: Demo, matter: Matter) -> bytes:
    """Somebody without an account who holds number and key."""
    visitor.page.goto(demo.address("follow/"))
    visitor.fill("Номер на преписката", matter.number)
    visitor.fill("Ключ", matter.key.lower().replace("-", " "))
    visitor.press("Покажете докъде е стигнала")
    assert "Документът Ви е готов" in visitor.page.locator("main").inner_text()
    picture(visitor.page, "matter", most=2440)  # twice as many points as on a phone
    name, certificate = visitor.download("Изтеглете документа (PDF)")
    assert re.fullmatch(r"Удостоверение за наследници 1205-\d+-[\d.]+\.pdf", name)
    photograph(certificate, "certificate")
    words = words_of(certificate)
    for expected in ("Филип Русев Благовестов", *(name for name, _, _ in SHARES), "Общо наследници: 2", "нотариус"):
        assert expected in words
    visitor.page.reload()
    assert "Документът е получен" in visitor.page.locator("main").inner_text()
    return certificate


def anybody_checks(hands: Hands, demo: Demo, certificate: bytes) -> None:
    found = re.search(r"Код за проверка ((?:\w{4}-){3}\w{4})", words_of(certificate))
    assert found
    hands.page.goto(demo.address("check/"))
    hands.fill("Код за проверка", found[1])
    hands.press("Проверете")
    assert hands.heading == "Документът е истински"
    assert "Удостоверение за наследници" in hands.page.locator("dl").inner_text()
    picture(hands.page, "genuine")
