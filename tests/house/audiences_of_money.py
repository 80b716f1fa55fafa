"""Addresses of fees and money, with rows of the demo that they name."""

from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from chinar.foundation.core.actor import SYSTEM, Actor
from tests.house.audiences import ANYONE, HOLDER, Address, department, mine, waiting

AT = datetime(2026, 11, 16, 9, tzinfo=UTC)
ORDER = UUID(int=77)


def charged(cast: Any, number: str) -> Any:
    from chinar.foundation.payments.actions.charging import NewCharge, charge
    from chinar.foundation.payments.models import Charge

    held = Charge.objects.filter(subject=number).first()
    return held or charge(NewCharge(subject=number, purpose="Такса", unit_cents=100, ground="x"), by=SYSTEM, at=AT)


def charge_of_waiting(cast: Any) -> dict[str, Any]:
    return {"pk": charged(cast, waiting(cast)["number"]).pk}


def my_charge(cast: Any) -> dict[str, Any]:
    return {**mine(cast), "pk": charged(cast, mine(cast)["number"]).pk}


def my_order(cast: Any) -> dict[str, Any]:
    """A request to the portal for the owner's own matter."""
    from chinar.foundation.payments.actions.arranging import set_portal
    from chinar.foundation.payments.actions.ordering import note_accepted, order

    way = {"address": "https://portal.example", "client_id": "x", "currency": "EUR", "is_on": True}
    set_portal(secret="x", by=SYSTEM, at=AT, **way)
    asked = order(charged(cast, mine(cast)["number"]), key=ORDER, by=SYSTEM, at=AT)
    return {**mine(cast), "key": note_accepted(asked, portal_id="1", cents=100, at=AT).key}


def my_receipt(cast: Any) -> dict[str, Any]:
    from chinar.foundation.offices.models import Office
    from chinar.foundation.payments.actions.days import open_day
    from chinar.foundation.payments.actions.taking import take
    from chinar.foundation.payments.models import CashDay

    maria = Actor(cast.account("maria@chinar.example").pk, "official")
    CashDay.objects.filter(cashier_id=maria.account_id).delete()
    day = open_day(Office.objects.first(), opening_cents=0, by=maria, at=AT)
    facts = {"way": "cash", "payer_name": "", "seen_cents": 100, "key": ORDER, "by": maria, "at": AT}
    receipt = take([charged(cast, mine(cast)["number"])], day=day, **facts)
    return {**mine(cast), "pk": receipt.pk}


def first(model: str, **fields: Any) -> Any:
    def found(cast: Any) -> dict[str, Any]:
        from django.apps import apps

        return {"pk": apps.get_model("payments", model).objects.filter(**fields).first().pk}

    return found


def correction(cast: Any) -> dict[str, Any]:
    from chinar.foundation.payments.actions.charging import propose_late
    from chinar.foundation.payments.models import Correction

    owed = charged(cast, waiting(cast)["number"])
    propose_late(owed, days=3, per_cent=3, ground="x", at=AT)
    return {"pk": Correction.objects.get(charge=owed).pk, "answer": "confirm"}


def refund(cast: Any) -> dict[str, Any]:
    from chinar.foundation.payments.models import Refund

    owed, maria = charged(cast, waiting(cast)["number"]), cast.account("maria@chinar.example")
    made = Refund.objects.create(charge=owed, cents=1, reason="x", proposed_at=AT, proposed_by=maria)
    return {"pk": made.pk}


MONEY: dict[str, Address] = {
    "applications:fee": Address(HOLDER, mine),
    "applications:pay": Address(HOLDER, my_charge, posts=True),
    "applications:at_portal": Address(HOLDER, my_order),
    "applications:cash_receipt": Address(HOLDER, my_receipt),
    "catalogue:fee_list": Address("catalogue.edit"),
    "catalogue:fees": Address("catalogue.edit", lambda cast: {"code": "document-copy"}),
    "payments:notice": Address(ANYONE, lambda cast: {"key": ORDER}, posts=True),
    "payments:day": Address("payments.take"),
    "payments:find": Address("payments.take"),
    "payments:take": Address("payments.take", lambda cast: {"subject": waiting(cast)["number"]}),
    "payments:receipt": Address("payments.take", first("Receipt")),
    "payments:receipt_pdf": Address("payments.take", first("Receipt")),
    "payments:cancel": Address("payments.take", first("Receipt"), posts=True),
    "payments:close": Address("payments.take"),
    "payments:days": Address("payments.take"),
    "payments:all_days": Address("payments.oversee"),
    "payments:report": Address("payments.take", first("CashDay")),
    "payments:report_pdf": Address("payments.take", first("CashDay")),
    "payments:overseen": Address("payments.oversee", first("CashDay")),
    "payments:waiting": Address("payments.read"),
    "payments:charge": Address("payments.read", charge_of_waiting, within=department),
    "payments:new_charge": Address(
        "payments.correct", lambda cast: {"subject": waiting(cast)["number"]}, within=department
    ),
    "payments:correct": Address("payments.correct", charge_of_waiting, posts=True, within=department),
    "payments:propose_refund": Address("payments.read", charge_of_waiting, posts=True, within=department),
    "payments:answer_correction": Address("payments.correct", correction, posts=True, within=department),
    "payments:answer_refund": Address(
        "payments.refund", lambda cast: {**refund(cast), "answer": "approve"}, posts=True, within=department
    ),
    "payments:give_refund": Address("payments.bank", refund, posts=True),
    "payments:statements": Address("payments.bank"),
    "payments:statement": Address("payments.bank", first("BankStatement")),
    "payments:drop": Address("payments.bank", first("BankStatement"), posts=True),
    "payments:lines": Address("payments.bank"),
    "payments:line": Address("payments.bank", first("BankLine")),
    "payments:settings": Address("payments.set"),
    "payments:account": Address("payments.set"),
    "payments:table": Address("payments.set"),
    "payments:portal": Address("payments.set"),
}
