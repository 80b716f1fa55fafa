"""A town hall at work, for the tests of the domain: departments, people, a kind of case of the tests' own, a clock."""

from datetime import UTC, date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.http import HttpRequest
from django.test import Client

from chinar.domain.cases import kinds
from chinar.domain.cases.actions.moving import move, note
from chinar.domain.cases.actions.registering import NewCase, register_case
from chinar.domain.cases.models import Case, Party
from chinar.domain.cases.rules import Phase, Step
from chinar.foundation.core.actor import SYSTEM, Actor
from chinar.foundation.people.actions import give_role, remember_person
from chinar.foundation.people.models import Account, Person
from chinar.foundation.people.tests.signed_in import signed_in
from chinar.foundation.territory.models import Department
from chinar.foundation.time.rules import Hours, Period

SOFIA = ZoneInfo("Europe/Sofia")
NOW = datetime(2026, 11, 16, 10, 30, tzinfo=SOFIA)
"""A Monday in office hours."""
KEY = "7KQ2M9XD4TRB0HWE"
TOWN = "/troyan/bg"


def sofia(year: int, month: int, day: int, hour: int = 10, minute: int = 30) -> datetime:
    """A moment by the clock on the wall, as the server keeps it."""
    return datetime(year, month, day, hour, minute, tzinfo=SOFIA).astimezone(UTC)


def open_department(code: str = "civil-registration", name: str = "Гражданска регистрация") -> Department:
    department: Department = Department.objects.create(
        code=code,
        name=name,
        name_en=f"Department {code}",
        kind="department",
        phone="0670 00 000",
        valid_from="2020-01-01",
    )
    return department


def account(key: str, name: str) -> Account:
    return Account.objects.create_user(f"{key}@chinar.example", name=name)


def official(key: str, name: str, role: str, department: Department | None = None) -> Account:
    """An account with a role in the municipality in scope."""
    made = account(key, name)
    give_role(account=made, role=role, department=department, valid_from=date(2020, 1, 1), by=SYSTEM, at=NOW)
    return made


def client_of(somebody: Account, *, is_official: bool = False) -> Client:
    return signed_in(Client(), somebody, second_factor=is_official)


def person(given_name: str = "Стоян", family_name: str = "Петков") -> Person:
    return remember_person(given_name=given_name, family_name=family_name, by=SYSTEM, at=NOW)


def _panel(request: HttpRequest, case: Case) -> str:
    return ""


STATES = (
    kinds.State("new", Phase.RECEIVED, "Чака", "чака"),
    kinds.State("in_progress", Phase.IN_PROGRESS, "Работи се", "работи се"),
    kinds.State("waiting", Phase.WAITING, "Изчаква се", "изчаква"),
    kinds.State("done", Phase.DECIDED, "Готово", "готово"),
    kinds.State("over", Phase.CLOSED, "Приключено", "приключено"),
    kinds.State("left", Phase.CLOSED, "Продължава другаде", "продължава другаде"),
    kinds.State("voided", Phase.CLOSED, "Анулиран номер", "анулиран номер"),
    kinds.State("consented", Phase.CLOSED, "Уважено с мълчание", "мълчаливо съгласие"),
    kinds.State("terminated", Phase.CLOSED, "Прекратено", "прекратено"),
)
SAMPLE = kinds.Kind(
    code="sample",
    name="проба",
    register=99,
    states=STATES,
    title=lambda case: f"Проба {case.sequence}",
    citizen_panel=_panel,
    official_panel=_panel,
    waiting_state="waiting",
    terminated_state="terminated",
    left_state="left",
    voided_state="voided",
    consented_state="consented",
    reopened_state="in_progress",
    forwardable=True,
    forwarding_rule="forwarding",
)


def new_case(department: Department, **changes: Any) -> NewCase:
    """Ready to be registered; `account` makes somebody see it as theirs."""
    acts_through = changes.pop("account", None)
    facts: dict[str, Any] = {
        "kind": SAMPLE,
        "received_at": NOW,
        "channel": Case.Channel.ONLINE,
        "department": department,
        "legal_period": "declaratory_act",
        "period": Period.parse("7d"),
        "hours": Hours(),
        "key": KEY,
        **changes,
    }
    if "parties" not in facts:
        facts["parties"] = [Party(role=Party.PartyRole.APPLICANT, person=person(), account=acts_through)]
    return NewCase(**facts)


def registered(department: Department, *, by: Actor = SYSTEM, **changes: Any) -> Case:
    return register_case(new_case(department, **changes), by=by)


def decide(case: Case) -> None:
    """As a kind's own action does it."""
    note(case, Step.DECIDED, on=NOW.date(), at=NOW, by=SYSTEM)
    move(case, "done")
