"""Requests for public information of the demo town: given and published, refused, given in part, on paper, asked back,
waiting for a third person, prepared, new."""

import hashlib
import uuid
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from django.utils.timezone import localdate, localtime

from chinar.domain.cases.actions import clock
from chinar.domain.cases.actions.moving import take_case
from chinar.domain.cases.models import Case
from chinar.domain.cases.queries import receiving_hours
from chinar.domain.information_requests.actions.arranging import arrange
from chinar.domain.information_requests.actions.consent import ask_third_person
from chinar.domain.information_requests.actions.deciding import decide, propose
from chinar.domain.information_requests.actions.giving import add_files, note_received
from chinar.domain.information_requests.actions.publishing import publish
from chinar.domain.information_requests.actions.registering import NewRequest, register_request
from chinar.domain.information_requests.models import Decision, InformationRequest
from chinar.domain.information_requests.printing import oral_protocol_pdf
from chinar.domain.information_requests.rules import Form, Ground, Outcome, Terms
from chinar.foundation.core.actor import SYSTEM, VISITOR, Actor
from chinar.foundation.documents.codes import draw
from chinar.foundation.documents.uploads import paper_of
from chinar.foundation.people.access import person_of
from chinar.foundation.people.models import Account
from chinar.foundation.territory.models import Department

APPEAL = (
    "Образец: тук стои текстът за обжалване, който юристът на общината е потвърдил – пред кого, в какъв срок и чрез "
    "кого."
)
WINTER = "Договорът за зимно поддържане на общинските пътища за този сезон, с приложенията."
WINTER_GIVEN = "Договорът за зимно поддържане на общинските пътища с приложенията, без банковите сметки."
WINTER_ABOUT = "Договор за зимно поддържане на пътищата"
SCHOOL = "Всички проекти и чернови за бъдещото предназначение на старото училище."
SCHOOL_WHY = (
    "Проектите са изготвени за подготовка на решение на общинския съвет и нямат самостоятелно значение. "
    "Надделяващ обществен интерес не се установи, защото окончателният доклад ще бъде публикуван."
)
TREES = (
    "Колко дървета са отсечени и засадени в парка през последните две години и имената на собствениците, поискали сеч."
)
TREES_GIVEN = "Таблица с отсечените и засадените дървета по години и алеи."
TREES_WHY = "Имената на гражданите са лични данни, защитени от закон; останалата част се предоставя."
MAP = "Копие от кадастралния план на пазара в мащаб 1:500."
VAGUE = "Всичко за ремонтите."
OFFER = "Офертата на изпълнителя, избран за осветлението в Дебнево."
BUDGET = "Разходите за командировки на кмета и заместниците му през тази година, по месеци."
NEW = "Списък на общинските имоти, отдадени под наем в центъра, с размера на наема."


def tell_requests(accounts: Mapping[str, Account], *, at: datetime) -> None:
    """In the municipality in scope, through the actions of the module."""
    department = Department.objects.get(code="civil-registration")
    arrange(department=department, appeal=APPEAL, by=SYSTEM, at=at - timedelta(days=60))
    elena, georgi, nadezhda = accounts["elena"], accounts["georgi"], accounts["nadezhda"]
    expert, head = Actor(georgi.pk, "official"), Actor(nadezhda.pk, "official")
    for number in range(4):
        own = {"asker_name": elena.name, "email": elena.email, "asker": person_of(elena), "account": elena}
        asked = _file(f"winter-{number}", WINTER, at - timedelta(days=44 - number), **(own if not number else {}))
        decision = _give_winter(asked, georgi, head)
        if not number:
            _publish(decision, WINTER, "Предоставен е договорът с приложенията.", by=expert, shows_files=True)
    _refuse_school(head, at)
    _give_trees(georgi, head, at)
    paper: dict[str, Any] = {"channel": Case.Channel.COUNTER, "email": "", "form": Form.COPY.value}
    paper |= {"asker_name": "Милка Желева", "address": "с. Орешак, ул. „Чешма“ № 7"}
    plan = _file("map", MAP, at - timedelta(days=20), **paper)
    copy: dict[str, Any] = {
        "form": Form.COPY.value,
        "place": "Център за административно обслужване, ул. „Общинска“ № 1",
        "cost_cents": 120,
    }
    decided_at = _days_after(plan, 8)
    _decide(plan, Terms(Outcome.GRANTED, "Кадастрален план на пазара", APPEAL, MAP, access_days=30, **copy), head, 8)
    note_received(plan.case, on=localdate(decided_at) + timedelta(days=2), by=expert, at=decided_at + timedelta(days=2))
    _leave_open(georgi, expert, at)


def _give_winter(asked: InformationRequest, official: Account, head: Actor) -> Decision:
    """With the paper itself."""
    at = _days_after(asked, 3)
    take_case(asked.case, handler=official, by=Actor(official.pk, "official"), at=at)
    papers = [paper_of(oral_protocol_pdf(asked, by=official, at=at))]
    add_files(asked.case, title="Договор за зимно поддържане (образец)", papers=papers, by=head, at=at)
    terms = Terms(Outcome.GRANTED, WINTER_ABOUT, APPEAL, WINTER_GIVEN, form=Form.ELECTRONIC.value, access_days=30)
    return _decide(asked, terms, head, 6)


