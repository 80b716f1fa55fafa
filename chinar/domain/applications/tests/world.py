"""Applications through the actions and through the pages, for tests. Birth years in the EGN are 1850-1899."""

import re
from datetime import date, datetime
from typing import Any
from uuid import UUID, uuid4

from django.db import connection
from django.http import HttpResponse
from django.test import Client

from chinar.domain.applications.actions import (
    NewApplication,
    NewHeir,
    issue_certificate,
    refuse_application,
    submit_application,
)
from chinar.domain.applications.models import Application, Decision, HeirsRequest
from chinar.domain.applications.rules import Share
from chinar.domain.cases.models import Party
from chinar.domain.cases.tests.world import KEY, NOW, TOWN, person
from chinar.domain.catalogue.models import ServiceVersion
from chinar.domain.catalogue.tests.world import CODE
from chinar.foundation.core.actor import SYSTEM, Actor
from chinar.foundation.people.models import Account
from chinar.foundation.territory.models import Settlement
from chinar.foundation.time.rules import Hours

EGN, DECEASED_EGN, HEIR_EGN = "7928178750", "9030261907", "9431026091"
CERTIFICATE_CODE = "M3WX90AKRT2V8QHD"
HEIRS = (
    NewHeir("Елена Иванова Димитрова", HEIR_EGN, "дъщеря", Share(1, 2)),
    NewHeir("Христо Николов Владимиров", "", "син", Share(1, 2)),
)
FACTS, GROUNDS = "Последният постоянен адрес е в друга община.", "ЗГР, чл. 24, ал. 1"


def answers() -> dict[str, dict[str, str]]:
    """What Elena types, page by page."""
    return {
        "applicant": {
            "given_name": "Кремена",
            "middle_name": "Великова",
            "family_name": "Рашкова",
            "identifier_kind": "egn",
            "identifier": EGN,
        },
        "contact": {"address": "гр. Троян, ул. „Чинар“ № 4", "phone": "0670 12 345"},
        "deceased": {
            "given_name": "Константин",
            "middle_name": "Хаджиев",
            "family_name": "Стефанов",
            "egn": DECEASED_EGN,
        },
        "death": {
            "died_on-day": "9",
            "died_on-month": "8",
            "died_on-year": "2026",
            "settlement": str(Settlement.objects.get(ekatte="73198").pk),
        },
        "relation": {"relation": "child"},
        "purpose": {"purpose": "notary", "purpose_words": ""},
        "delivery": {"delivery": "download"},
    }


PAGES = ("applicant", "contact", "deceased", "death", "relation", "purpose", "delivery")


def begin(client: Client) -> UUID:
    """Starts a draft and answers its key."""
    address = client.post(f"{TOWN}/services/{CODE}/apply/")["Location"]
    return UUID(address.split("/apply/")[1].split("/")[0])


def page_of(key: UUID, page: str) -> str:
    return f"{TOWN}/apply/{key}/{page}/"


def fill(client: Client, **changed: dict[str, str]) -> UUID:
    """Answers every page that is asked; `changed` replaces the answers of a page."""
    key = begin(client)
    typed = {**answers(), **changed}
    for page in PAGES:
        if page != "applicant" or client.get(page_of(key, page)).status_code == 200:
            answer = client.post(page_of(key, page), typed[page])
            assert answer.status_code == 302, f"{page}: {messages(answer)}"
    return key


def send(client: Client, key: UUID) -> HttpResponse:
    answer: HttpResponse = client.post(page_of(key, "send"), {"idempotency_key": str(key)})
    return answer


def messages(answer: HttpResponse) -> list[str]:
    """What stands in the error summary."""
    summary = re.search(r"govuk-error-summary__list.*?</ul>", answer.text, re.DOTALL)
    return re.findall(r"<(?:a|li)[^>]*>\s*([^<]+?)\s*</", summary[0]) if summary else []


def new_application(version: ServiceVersion, **changes: Any) -> NewApplication:
    facts: dict[str, Any] = {
        "idempotency_key": uuid4(),
        "service_version": version,
        "applicant_name": "Кремена Великова Рашкова",
        "address": "гр. Троян, ул. „Чинар“ № 4",
        "phone": "",
        "delivery": "download",
        "language": "bg",
        "channel": "online",
        "key": KEY,
        "hours": Hours(),
        **changes,
    }
    account = facts.pop("account", None)
    whom = facts.pop("applicant", None) or person("Кремена", "Рашкова")
    facts.setdefault("parties", [Party(role=Party.PartyRole.APPLICANT, person=whom, account=account)])
    facts.setdefault("request", heirs_request())
    return NewApplication(**facts)


def heirs_request(**changes: Any) -> HeirsRequest:
    facts = {
        "deceased_given_name": "Константин",
        "deceased_middle_name": "Хаджиев",
        "deceased_family_name": "Стефанов",
        "deceased_egn": DECEASED_EGN,
        "died_on": date(2026, 8, 9),
        "settlement": Settlement.objects.get(ekatte="73198"),
        "relation": "child",
        "purpose": "notary",
    }
    return HeirsRequest(**{**facts, **changes})


def submitted(version: ServiceVersion, *, at: datetime = NOW, by: Actor = SYSTEM, **changes: Any) -> Application:
    return submit_application(new_application(version, **changes), by=by, at=at)


def granted(
    application: Application, official: Account, *, at: datetime = NOW, code: str = CERTIFICATE_CODE
) -> Decision:
    act = "№ 12 от 10.08.2026 г., гр. Троян"
    return issue_certificate(
        application, death_act=act, heirs=HEIRS, code=code, by=Actor(official.pk, "official"), at=at
    )


def refused(application: Application, official: Account, *, at: datetime = NOW) -> Decision:
    by = Actor(official.pk, "official")
    return refuse_application(application, facts=FACTS, grounds=GROUNDS, code="0" * 16, by=by, at=at)


def stored(*tables: str) -> str:
    """Everything that lies in the tables, as the database keeps it."""
    with connection.cursor() as cursor:
        found = []
        for table in tables:
            cursor.execute(f'select * from "{table}"')
            found += cursor.fetchall()
    assert found, "nothing lies there"
    return str(found)
