"""Whatever is typed about money, in every field: a message or a row that can be shown and printed; no failure, and no
cent that nobody meant."""

from typing import Any
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from chinar.foundation.core.tests.hostile import HOSTILE, fillings, spoken
from chinar.foundation.offices.models import Office
from chinar.foundation.payments.actions import banking, refunding
from chinar.foundation.payments.actions.arranging import set_portal, set_statement_format
from chinar.foundation.payments.models import BankLine, BankStatement, CashDay, Charge, Payment, Receipt, RevenueAccount
from chinar.foundation.payments.tests.world import IBAN, NOW, TOWN, by, owed, taken
from chinar.foundation.people.models import Account

CASH, MONEY, SET = f"{TOWN}/desk/cash/", f"{TOWN}/desk/charges/", f"{TOWN}/desk/payment-settings/"
COLUMNS = {
    "delimiter": ";", "encoding": "utf-8", "date_column": "A", "date_pattern": "%d.%m.%Y", "amount_column": "B",
    "ground_column": "C", "payer_column": "D", "number_column": "E", "currency_column": "",
}  # fmt: skip
ACCOUNT = {
    "code": "services", "name": "Такси", "holder": "Община", "iban": IBAN, "bic": "BNBGBGSD", "bank": "БНБ",
    "payment_type": "448007",
}  # fmt: skip
PORTAL = {"address": "https://portal.example", "client_id": "x", "secret": "тайна", "currency": "EUR"}
ACCEPTED = (200, 302, 404)


def sent(client: Client, address: str, fields: dict[str, str], **fixed: str) -> None:
    for typed in fillings(fields):
        answer = client.post(address, {**typed, **fixed})
        assert answer.status_code in ACCEPTED, (address, typed)
        if answer.status_code == 200:
            spoken(answer.text)


def test_the_cashiers_forms(desk: Client, office: Office, account: RevenueAccount) -> None:
    sent(desk, CASH, {"office": str(office.pk), "opening": "x"})
    desk.post(CASH, {"office": office.pk, "opening": "50,00"})
    charge = owed(371)
    page = f"{CASH}take/{charge.subject}/"
    for value in HOSTILE.values():
        answer = desk.get(f"{CASH}find/", {"find": value})
        assert answer.status_code == (400 if "\x00" in value else 200)
        spoken(answer.text)
        spoken(desk.get(page, {"with": value}).text.split("<main")[-1])
    sent(desk, page, {"way": "gold", "seen": "371", "key": "x", "payer": "Ана"})
    assert not Payment.objects.exists()
    for value in list(HOSTILE.values())[::3]:  # what is let in is printed, shown and cancelled
        typed = {"way": "cash", "seen": "371", "key": str(uuid4()), "payer": value}
        if desk.post(page, typed).status_code == 302:
            receipt = Receipt.objects.latest("pk")
            assert desk.get(f"{CASH}receipts/{receipt.pk}/pdf/").content.startswith(b"%PDF"), value
            sent_back = desk.post(f"{CASH}receipts/{receipt.pk}/cancel/", {"reason": value})
            assert sent_back.status_code in (200, 302), value
            spoken(desk.get(f"{CASH}receipts/{receipt.pk}/").text)
            desk.post(f"{CASH}receipts/{receipt.pk}/cancel/", {"reason": "Проба"})
    assert sum(payment.cents for payment in Payment.objects.all() if payment.counts) == 0
    spoken(desk.get(CASH).text)
    sent(desk, f"{CASH}close/", {"counted": "x", "note": "Друго"})
    day = CashDay.objects.get()
    assert day.is_open or desk.get(f"{CASH}days/{day.pk}/pdf/").content.startswith(b"%PDF")


def test_charges_corrections_and_money_given_back(
    desk: Client, overseer: Client, day: CashDay, cashier: Account, secretary: Account
) -> None:
    charge = owed(371)
    taken(day, charge)
    here = f"{MONEY}{charge.pk}/"
    new = {"purpose": "Препис", "amount": "-1", "ground": "чл. 2", "payable": "", "account": "", "key": str(uuid4())}
    sent(overseer, f"{MONEY}new/{charge.subject}/", new)
    sent(overseer, f"{here}correct/", {"kind": "mistaken", "owed": "x", "reason": "Думи", "ground": "чл. 1"})
    sent(desk, f"{here}refund/", {"amount": "999", "reason": "Думи", "key": str(uuid4())})
    facts = {"cents": 100, "reason": "Думи"}
    refund = refunding.propose_refund(charge, **facts, by=by(cashier), at=NOW)
    refunding.approve_refund(refund, by=by(secretary), at=NOW)
    sent(desk, f"{TOWN}/desk/refunds/{refund.pk}/give/", {"way": "gold", "document": "РКО № 1"})
    for client, path in ((overseer, f"{TOWN}/desk/money/"), (overseer, here), (desk, here)):
        spoken(client.get(path).text)
    for path in (f"{CASH}take/%00x/", f"{MONEY}new/%00x/", f"{CASH}take/{'9' * 300}/"):
        for client in (desk, overseer):
            assert client.get(path).status_code in (302, 400, 404), path
    for bad in ("0", "9" * 18, "9" * 19, "-1", "x"):
        for path in (f"charges/{bad}/", f"corrections/{bad}/confirm/", f"refunds/{bad}/approve/", f"bank/{bad}/"):
            assert overseer.post(f"{TOWN}/desk/{path}").status_code in (404, 405), path


