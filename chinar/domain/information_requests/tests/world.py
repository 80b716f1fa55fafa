"""A request for information on its way, for the tests."""

from datetime import datetime
from typing import Any
from uuid import uuid4

from django.http import HttpResponse
from django.test import Client

from chinar.domain.cases.models import Case
from chinar.domain.cases.tests.world import KEY, NOW, TOWN
from chinar.domain.information_requests.actions.deciding import decide
from chinar.domain.information_requests.actions.registering import NewRequest, register_request
from chinar.domain.information_requests.models import Decision, InformationRequest
from chinar.domain.information_requests.rules import Form, Outcome, Terms
from chinar.foundation.core.actor import VISITOR, Actor
from chinar.foundation.documents.codes import draw
from chinar.foundation.people.models import Account
from chinar.foundation.time.rules import Hours

WANTED = "Договорът за зимно поддържане на пътищата за 2026 г. с приложенията."
GIVEN = "Пълният текст на договора с приложенията: https://troyan.example/dogovor"
ABOUT = "Договор за зимно поддържане"
APPEAL = "Пред съда, посочен от юриста на общината."
TYPED = {
    "description": WANTED,
    "form": "electronic",
    "who": "person",
    "name": "Радост Милева",
    "seat": "",
    "email": "radost@chinar.example",
    "address": "",
}
DECIDED = {
    "outcome": "granted",
    "about": ABOUT,
    "given": GIVEN,
    "form": "electronic",
    "access_days": "30",
    "appeal": APPEAL,
}


def new_request(department: Any, **changes: Any) -> NewRequest:
    facts: dict[str, Any] = {
        "idempotency_key": uuid4(),
        "description": WANTED,
        "department": department,
        "channel": Case.Channel.ONLINE,
        "key": KEY,
        "hours": Hours(),
        "asker_name": "Радост Милева",
        "email": "radost@chinar.example",
        **changes,
    }
    return NewRequest(**facts)


def requested(department: Any, *, at: datetime = NOW, **changes: Any) -> InformationRequest:
    return register_request(new_request(department, **changes), by=VISITOR, at=at)


def on_paper(department: Any, *, at: datetime = NOW, **changes: Any) -> InformationRequest:
    facts = {"channel": Case.Channel.COUNTER, "email": "", "address": "гр. Троян, ул. „Опълченска“ № 4", **changes}
    return requested(department, at=at, **{"form": "copy", **facts})


def terms(**changes: Any) -> Terms:
    facts: dict[str, Any] = {
        "outcome": Outcome.GRANTED,
        "about": ABOUT,
        "appeal": APPEAL,
        "given": GIVEN,
        "form": Form.ELECTRONIC.value,
        "access_days": 30,
        **changes,
    }
    return Terms(**facts)


def refusal(ground: str = "secret", **changes: Any) -> Terms:
    facts = {"outcome": Outcome.REFUSED, "given": "", "form": "", "access_days": 0, "ground": ground}
    return terms(**{**facts, "reasons": "Фактите и законът.", **changes})


def decided(request: InformationRequest, official: Account, *, at: datetime = NOW, **changes: Any) -> Decision:
    what = changes.pop("terms", None) or terms(**changes)
    return decide(request.case, what, code=draw(lambda n: uuid4().bytes[:n]), by=by(official), at=at)


def by(official: Account) -> Actor:
    return Actor(official.pk, "official")


def send(client: Client, key: Any = None, **changed: str) -> HttpResponse:
    """Presses "send" on the page on which the request is checked."""
    typed = {**TYPED, "send": "1", **changed}
    answer: HttpResponse = client.post(f"{TOWN}/information/request/{key or uuid4()}/", typed)
    return answer


def page(request: InformationRequest, name: str) -> str:
    return f"{TOWN}/desk/cases/{request.case.number}/information/{name}/"
