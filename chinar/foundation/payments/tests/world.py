"""A town that is paid: an office, a cashier, an account, charges; for tests."""

from datetime import UTC, date, datetime
from typing import Any
from uuid import uuid4
from zoneinfo import ZoneInfo

from chinar.foundation.core.actor import SYSTEM, Actor
from chinar.foundation.offices.actions import open_office
from chinar.foundation.offices.models import Office
from chinar.foundation.payments.actions.arranging import set_account
from chinar.foundation.payments.actions.charging import NewCharge, charge
from chinar.foundation.payments.actions.days import open_day
from chinar.foundation.payments.actions.taking import take
from chinar.foundation.payments.models import CashDay, Charge, Receipt, RevenueAccount
from chinar.foundation.payments.queries import balance_of
from chinar.foundation.people.actions import give_role
from chinar.foundation.people.models import Account

SOFIA = ZoneInfo("Europe/Sofia")
NOW = datetime(2026, 11, 16, 10, 30, tzinfo=SOFIA).astimezone(UTC)
"""A Monday in office hours."""
TOWN = "/troyan/bg"
IBAN = "BG80BNBG96611020345678"
ORDINANCE = "Наредба за местните такси, чл. 30"


def official(key: str, name: str, role: str) -> Account:
    made = Account.objects.create_user(f"{key}@chinar.example", name=name)
    give_role(account=made, role=role, department=None, valid_from=date(2020, 1, 1), by=SYSTEM, at=NOW)
    return made


def by(account: Account) -> Actor:
    return Actor(account.pk, "official")


def account() -> RevenueAccount:
    return set_account(
        code="services", name="Такси за услуги", holder="Община Троян", iban=IBAN, bic="BNBGBGSD", bank="БНБ",
        payment_type="448007", is_usual=True, by=SYSTEM, at=NOW,
    )  # fmt: skip


def owed(cents: int = 371, subject: str = "1204-000001-16.11.2026", **changes: Any) -> Charge:
    facts = {"purpose": "Удостоверение", "ground": ORDINANCE, "account": RevenueAccount.objects.first(), **changes}
    return charge(NewCharge(subject=subject, unit_cents=cents, **facts), by=SYSTEM, at=NOW)


def office() -> Office:
    return open_office(code="desk", name="Център", kind=Office.Kind.ONE_STOP_DESK, by=SYSTEM, at=NOW)


def opened(cashier: Account, where: Office, *, cents: int = 5000, at: datetime = NOW) -> CashDay:
    return open_day(where, opening_cents=cents, by=by(cashier), at=at)


def taken(day: CashDay, *charges: Charge, at: datetime = NOW, **changes: Any) -> Receipt:
    facts = {
        "way": "cash",
        "payer_name": "Кремена Рашкова",
        "seen_cents": sum(balance_of(one).open for one in charges),
        "key": uuid4(),
        "by": Actor(day.cashier_id, "official"),
        **changes,
    }
    return take(charges, day=day, at=at, **facts)
