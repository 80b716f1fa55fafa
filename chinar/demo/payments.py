"""Money of the demo: an account and a drawer; one fee paid online, one in cash after a cancelled receipt, one by card
and given back, the others not paid yet; a refund that waits for approval, a transfer that waits for the cashier."""

import uuid
from collections.abc import Mapping
from datetime import datetime, timedelta

from django.utils.timezone import localtime

from chinar.demo.worked_stories import chance
from chinar.foundation.core.actor import SYSTEM, Actor
from chinar.foundation.offices.models import Office
from chinar.foundation.payments.actions import arranging, banking, charging, days, ordering, refunding, taking
from chinar.foundation.payments.models import BankStatement, CashDay, Charge, Receipt, RevenueAccount
from chinar.foundation.payments.portal.messages import Status
from chinar.foundation.payments.queries import balance_of
from chinar.foundation.people.models import Account

IBAN = "BG80BNBG96611020345678"
"""The example of the standard: no account of anybody."""
COLUMNS = {
    "delimiter": ";", "encoding": "utf-8", "date_column": "Дата", "date_pattern": "%d.%m.%Y", "amount_column": "Сума",
    "ground_column": "Основание", "payer_column": "Наредител", "number_column": "Номер", "currency_column": "",
}  # fmt: skip


def arrange_payments(*, at: datetime) -> None:
    """In the municipality in scope, before anything is charged there."""
    arranging.set_account(
        code="services", name="Такси за административни и технически услуги", holder="Община Троян (образец)",
        iban=IBAN, bic="BNBGBGSD", bank="Банка (образец)", payment_type="", is_usual=True, by=SYSTEM, at=at,
    )  # fmt: skip
    arranging.set_statement_format(**COLUMNS, by=SYSTEM, at=at)


def tell_payments(accounts: Mapping[str, Account], *, at: datetime) -> None:
    """After the stories that are charged for."""
    cashier, secretary = (Actor(accounts[key].pk, "official") for key in ("violeta", "svetla"))
    charges = {charge.purpose: charge for charge in Charge.objects.order_by("-id")}
    pay_online(_of(charges, "семейно положение"), "25000001", at=at)
    desk = Office.objects.get(code="desk")
    yesterday = at - timedelta(days=1)
    day = days.open_day(desk, opening_cents=5000, by=cashier, at=yesterday)
    felling = _of(charges, "дървета")
    _take(felling, "card", Receipt.Way.CARD, day, cashier, at=yesterday)
    days.close_day(day, counted_cents=5000, note="", by=cashier, at=yesterday)
    _give_back(felling, cashier, secretary, at=at)
    day = days.open_day(desk, opening_cents=5000, by=cashier, at=at)
    address = _of(charges, "постоянен адрес")
    wrong = _take(address, "wrong", Receipt.Way.CARD, day, cashier, at=at)
    taking.cancel_receipt(wrong, reason="Плащането е в брой, а не с карта", by=cashier, at=at)
    _take(address, "cash", Receipt.Way.CASH, day, cashier, at=at)
    reason = "Платена и с банков превод"
    refunding.propose_refund(address, cents=address.amount_cents, reason=reason, by=cashier, at=at)
    _bring_statement(cashier, at=at)


def _of(charges: Mapping[str, Charge], words: str) -> Charge:
    return next(charge for purpose, charge in charges.items() if words in purpose)


def pay_online(owed: Charge, portal_id: str, *, at: datetime) -> None:
    """As the portal tells it: twice, as it repeats until somebody answers."""
    asked = ordering.order(owed, key=_key(f"online-{portal_id}"), by=SYSTEM, at=at)
    accepted = ordering.note_accepted(asked, portal_id=portal_id, cents=owed.amount_cents, at=at)
    for _ in range(2):
        ordering.hear(accepted, Status(portal_id, "PAID", at), at=at)


def _take(owed: Charge, key: str, way: str, day: CashDay, cashier: Actor, *, at: datetime) -> Receipt:
    return taking.take(
        [owed],
        way=way,
        day=day,
        payer_name="",
        seen_cents=balance_of(owed).open,
        key=_key(key),
        by=cashier,
        at=at,
    )


def _give_back(owed: Charge, cashier: Actor, secretary: Actor, *, at: datetime) -> None:
    """It turned out that the trees are an orchard, for which nothing is owed."""
    charging.correct(
        owed,
        cents=-owed.amount_cents,
        kind="lifted",
        reason="За овощни дървета в двор такса не се дължи",
        ground=owed.ground,
        by=secretary,
        at=at,
    )
    refund = refunding.propose_refund(owed, cents=owed.amount_cents, reason="Платено, а не се дължи", by=cashier, at=at)
    refunding.approve_refund(refund, by=secretary, at=at)
    document = f"платежно нареждане № 7 от {localtime(at):%d.%m.%Y} г."
    refunding.give_refund(refund, way="bank", document=document, by=cashier, at=at)


def _bring_statement(cashier: Actor, *, at: datetime) -> None:
    """A transfer whose ground names nothing: it waits for a person."""
    day = f"{localtime(at):%d.%m.%Y}"
    text = f"Дата;Сума;Основание;Наредител;Номер\n{day};3,07;такса за удостоверение;ЧИНАРОВ И СИН;1\n"
    account = RevenueAccount.objects.get()
    statement = banking.bring_statement(
        text.encode(), name="izvlechenie.csv", form=BankStatement.Format.TABLE, account=account, by=cashier, at=at
    )
    banking.import_statement(statement, by=cashier, at=at)


def _key(seed: str) -> uuid.UUID:
    return uuid.UUID(bytes=chance(f"payment-{seed}")[:16], version=4)
