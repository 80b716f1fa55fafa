"""The pages of the cashier and of those who decide about money: the way of a day, errors that keep what was typed,
who is kept away, what pages cost."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from unittest.mock import Mock
from uuid import uuid4

import pytest
from django.db import IntegrityError, connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from chinar.foundation.documents.tests.pdfs import text_of
from chinar.foundation.journal.models import Entry
from chinar.foundation.offices.models import Office
from chinar.foundation.payments import subjects
from chinar.foundation.payments.actions import charging
from chinar.foundation.payments.models import (
    CashDay,
    Charge,
    Correction,
    PortalConnection,
    Receipt,
    Refund,
    RevenueAccount,
    StatementFormat,
)
from chinar.foundation.payments.queries import balance_of
from chinar.foundation.payments.tests.world import IBAN, NOW, TOWN, owed, taken
from chinar.foundation.people.models import Account

CASH = f"{TOWN}/desk/cash/"
NOT_COUNTED = ("SAVEPOINT", "RELEASE", "BEGIN", "COMMIT", "select set_config", 'SELECT "territory_municipality"')


@contextmanager
def costs(most: int) -> Iterator[None]:
    with CaptureQueriesContext(connection) as asked:
        yield
    about_rows = [query["sql"] for query in asked if not query["sql"].startswith(NOT_COUNTED)]
    assert len(about_rows) <= most, "\n".join(about_rows)


def test_a_cashiers_day_from_opening_to_report(desk: Client, office: Office, account: RevenueAccount) -> None:
    charge, home = owed(371), CASH.replace("cash/", "")
    assert "Касата Ви днес не е отворена" in desk.get(home).text
    assert desk.post(CASH, {"office": office.pk, "opening": "петдесет"}).status_code == 200
    assert "петдесет" in desk.post(CASH, {"office": office.pk, "opening": "петдесет"}).text
    assert desk.post(CASH, {"office": office.pk, "opening": "50,00"}).status_code == 302
    assert "Касата Ви е отворена от " in desk.get(home).text
    assert desk.post(CASH, {"office": office.pk, "opening": "50,00"}).status_code == 200

    assert (
        "няма" in desk.get(f"{CASH}find/?find=1204-9").text.lower()
        or "govuk-error" in desk.get(f"{CASH}find/?find=1204-9").text
    )
    for typed in (charge.subject, charge.grouped_reference):
        assert desk.get(f"{CASH}find/", {"find": typed})["Location"].endswith(f"/take/{charge.subject}/")
    page = f"{CASH}take/{charge.subject}/"
    assert "3,71" in desk.get(page).text
    key = str(uuid4())
    typed = {"way": "cash", "payer": "Кремена Рашкова", "seen": "371", "key": key}
    assert "Кремена Рашкова" in desk.post(page, {**typed, "way": "gold"}).text
    first, second = desk.post(page, typed), desk.post(page, typed)
    assert first["Location"] == second["Location"]
    assert Receipt.objects.count() == 1
    shown = desk.get(first["Location"])
    assert "Кремена Рашкова" in shown.text
    paper = text_of(desk.get(f"{first['Location']}pdf/").content)
    assert "1-00001/2026" in paper
    assert "Кремена Рашкова" in paper

    assert desk.post(f"{first['Location']}cancel/", {"reason": ""}).status_code == 200
    assert desk.post(f"{first['Location']}cancel/", {"reason": "Сгрешена сума"}).status_code == 302
    assert "Сгрешена сума" in text_of(desk.get(f"{first['Location']}pdf/").content)
    assert "Сгрешена сума" in desk.get(CASH).text

    wrong = desk.post(f"{CASH}close/", {"counted": "40", "note": ""})
    assert wrong.status_code == 200
    closed = desk.post(f"{CASH}close/", {"counted": "40", "note": "Дадох ресто погрешно"})
    report = desk.get(closed["Location"])
    assert "Дадох ресто погрешно" in report.text
    paper = text_of(desk.get(f"{closed['Location']}pdf/").content)
    assert "Касов отчет" in paper
    assert "Кремена" not in paper
    verbs = set(Entry.objects.values_list("verb", flat=True))
    assert {"payments.day_opened", "payments.taken", "payments.receipt_cancelled", "payments.day_closed"} <= verbs


def test_a_basket_of_several_matters_is_one_receipt_and_only_of_what_the_cashier_may_take(
    desk: Client, day: CashDay, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second, kept = (owed(cents, f"1204-00000{n}-16.11.2026") for n, cents in ((1, 371), (2, 256), (3, 999)))
    away = subjects.Subjects(
        kept_from=lambda user: frozenset({kept.subject}),
        reached=lambda user, numbers, ability, on: frozenset(numbers) - {kept.subject},
    )
    monkeypatch.setattr(subjects, "_registered", away)
    others = [second.subject, kept.subject, "1204-999-16.11.2026", first.subject, "<b>x"]
    page = f"{CASH}take/{first.subject}/?with=" + "&with=".join(others)
    shown = desk.get(page).text.split("<main")[1]  # the language switch above it says the address as it was typed
    assert "6,27" in shown  # each once, and nothing of the one kept away
    assert kept.subject not in shown
    assert "<b>x" not in shown
    typed = {"way": "cash", "payer": "Стоян", "seen": "627", "key": str(uuid4())}
    answers = [desk.post(page, typed) for _ in range(2)]
    assert len({answer["Location"] for answer in answers}) == 1
    receipt = Receipt.objects.get()
    assert {payment.charge_id for payment in receipt.payments.all()} == {first.pk, second.pk}
    assert [balance_of(one).open for one in (first, second, kept)] == [0, 0, 999]
    paper = text_of(desk.get(f"{answers[0]['Location']}pdf/").content)
    assert first.subject in paper
    assert second.subject in paper


def test_what_was_paid_or_changed_meanwhile_is_told_and_nothing_is_taken(desk: Client, day: CashDay) -> None:
    charge = owed(371)
    page, typed = f"{CASH}take/{charge.subject}/", {"way": "card", "payer": "Стоян", "seen": "370", "key": str(uuid4())}
    answer = desk.post(page, typed)
    assert "3,71" in answer.text
    assert "Стоян" in answer.text
    assert 'value="371"' in answer.text
    taken(day, charge)
    assert desk.post(page, {**typed, "seen": "371"}).status_code == 200
    assert Receipt.objects.count() == 1


def test_nobody_takes_money_in_a_matter_of_their_own_or_from_which_they_are_kept_away(
    desk: Client, day: CashDay, monkeypatch: pytest.MonkeyPatch
) -> None:
    mine, other = owed(371), owed(256, "1204-000002-16.11.2026")
    receipt = taken(day, mine)
    away = subjects.Subjects(
        kept_from=lambda user: frozenset({mine.subject}),
        reached=lambda user, numbers, ability, on: frozenset(numbers) - {mine.subject},
    )
    monkeypatch.setattr(subjects, "_registered", away)
    assert receipt.number not in desk.get(CASH).text
    assert desk.get(f"{CASH}receipts/{receipt.pk}/").status_code == 404
    assert desk.get(f"{CASH}take/{mine.subject}/").status_code == 302
    assert desk.get(f"{TOWN}/desk/charges/{mine.pk}/").status_code == 404
    assert desk.get(f"{TOWN}/desk/charges/{other.pk}/").status_code == 200


def test_a_charge_is_corrected_confirmed_and_given_back_through_the_pages(
    desk: Client, overseer: Client, day: CashDay, monkeypatch: pytest.MonkeyPatch
) -> None:
    charge = owed(511)
    taken(day, charge)
    late = charging.propose_late(charge, days=14, per_cent=14, ground="ЗМДТ, чл. 109", at=NOW)
    assert late is not None
    page, money = f"{TOWN}/desk/charges/{charge.pk}/", f"{TOWN}/desk/money/"
    assert charge.subject in overseer.get(money).text
    assert desk.post(f"{TOWN}/desk/corrections/{late.pk}/confirm/").status_code == 404  # a cashier decides nothing
    overseer.post(f"{TOWN}/desk/corrections/{late.pk}/confirm/")
    assert balance_of(charge).over == 72
    wrong = overseer.post(f"{page}correct/", {"kind": "lifted", "owed": "1", "reason": "Думи", "ground": "чл. 1"})
    assert "Думи" in wrong.text
    assert Correction.objects.count() == 1
    asked = {"amount": "0,30", "reason": "Закъсняла услуга", "key": str(uuid4())}
    assert "Много" in desk.post(f"{page}refund/", {**asked, "amount": "9", "reason": "Много"}).text
    for _ in range(2):
        desk.post(f"{page}refund/", {**asked, "amount": "0,72"})
    refund = Refund.objects.get()
    assert desk.post(f"{TOWN}/desk/refunds/{refund.pk}/approve/").status_code == 404
    overseer.post(f"{TOWN}/desk/refunds/{refund.pk}/approve/")
    assert "Закъсняла услуга" in desk.get(page).text
    assert desk.post(f"{TOWN}/desk/refunds/{refund.pk}/give/", {"way": "cash", "document": ""}).status_code == 200
    desk.post(f"{TOWN}/desk/refunds/{refund.pk}/give/", {"way": "cash", "document": "РКО № 1"})
    assert balance_of(charge).over == 0
    assert (
        desk.post(f"{TOWN}/desk/refunds/{refund.pk}/give/", {"way": "cash", "document": "РКО № 1"}).status_code == 200
    )
    new = f"{TOWN}/desk/charges/new/{charge.subject}/"
    typed = {"purpose": "Препис", "amount": "1,53", "ground": "чл. 2", "key": str(uuid4())}
    assert "Препис" in overseer.post(new, {**typed, "amount": "0"}).text
    twice = [overseer.post(new, typed)["Location"] for _ in range(2)]
    made = Charge.objects.latest("pk")
    assert twice == [f"{TOWN}/desk/charges/{made.pk}/"] * 2
    assert (Charge.objects.count(), made.account) == (2, RevenueAccount.objects.get())
    with monkeypatch.context() as race:  # of two at the same moment, who comes second finds what the first has charged
        race.setattr(charging, "charge", Mock(side_effect=IntegrityError))
        assert overseer.post(new, typed)["Location"] == twice[0]


def test_what_the_municipality_arranges(overseer: Client, desk: Client, town: Any) -> None:
    settings = f"{TOWN}/desk/payment-settings/"
    assert desk.get(settings).status_code == 404
    typed = {
        "code": "usual",
        "name": "Такси",
        "holder": "Община",
        "iban": "BG80 BNBG 9661 1020 3456 79",
        "is_usual": "on",
    }
    assert "BG80 BNBG" in overseer.post(f"{settings}account/", typed).text
    overseer.post(f"{settings}account/", {**typed, "iban": "BG80 BNBG 9661 1020 3456 78"})
    assert RevenueAccount.objects.get().iban == IBAN
    overseer.post(f"{settings}account/", {**typed, "code": "other", "iban": IBAN})
    assert RevenueAccount.objects.filter(is_usual=True).count() == 1
    columns = {"delimiter": ";", "encoding": "cp1251", "date_pattern": "%Y-%m-%d"}
    columns |= {"date_column": "A", "amount_column": "A", "ground_column": "C"}
    assert overseer.post(f"{settings}table/", columns).status_code == 200
    assert overseer.post(f"{settings}table/", {**columns, "amount_column": "B"}).status_code == 302
    assert StatementFormat.objects.get().encoding == "cp1251"
    way = {"address": "http://portal.example", "client_id": "x", "secret": "тайна", "currency": "EUR", "is_on": "on"}
    assert overseer.post(f"{settings}portal/", way).status_code == 200
    assert (
        overseer.post(f"{settings}portal/", {**way, "address": "https://portal.example", "secret": ""}).status_code
        == 200
    )
    overseer.post(f"{settings}portal/", {**way, "address": "https://portal.example"})
    overseer.post(f"{settings}portal/", {**way, "address": "https://portal.example", "secret": "", "client_id": "y"})
    held = PortalConnection.objects.get()
    assert (held.client_id, held.secret) == ("y", "тайна")
    assert "тайна" not in overseer.get(f"{settings}portal/").text
    assert overseer.get(settings).status_code == 200


@pytest.mark.parametrize("rows", [2, 25])
def test_what_the_pages_cost_however_much_was_taken(
    desk: Client, overseer: Client, day: CashDay, rows: int, cashier: Account
) -> None:
    for number in range(rows):
        charge = owed(371, f"1204-{number:06d}-16.11.2026")
        taken(day, charge)
        charging.propose_late(charge, days=3, per_cent=3, ground="x", at=NOW)
        taken(day, owed(10, f"1204-{number:06d}-16.11.2026"))
    for most, client, path in (
        (10, desk, "desk/cash/"), (12, desk, "desk/money/"), (12, overseer, "desk/money/"), (8, desk, "desk/bank/"),
        (8, desk, "desk/bank/lines/"), (9, overseer, "desk/cash/days/all/"), (11, desk, f"desk/cash/days/{day.pk}/"),
        (12, desk, "desk/cash/take/1204-000001-16.11.2026/"), (13, desk, f"desk/charges/{Charge.objects.first().pk}/"),
    ):  # fmt: skip
        with costs(most):
            assert client.get(f"{TOWN}/{path}").status_code == 200, path