def test_the_banks_file_and_its_lines(desk: Client, cashier: Account, account: RevenueAccount) -> None:
    set_statement_format(**COLUMNS, by=by(cashier), at=NOW)
    page = f"{TOWN}/desk/bank/"
    for typed in fillings({"account": str(account.pk), "form": "table", "file": "x"}):
        assert desk.post(page, typed).status_code == 200
    files = [value.encode() for value in HOSTILE.values()]
    files += [b"", b"\xff\xfe\x00", b"A;B;C;D;E\n", b'<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>']
    for content in files:
        for form in ("table", "camt053", "x"):
            file = SimpleUploadedFile("<b>\x00../x.csv", content)
            answer = desk.post(page, {"account": account.pk, "form": form, "file": file})
            assert answer.status_code in (200, 302), (form, content[:40])
            if answer.status_code == 302:
                spoken(desk.get(answer["Location"]).text)
    head, amounts = "A;B;C;D;E", ("1,00", "-1,00", "1e309", "0", "9" * 40, "NaN", "٣")
    rows = [f"16.11.2026;{amount};{value};{value};{n}"
            for n, (value, amount) in enumerate(zip(list(HOSTILE.values())[5:12], amounts, strict=True))
            if "\n" not in value]  # fmt: skip
    text = "\n".join([head, *rows, "31.02.2026;1,00;x;y;z"])
    file = SimpleUploadedFile("izvlechenie.csv", text.encode())
    answer = desk.post(page, {"account": account.pk, "form": "table", "file": file})
    assert answer.status_code in (200, 302)
    if answer.status_code == 302:
        spoken(desk.get(answer["Location"]).text)
        assert desk.post(answer["Location"]).status_code in (200, 302)
    assert not Payment.objects.exists()


def test_a_line_that_waits_for_a_person(desk: Client, cashier: Account, account: RevenueAccount) -> None:
    set_statement_format(**COLUMNS, by=by(cashier), at=NOW)
    text = "A;B;C;D;E\n16.11.2026;3,07;<script>alert('x')</script>;\" onfocus=alert(1) x=\";1\n"
    facts = {"name": "x.csv", "form": BankStatement.Format.TABLE, "account": account, "by": by(cashier), "at": NOW}
    held = banking.bring_statement(text.replace('"', "").encode(), **facts)
    banking.import_statement(held, by=by(cashier), at=NOW)
    line = BankLine.objects.get()
    for path in (f"{TOWN}/desk/bank/lines/", f"{TOWN}/desk/bank/lines/{line.pk}/"):
        spoken(desk.get(path).text)
    sent(desk, f"{TOWN}/desk/bank/lines/{line.pk}/", {"reference": "x"}, allot="1")
    line.refresh_from_db()
    assert line.settled_at is None
    sent(desk, f"{TOWN}/desk/bank/lines/{line.pk}/", {"reason": ""}, aside="1")
    assert not Payment.objects.exists()


def test_what_is_arranged(overseer: Client, account: RevenueAccount) -> None:
    sent(overseer, f"{SET}account/", ACCOUNT)
    sent(overseer, f"{SET}table/", COLUMNS)
    sent(overseer, f"{SET}portal/", PORTAL)
    for value in HOSTILE.values():
        spoken(overseer.get(f"{SET}account/", {"code": value}).text.split("<main")[-1])
    for path in ("", "account/", "table/", "portal/"):
        spoken(overseer.get(SET + path).text)
    assert {row.iban for row in RevenueAccount.objects.all()} == {IBAN}


def test_what_the_portal_is_made_to_say(client: Client, secretary: Account, account: RevenueAccount) -> None:
    set_portal(**PORTAL, is_on=True, by=by(secretary), at=NOW)
    charge = owed(371)
    for fields in fillings({"ClientId": "x", "Hmac": "x", "Data": "x"}):
        answer: Any = client.post(f"{TOWN}/payments/portal/{uuid4()}/", fields)
        assert answer.status_code in (400, 401, 403, 404), fields
    assert not Payment.objects.exists()
    assert Charge.objects.get() == charge


@pytest.fixture(autouse=True)
def _no_limit_is_left(db: None) -> None:
    from django.core.cache import cache

    cache.clear()
