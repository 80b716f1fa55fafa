"""A refusal: Elena asks in another town, is asked there who she is, and learns why not and how to appeal."""

from collections.abc import Callable

from chinar.demo.cast import ELENA, PETAR
from tests.journeys.browser import picture
from tests.journeys.demo import Demo
from tests.journeys.hands import Hands
from tests.journeys.paper import words_of
from tests.journeys.tasks_of_people import WRONG_DIGIT, answer, send, sign_in, tell_of_the_dead

FACTS = "По данните на общината последният постоянен адрес на починалия не е бил на нейна територия."
GROUNDS = "Закон за гражданската регистрация, чл. 24, ал. 1"


def test_elena_is_refused_and_told_why(demo: Demo, newcomer: Callable[[], Hands]) -> None:
    elena, petar = newcomer(), newcomer()
    service = demo.address("services/certificate-of-heirs/", town="razlog")
    demo.sign_in(elena.page, ELENA, then=service)
    elena.press("Заявете сега")
    names = {"Собствено_име": "Елена", "Фамилно_име": "Димитрова"}
    answer(elena, "Кой сте Вие?", **names, Вашият_номер="9230287338")
    assert elena.errors == [WRONG_DIGIT]
    answer(elena, "Кой сте Вие?", Вашият_номер="9230287339")
    answer(elena, "Как да се свържем с Вас?", Вашият_адрес="гр. Троян, ул. „Чинар“ № 4")
    tell_of_the_dead(elena, place="с. Баня")
    number = send(elena).number

    petar.page.goto(demo.address(f"desk/cases/{number}/", town="razlog"))
    sign_in(petar, demo, PETAR)
    petar.follow("Отказ")
    petar.fill("Факти", FACTS)
    petar.press("Откажете")
    assert petar.errors == ["Напишете акта и члена, на които се основава отказът"]
    petar.fill("Правно основание", GROUNDS)
    picture(petar.page, "refuse")
    petar.press("Откажете")
    assert "отказано, още не е връчено" in petar.page.locator("main").inner_text()

    elena.follow("Към страницата на преписката")
    assert "По заявлението има отказ" in elena.page.locator("main").inner_text()
    _, letter = elena.download("Изтеглете писмото (PDF)")
    for words in (FACTS, GROUNDS, "14-дневен срок"):
        assert words in words_of(letter)
    elena.page.reload()
    picture(elena.page, "refused")
    assert "Може да обжалвате до" in elena.page.locator("main").inner_text()

    elena.page.goto(service)
    elena.press("Заявете сега")
    assert elena.heading == "Как да се свържем с Вас?", "she was asked twice who she is"
