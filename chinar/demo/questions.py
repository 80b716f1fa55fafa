"""Questions of the demo town: one answered and published, one that waits, one asked at the counter."""

import hashlib
import uuid
from datetime import datetime, timedelta
from typing import Any

from django.utils.timezone import localdate, localtime

from chinar.demo.sample_service import HEIRS_CODE
from chinar.domain.cases.actions.handing_over import send
from chinar.domain.cases.models import Case
from chinar.domain.cases.queries import receiving_hours
from chinar.domain.catalogue.models import Service
from chinar.domain.enquiries.actions import (
    NewEnquiry,
    answer_enquiry,
    log_oral_question,
    publish_answer,
    register_enquiry,
)
from chinar.domain.enquiries.council import NewQuestion, answer_question, enter_question
from chinar.domain.enquiries.queries import department_for
from chinar.foundation.core.actor import SYSTEM, VISITOR, Actor
from chinar.foundation.documents.codes import draw
from chinar.foundation.people.access import person_of
from chinar.foundation.people.models import Account
from chinar.foundation.territory.models import Department, Municipality

PAPERS = "Нужен ли ми е акт за смърт, за да получа удостоверение за наследници, ако той е съставен в друга община?"
ANSWER = (
    "Не. Посочете датата и мястото на смъртта; общината сама проверява акта в регистъра. "
    "Препис се иска само когато актът е съставен в чужбина."
)
ABROAD = "Майка ми почина в чужбина. Приемате ли акта за смърт без легализиран превод?"
ELSEWHERE = "В кои дни приема кметството в Орешак?"
PLASTIC = "На колко дни се извозва пластмасата през зимата?"
PLASTIC_ANSWER = "От ноември до март на всеки 14 дни, в сряда. Графикът по улици е на таблото на всяко кметство."
ROOF = (
    "Ремонт на покрива на читалището в Дебнево",
    "Кога ще бъде ремонтиран покривът на читалището в с. Дебнево и предвидени ли са средства в бюджета за тази година?",
)
ROOF_ANSWER = (
    "Проектът е възложен през септември. Средствата са предвидени в капиталовата програма; ремонтът ще започне през "
    "май, след края на отоплителния сезон."
)
MARKET = (
    "Работно време на общинския пазар",
    "Обмисля ли общината пазарът да работи и в неделя през лятото, както искат производителите от селата?",
)
HOURS = "До колко часа е отворено гишето в петък?"
HOURS_ANSWER = "До 17:00 часа, както през останалите дни."


def ask_questions(accounts: dict[str, Account], *, at: datetime) -> None:
    """In the municipality in scope, through the actions of the module."""
    heirs = Service.objects.get(code=HEIRS_CODE)
    elena, georgi, maria = accounts["elena"], accounts["georgi"], accounts["maria"]
    _tell_of_plastic(Actor(maria.pk, "official"), at=_morning(at - timedelta(days=46)))
    asked_at = _morning(at - timedelta(days=8))
    own = {"asker_name": elena.name, "asker_email": elena.email, "asker": person_of(elena), "account": elena}
    first = register_enquiry(_new(1, PAPERS, heirs, at=asked_at, **own), by=Actor(elena.pk, "citizen"), at=asked_at)
    expert, answered_at = Actor(georgi.pk, "official"), asked_at + timedelta(hours=5)
    answer = answer_enquiry(first, text=ANSWER, by=expert, at=answered_at)
    publish_answer(answer, question=PAPERS, text=ANSWER, service=answer.service_version, by=expert, at=answered_at)
    waits_at = _morning(at - timedelta(days=2))
    unknown = {"asker_name": "Радост Милева", "asker_email": "radost@chinar.example"}
    register_enquiry(_new(2, ABROAD, heirs, at=waits_at, **unknown), by=VISITOR, at=waits_at)
    oral = _new(3, HOURS, None, at=waits_at, topic="working_hours", channel=Case.Channel.COUNTER)
    log_oral_question(oral, answer=HOURS_ANSWER, by=Actor(maria.pk, "official"), at=waits_at + timedelta(minutes=5))


def ask_in_council(at: datetime) -> None:
    """Two questions of councillors: one answered at the last session, one that waits for the next."""
    works, hall = Department.objects.get(code="infrastructure"), Department.objects.get(code="town-hall")
    today = localdate(at)
    for number, (who, title, question, days_ago, session_in, answer, department) in enumerate(
        (
            ("Радослав Пенчев", *ROOF, 48, -28, ROOF_ANSWER, works),
            ("Милена Цокова", *MARKET, 9, 12, "", hall),
        ),
        1,
    ):
        received_on, session_on = today - timedelta(days=days_ago), today + timedelta(days=session_in)
        key = uuid.UUID(bytes=_chance(f"council-{number}")[:16], version=4)
        new = NewQuestion(key, who, title, question, received_on, session_on, department)
        row = enter_question(new, by=SYSTEM, at=at - timedelta(days=days_ago))
        if answer:
            answered_at = at + timedelta(days=session_in)
            answer_question(row, answer=answer, answer_form="oral", answered_on=session_on, by=SYSTEM, at=answered_at)


def _tell_of_plastic(by: Actor, *, at: datetime) -> None:
    """Asked at the counter so often that the answer is for everybody."""
    asked = _new(5, PLASTIC, None, at=at, topic="environment", channel=Case.Channel.COUNTER)
    enquiry = log_oral_question(asked, answer=PLASTIC_ANSWER, by=by, at=at)
    publish_answer(enquiry.answer, question=PLASTIC, text=PLASTIC_ANSWER, by=by, at=at)


def send_one_on(at: datetime) -> None:
    """In another town, in scope: a question that is for Troyan goes there, and waits to be accepted."""
    asked_at = _morning(at - timedelta(days=1))
    unknown = {"asker_name": "Радост Милева", "asker_email": "radost@chinar.example"}
    new = _new(4, ELSEWHERE, None, at=asked_at, topic="working_hours", **unknown)
    case = register_enquiry(new, by=VISITOR, at=asked_at).case
    troyan = Municipality.objects.get(slug="troyan")
    send(case, to=troyan, reason="Орешак е в община Троян.", by=SYSTEM, at=asked_at + timedelta(hours=1))


def _new(number: int, question: str, service: Service | None, *, at: datetime, **changes: Any) -> NewEnquiry:
    facts: dict[str, Any] = {
        "idempotency_key": uuid.UUID(bytes=_chance(f"question-{number}")[:16], version=4),
        "topic": "documents",
        "question": question,
        "service": service,
        "department": department_for(service),
        "channel": Case.Channel.ONLINE,
        "key": draw(lambda n: _chance(f"question-key-{number}")[:n]),
        "hours": receiving_hours(localdate(at)),
        **changes,
    }
    return NewEnquiry(**facts)


def _morning(moment: datetime) -> datetime:
    """Ten o'clock of that day, or of the Friday before when it is a weekend."""
    local = localtime(moment)
    local -= timedelta(days=max(0, local.weekday() - 4))
    return local.replace(hour=10, minute=0, second=0, microsecond=0)


def _chance(seed: str) -> bytes:
    return hashlib.sha256(f"chinar demo {seed}".encode()).digest()
