"""Bank statements: two formats read, every doubt told at once, taken in once, hostile files refused."""

from datetime import date
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from chinar.foundation.core.actor import SYSTEM
from chinar.foundation.payments.actions.arranging import set_statement_format
from chinar.foundation.payments.actions.banking import ImportedAlready, bring_statement, import_statement
from chinar.foundation.payments.bank import camt, table
from chinar.foundation.payments.bank.matching import Verdict, plan
from chinar.foundation.payments.bank.statement import Line, WrongStatement
from chinar.foundation.payments.bank.table import Columns
from chinar.foundation.payments.models import BankLine, BankStatement, Payment, RevenueAccount
from chinar.foundation.payments.queries import balance_of, overpaid
from chinar.foundation.payments.references import reference_of
from chinar.foundation.payments.tests.world import IBAN, NOW, TOWN, by, owed
from chinar.foundation.people.models import Account

COLUMNS = Columns(";", "utf-8", "Дата", "%d.%m.%Y", "Сума", "Основание", "Наредител", "Номер")


def entry(cents: int, ground: str, *, number: str = "", payer: str = "Елена Димитрова", more: str = "") -> str:
    return f"""<Ntry><Amt Ccy="EUR">{cents / 100:.2f}</Amt><CdtDbtInd>CRDT</CdtDbtInd>{more}<Sts><Cd>BOOK</Cd></Sts>
      <BookgDt><Dt>2026-11-16</Dt></BookgDt><AcctSvcrRef>{number}</AcctSvcrRef><NtryDtls><TxDtls>
      <RltdPties><Dbtr><Pty><Nm>{payer}</Nm></Pty></Dbtr></RltdPties><RmtInf><Ustrd>{ground}</Ustrd></RmtInf>
      </TxDtls></NtryDtls></Ntry>"""


def document(*entries: str, iban: str = IBAN, version: str = "08") -> bytes:
    return f"""<?xml version="1.0" encoding="UTF-8"?>
      <Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.{version}"><BkToCstmrStmt><Stmt>
      <Acct><Id><IBAN>{iban}</IBAN></Id></Acct>{"".join(entries)}</Stmt></BkToCstmrStmt></Document>""".encode()


def test_camt_of_two_versions_pending_entries_debits_and_several_transactions() -> None:
    pending = entry(500, "x").replace("BOOK", "PDNG")
    debit = entry(900, "превод").replace("CRDT", "DBIT")
    old = (
        entry(102, "по RF")
        .replace("<Pty>", "")
        .replace("</Pty>", "")
        .replace("<Sts><Cd>BOOK</Cd></Sts>", "<Sts>BOOK</Sts>")
    )
    part = (
        "<TxDtls><Amt Ccy='EUR'>{}</Amt><RmtInf><Strd><CdtrRefInf><Ref>{}</Ref></CdtrRefInf></Strd></RmtInf></TxDtls>"
    )
    batch = (
        entry(300, "").split("<TxDtls>")[0] + part.format("1.00", "A") + part.format("2.00", "B") + "</NtryDtls></Ntry>"
    )
    lines = camt.read(document(pending, debit, batch, entry(7, "z").replace("0.07", "0.071")))
    assert [(line.cents, line.ground, line.wrong) for line in lines] == [
        (-900, "превод", ""), (100, "A", ""), (200, "B", ""), (0, "z", "unreadable"),
    ]  # fmt: skip
    [line] = camt.read(document(old, version="02"))
    assert (line.cents, line.payer, line.iban, line.booked_on) == (102, "Елена Димитрова", IBAN, date(2026, 11, 16))


BOMB = b"""<?xml version="1.0"?><!DOCTYPE d [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;"><!ENTITY x SYSTEM "file:///etc/passwd">]>
<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.08">&b;&x;</Document>"""


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "not_xml"),
        (b"<a", "not_xml"),
        (b"<a/>", "not_camt"),
        (BOMB, "not_xml"),
        (b"\0\xff", "not_xml"),
        (b"PK\x03", "not_xml"),
    ],
)
def test_what_is_no_statement_is_refused(content: bytes, code: str) -> None:
    with pytest.raises(WrongStatement, match=code):
        camt.read(content)


@given(st.binary(max_size=400))
def test_no_bytes_break_the_reading_of_a_table(content: bytes) -> None:
    head = "Дата;Сума;Основание;Наредител;Номер\n".encode()
    for text in (content, head + content):
        try:
            lines = table.read(text, COLUMNS)
        except WrongStatement:
            continue
        assert all(isinstance(line.cents, int) for line in lines)


def test_a_table_with_the_amounts_that_banks_write() -> None:
    amounts = ["2,56", "1 234,56", "1,234.56", "-12.5", "1.234", "+3", "две", "", "1,2,3"]
    rows = "".join(f"16.11.2026;{amount};основание;Елена;{number}\n" for number, amount in enumerate(amounts))
    lines = table.read(f"\ufeffДата;Сума;Основание;Наредител;Номер\n{rows}\n31.02.2026;1,00;x;y;z\n".encode(), COLUMNS)
    assert [line.cents for line in lines] == [256, 123456, 123456, -1250, 123400, 300, 0, 0, 0, 100][: len(lines)]
    assert [bool(line.wrong) for line in lines] == [False] * 6 + [True] * 4
    with pytest.raises(WrongStatement, match="column:Сума"):
        table.read("Дата;Основание;Наредител;Номер\n".encode(), COLUMNS)
    with pytest.raises(WrongStatement, match="encoding"):
        table.read("Дата".encode("cp1251"), COLUMNS)


