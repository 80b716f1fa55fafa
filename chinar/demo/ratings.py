"""How people were served: at counters, by telephone, with a result; low marks answered, owed and late."""

import hashlib
import uuid
from dataclasses import dataclass
from datetime import datetime, timedelta

from chinar.domain.applications.kinds import APPLICATION
from chinar.domain.cases.models import Case, Rating, RatingRequest
from chinar.domain.cases.rating.actions import Given, give, reply
from chinar.domain.cases.rating.asking import Contact, ask_after_contact
from chinar.foundation.core.actor import VISITOR, Actor
from chinar.foundation.offices.models import Office
from chinar.foundation.people.models import Account
from chinar.foundation.territory.models import Department

HEIRS, PARKING = "certificate-of-heirs", "parking-card"
DESK, UNIT = "town-hall", "civil-registration"


@dataclass(frozen=True, slots=True)
class Told:
    """One contact without a matter, and what was said of it; a score of 0 says that the slip has not come back."""

    occasion: str
    service: str
    score: int
    text: str = ""
    days_ago: int = 3
    by_company: bool = False
    unit: str = DESK
    answer: str = ""
    by_official: bool = False
    address: str = ""


TOLD = (
    Told("visit", HEIRS, 5, "Казаха ми всичко наведнъж, не се наложи да идвам втори път.", 14),
    Told("visit", HEIRS, 4, "", 12),
    Told("call", HEIRS, 5, "", 11, by_official=True),
    Told("visit", HEIRS, 3, "Обясниха ми добре, но чаках дълго.", 9),
    Told("visit", HEIRS, 4, "", 6),
    Told("visit", HEIRS, 5, "", 5, by_official=True),
    Told("call", HEIRS, 2, "Прехвърляха ме три пъти, преди да ми отговорят.", 14, unit=UNIT),
    Told(
        "visit",
        PARKING,
        1,
        "На вратата пишеше до 17 ч., а гишето затвори в 16:30.",
        10,
        unit=UNIT,
        answer="Прав сте, извиняваме се. Гишето вече работи, докато има чакащи.",
        address="visitor@chinar.example",
    ),
    Told("call", HEIRS, 4, "", 13, unit=UNIT),
    Told("call", HEIRS, 5, "Върнаха ми обаждането същия ден.", 6, unit=UNIT),
    Told("call", HEIRS, 3, "", 2, unit=UNIT),
    Told("visit", PARKING, 5, "", 9),
    Told("visit", PARKING, 4, "", 6),
    Told("visit", PARKING, 5, "", 3),
    Told("visit", PARKING, 3, "Трябваше ми помощ с формуляра и я получих.", 2),
    Told("visit", PARKING, 4, "", 8, by_company=True),
    Told("visit", HEIRS, 4, "", 7, by_company=True),
    Told("call", "", 3, "", 7, by_company=True),
    Told("visit", "", 5, "", 4, by_company=True),
    Told("visit", PARKING, 5, "", 2, by_company=True),
    Told("visit", HEIRS, 0, days_ago=0),
)
OF_A_RESULT = Given(2, "Документът е верен, но на първото писмо никой не отговори.", "elena@chinar.example", "email")


def tell_ratings(accounts: dict[str, Account], *, at: datetime) -> None:
    clerk, head = (Actor(accounts[key].pk, "official") for key in ("maria", "nadezhda"))
    desk = Office.objects.get(code="desk")
    units = {code: Department.objects.get(code=code) for code in (DESK, UNIT)}
    for number, told in enumerate(TOLD):
        when = at - timedelta(days=told.days_ago)
        key = uuid.UUID(bytes=hashlib.sha256(f"chinar demo rating {number}".encode()).digest()[:16], version=4)
        kind = APPLICATION.code if told.service else ""
        of = Contact(told.occasion, units[told.unit], desk, kind, told.service, told.by_company)
        asked = ask_after_contact(key, of, by=clerk, at=when)
        if not told.score:
            continue
        way = Rating.Way.OFFICIAL if told.by_official else Rating.Way.SLIP
        given = Given(told.score, told.text, told.address, "email" if told.address else "")
        rating = give(asked, given, way=way, by=clerk if told.by_official else VISITOR, at=when)
        if told.answer:
            reply(rating, text=told.answer, by=head, at=when + timedelta(days=1))
    _of_a_result(at=at)


def _of_a_result(*, at: datetime) -> None:
    """What somebody says of the first matter whose result they received; owed an answer."""
    served = RatingRequest.objects.filter(occasion="delivery", case__in=Case.objects.all()).order_by("pk").first()
    if served is not None:
        give(served, OF_A_RESULT, way=Rating.Way.LINK, by=VISITOR, at=at - timedelta(hours=2))
