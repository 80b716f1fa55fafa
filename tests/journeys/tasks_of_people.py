"""What the people of the stories do on several pages in a row."""

from dataclasses import dataclass

from chinar.demo.cast import ELENA, PASSWORD, Member
from tests.journeys.demo import Demo
from tests.journeys.hands import Hands

WRONG_DIGIT = "Някоя от цифрите е сгрешена: контролната цифра не съвпада. Сравнете номера с документа."


@dataclass(frozen=True)
class Matter:
    number: str
    key: str


def sign_in(hands: Hands, demo: Demo, member: Member = ELENA) -> None:
    """On the sign-in page."""
    hands.fill("Имейл адрес", member.email)
    hands.fill("Парола", PASSWORD)
    hands.press("Вход")
    if member.is_official:
        hands.fill("Код", demo.code(member))
        hands.press("Вход")


def answer(hands: Hands, question: str, **typed: str) -> None:
    """Fills in one page; a keyword is the label, with _ for blanks."""
    assert hands.heading == question
    for label, text in typed.items():
        hands.fill(label.replace("_", " "), text)
    hands.press("Продължете")


def choose(hands: Hands, question: str, option: str) -> None:
    assert hands.heading == question
    hands.choose(option)
    hands.press("Продължете")


def tell_of_the_dead(hands: Hands, *, place: str) -> None:
    """The questions after the one about the applicant's address, without a mistake."""
    answer(hands, "Кой е починал?", Собствено_име="Филип", Фамилно_име="Благовестов")
    hands.select("Последен постоянен адрес на починалия", place)
    answer(
        hands, "Кога е настъпила смъртта и къде е бил последният постоянен адрес?", Ден="9", Месец="8", Година="2026"
    )
    choose(hands, "Каква е връзката Ви с починалия?", "син или дъщеря")
    choose(hands, "Пред кого ще послужи удостоверението?", "банка")
    choose(hands, "Как искате да получите удостоверението?", "по електронен път, на страницата на преписката")


def send(hands: Hands) -> Matter:
    """On the page of the answers."""
    assert hands.heading == "Проверете отговорите си"
    hands.press("Изпратете заявлението")
    assert hands.heading == "Заявлението Ви е регистрирано"
    number, key = hands.page.locator("strong.ch-number").all_inner_texts()
    return Matter(number, key)