def line(cents: int, ground: str, position: int = 1, **changes: Any) -> Line:
    facts = {"booked_on": date(2026, 11, 16), "cents": cents, "currency": "EUR", "ground": ground, **changes}
    return Line(position, **facts)


def test_every_doubt_is_told_at_once() -> None:
    one, two = reference_of(1), reference_of(2)
    lines = [
        line(371, one), line(371, one), line(100, two), line(900, two), line(371, "такса"),
        line(371, f"{one} {two}"), line(371, reference_of(99)), line(-50, "x"), line(0, "x", wrong="unreadable"),
        line(371, two, iban="BG00"), line(371, two, currency="BGN"), line(371, two, is_reversal=True),
    ]  # fmt: skip
    plans = plan(lines, account=IBAN, known=set(), open_of={1: 371, 2: 512})
    assert [planned.verdict.value for planned in plans] == [
        "pays", "paid_already", "less", "more", "no_ground", "several_grounds", "unknown_ground", "went",
        "unreadable", "other_account", "other_currency", "reversed",
    ]  # fmt: skip
    again = plan(lines, account=IBAN, known={p.fingerprint for p in plans}, open_of={1: 371, 2: 512})
    assert {p.verdict for p in again[:7]} == {Verdict.KNOWN}


def test_the_same_file_twice_and_the_same_transfer_in_another_file_change_nothing(
    account: RevenueAccount, cashier: Account
) -> None:
    first, second = owed(371), owed(512, "1204-000002-16.11.2026")
    content = document(entry(371, f"такса {first.reference}", number="N1"), entry(100, second.reference, number="N2"))
    facts = {"name": "извлечение.xml", "form": "camt", "account": account, "by": by(cashier), "at": NOW}
    statement = bring_statement(content, **facts)
    assert bring_statement(content, **facts).pk == statement.pk
    plans = import_statement(statement, by=by(cashier), at=NOW)
    assert [planned.verdict for planned in plans] == [Verdict.PAYS, Verdict.LESS]
    with pytest.raises(ImportedAlready):
        import_statement(statement, by=by(cashier), at=NOW)
    wider = bring_statement(content + b"\n", **facts)
    assert {planned.verdict for planned in import_statement(wider, by=by(cashier), at=NOW)} == {Verdict.KNOWN}
    assert (Payment.objects.count(), BankLine.objects.count()) == (1, 2)
    assert balance_of(first).is_settled
    assert balance_of(second).open == 512  # less than owed waits for a person
    statement.refresh_from_db()
    assert statement.content_base64 == ""


def test_a_cashier_brings_a_table_sees_everything_and_settles_what_is_doubtful(
    desk: Client, account: RevenueAccount, cashier: Account
) -> None:
    first, second = owed(371), owed(512, "1204-000002-16.11.2026")
    set_statement_format(
        delimiter=";", encoding="utf-8", date_column="Дата", date_pattern="%d.%m.%Y", amount_column="Сума",
        ground_column="Основание", payer_column="Наредител", number_column="Номер", currency_column="",
        by=SYSTEM, at=NOW,
    )  # fmt: skip
    text = (
        "Дата;Сума;Основание;Наредител;Номер\n"
        f"16.11.2026;3,71;{first.reference};Елена Димитрова;1\n"
        "16.11.2026;6,00;такса;<b>Петър</b>;2\n"
        "16.11.2026;9,00;погрешен превод;Стоян;3\n"
    )
    file = SimpleUploadedFile("извлечение.csv", text.encode())
    shown = desk.post(f"{TOWN}/desk/bank/", {"account": account.pk, "form": "csv", "file": file}, follow=True)
    assert shown.status_code == 200
    for words in ("Елена Димитрова", "&lt;b&gt;Петър", "погрешен превод", first.subject):
        assert words in shown.text
    assert not BankLine.objects.exists()  # nothing is written before it is taken in
    statement = BankStatement.objects.get()
    desk.post(f"{TOWN}/desk/bank/{statement.pk}/")
    assert balance_of(first).is_settled
    waiting = list(BankLine.objects.unsettled())
    assert len(waiting) == 2

    page = f"{TOWN}/desk/bank/lines/{waiting[0].pk}/"
    assert desk.get(page).status_code == 200
    wrong = desk.post(page, {"allot": "1", "reference": "1204-999999"})
    assert "1204-999999" in wrong.text
    assert desk.post(page, {"allot": "1", "reference": second.subject}).status_code == 302
    assert balance_of(second).over == 88
    assert [row.charge.pk for row in overpaid()] == [second.pk]
    aside = f"{TOWN}/desk/bank/lines/{waiting[1].pk}/"
    assert desk.post(aside, {"aside": "1", "reason": ""}).status_code == 200
    assert desk.post(aside, {"aside": "1", "reason": "Превод за друг"}).status_code == 302
    assert not BankLine.objects.unsettled().exists()
    late = desk.post(page, {"allot": "1", "reference": second.subject})  # a colleague's page, still open
    assert Payment.objects.filter(charge=second).count() == 1
    assert late.status_code == 200


def test_a_file_that_cannot_be_read_says_what_to_do(desk: Client, account: RevenueAccount) -> None:
    for form, content in (("camt", b"<a/>"), ("csv", b"x;y\n1;2")):
        file = SimpleUploadedFile("x", content)
        answer = desk.post(f"{TOWN}/desk/bank/", {"account": account.pk, "form": form, "file": file})
        assert answer.status_code == 200
        assert "govuk-error-summary" in answer.text
    assert not BankStatement.objects.exists()
