"""Appeals on their way, for tests."""

from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

from django.http import HttpResponse
from django.test import Client

from chinar.domain.appeals.actions import handling
from chinar.domain.appeals.actions.registering import NewAppeal, register_appeal
from chinar.domain.appeals.models import Appeal
from chinar.domain.appeals.rules import Issuer
from chinar.domain.applications.actions import serve_result
from chinar.domain.cases.models import Case
from chinar.domain.cases.tests.world import KEY, NOW, TOWN
from chinar.foundation.core.actor import SYSTEM, VISITOR, Actor
from chinar.foundation.people.models import Account
from chinar.foundation.time.rules import Hours

LATER = NOW + timedelta(days=2)
"""Wednesday."""
GROUNDS = "Последният адрес на баща ми е в общината: прилагам адресна карта."
WISH = "Да отмените отказа."
TYPED = {"grounds": GROUNDS, "wish": WISH, "to": "superior", "name": "Кремена Рашкова", "address": "гр. Троян"}
CODE = "A3WX90AKRT2V8QHD"


def served(case: Case, *, at: datetime = NOW) -> None:
    serve_result(Case.objects.get(pk=case.pk), on=at.date(), by=SYSTEM, at=at)


def new_appeal(against: Case, **changes: Any) -> NewAppeal:
    party = against.parties.select_related("person", "account").first()
    facts: dict[str, Any] = {
        "idempotency_key": uuid4(),
        "against": against,
        "issuer": Issuer.MAYOR,
        "to_court": False,
        "appellant_name": "Кремена Рашкова",
        "address": "гр. Троян",
        "grounds": GROUNDS,
        "wish": WISH,
        "filed_on": LATER.date(),
        "language": "bg",
        "channel": "online",
        "key": KEY,
        "hours": Hours(),
        "person": party.person,
        "account": party.account,
        **changes,
    }
    return NewAppeal(**facts)


def appealed(against: Case, *, at: datetime = LATER, **changes: Any) -> Appeal:
    return register_appeal(new_appeal(against, **changes), by=VISITOR, at=at)


def admitted(against: Case, official: Account, **changes: Any) -> Appeal:
    appeal = appealed(against, **changes)
    handling.check_term(appeal.case, rule="appeal_of_act", by=Actor(official.pk, "official"), at=LATER)
    return Appeal.objects.get(pk=appeal.pk)


def sent_up(against: Case, official: Account, **changes: Any) -> Appeal:
    appeal = admitted(against, official, **changes)
    by = Actor(official.pk, "official")
    handling.send_up(appeal.case, body="Областен управител", opinion="", code=f"{appeal.pk:016d}", by=by, at=LATER)
    return Appeal.objects.get(pk=appeal.pk)


def send(client: Client, against: Case, key: Any = None, **changed: str) -> HttpResponse:
    """Presses "send" on the page on which the appeal is checked."""
    page = f"{TOWN}/follow/{against.number}/appeal/{key or uuid4()}/"
    answer: HttpResponse = client.post(page, {**TYPED, "send": "1", **changed})
    return answer


def page_of(appeal: Appeal, name: str = "") -> str:
    return f"{TOWN}/desk/cases/{appeal.case.number}/{name}/" if name else f"{TOWN}/desk/cases/{appeal.case.number}/"


def fresh(appeal: Appeal) -> Case:
    found: Case = Case.objects.get(pk=appeal.case_id)
    return found