def _refuse_school(head: Actor, at: datetime) -> None:
    asked = _file("school", SCHOOL, at - timedelta(days=35))
    written_on = localdate(at) - timedelta(days=200)
    ground: dict[str, Any] = {"ground": Ground.PREPARATORY.value, "reasons": SCHOOL_WHY, "document_on": written_on}
    decision = _decide(asked, Terms(Outcome.REFUSED, "Старото училище", APPEAL, **ground), head, 9)
    _publish(decision, SCHOOL, SCHOOL_WHY, by=head)


def _give_trees(georgi: Account, head: Actor, at: datetime) -> None:
    """In part, and later than usual, as much had to be gathered."""
    asked, expert = _file("trees", TREES, at - timedelta(days=30)), Actor(georgi.pk, "official")
    extended_at = _days_after(asked, 5)
    reason = "Данните се събират от две звена за две години."
    clock.extend(
        asked.case, rule="information_extension", reason=reason, on=localdate(extended_at), by=expert, at=extended_at
    )
    papers = [paper_of(oral_protocol_pdf(asked, by=georgi, at=extended_at))]
    add_files(asked.case, title="Дървета по години и алеи (образец)", papers=papers, by=expert, at=extended_at)
    given: dict[str, Any] = {
        "form": Form.ELECTRONIC.value,
        "access_days": 30,
        "ground": Ground.SECRET.value,
        "reasons": TREES_WHY,
    }
    decision = _decide(asked, Terms(Outcome.PARTIAL, "Дървета в парка", APPEAL, TREES_GIVEN, **given), head, 18)
    _publish(decision, "Колко дървета са отсечени и засадени в парка през последните две години?", TREES_GIVEN, by=head)


def _leave_open(georgi: Account, expert: Actor, at: datetime) -> None:
    vague = _file("vague", VAGUE, at - timedelta(days=8))
    asked_at = _days_after(vague, 2)
    take_case(vague.case, handler=georgi, by=expert, at=asked_at)
    what = "Уточнете за кои ремонти се отнася искането: на кои сгради или улици и за кой период."
    clock.note_defects(
        vague.case, what=what, rule="information_clarification", on=localdate(asked_at), by=expert, at=asked_at
    )
    offer = _file("offer", OFFER, at - timedelta(days=7))
    asked_at = _days_after(offer, 1)
    take_case(offer.case, handler=georgi, by=expert, at=asked_at)
    letter = f"№ 94-12 от {localdate(asked_at):%d.%m.%Y} г."
    ask_third_person(
        offer.case, name="„Светлинка“ ЕООД (измислено)", letter=letter, on=localdate(asked_at), by=expert, at=asked_at
    )
    budget = _file("budget", BUDGET, at - timedelta(days=6))
    take_case(budget.case, handler=georgi, by=expert, at=_days_after(budget, 1))
    terms = Terms(Outcome.GRANTED, "Командировки на кмета", APPEAL, BUDGET, form=Form.ELECTRONIC.value, access_days=30)
    propose(budget.case, terms, by=expert, at=_days_after(budget, 3))
    _file("new", NEW, at - timedelta(days=1), publication_refused=True)


def _file(seed: str, description: str, at: datetime, **changes: Any) -> InformationRequest:
    filed_at = _morning(at)
    facts: dict[str, Any] = {
        "idempotency_key": uuid.UUID(bytes=_chance(f"information-{seed}")[:16], version=4),
        "description": description,
        "department": Department.objects.get(code="civil-registration"),
        "channel": Case.Channel.ONLINE,
        "key": draw(lambda n: _chance(f"information-key-{seed}")[:n]),
        "hours": receiving_hours(localdate(filed_at)),
        "asker_name": "Радост Милева",
        "email": "radost@chinar.example",
        **changes,
    }
    account = changes.get("account")
    by = Actor(account.pk, "citizen") if account else VISITOR
    return register_request(NewRequest(**facts), by=by, at=filed_at)


def _decide(asked: InformationRequest, terms: Terms, head: Actor, days: int) -> Decision:
    code = draw(lambda n: _chance(f"information-code-{asked.idempotency_key}")[:n])
    return decide(asked.case, terms, code=code, by=head, at=_days_after(asked, days))


def _publish(decision: Decision, question: str, text: str, *, by: Actor, shows_files: bool = False) -> None:
    publish(decision, question=question, text=text, shows_files=shows_files, by=by, at=decision.decided_at)


def _days_after(asked: InformationRequest, days: int) -> datetime:
    return asked.case.received_at + timedelta(days=days)


def _morning(moment: datetime) -> datetime:
    """Ten o'clock of that day, or of the Friday before when it is a weekend."""
    local = localtime(moment)
    local -= timedelta(days=max(0, local.weekday() - 4))
    return local.replace(hour=10, minute=0, second=0, microsecond=0)


def _chance(seed: str) -> bytes:
    return hashlib.sha256(f"chinar demo {seed}".encode()).digest()
