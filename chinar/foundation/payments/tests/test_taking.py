"""Money at the counter: numbers without gaps, once, cancelled and visible; the day; money given back by two people."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.db import DatabaseError, IntegrityError, transaction

from chinar.foundation.core.scope import scoped
from chinar.foundation.documents.models import Erasure
from chinar.foundation.payments.actions import charging, days, refunding, taking
from chinar.foundation.payments.models import CashDay, Charge, Payment, Receipt, Refund
from chinar.foundation.payments.queries import balance_of, overpaid
from chinar.foundation.payments.queries_of_days import totals_of
from chinar.foundation.payments.tests.world import NOW, ORDINANCE, by, office, official, opened, owed, taken
from chinar.foundation.people.models import Account

LATER = NOW + timedelta(hours=1)


def test_receipts_are_numbered_without_gaps_per_desk_and_year(day: CashDay) -> None:
    key = uuid4()
    first, second = owed(), owed(256)
    receipt = taken(day, first, second, key=key)
    assert (receipt.number, receipt.cents) == ("1-00001/2026", 627)
    assert taken(day, first, second, key=key, seen_cents=1).pk == receipt.pk  # the same press again
    with pytest.raises(taking.NothingOwed):
        taken(day, first, second, seen_cents=627)
    with pytest.raises(taking.OtherAmount):
        taken(day, owed(100), seen_cents=99)
    with transaction.atomic():  # what fails takes no number
        taken(day, owed(100))
        transaction.set_rollback(True)
    assert taken(day, owed(100), way="card").number == "1-00002/2026"
    other = opened(official("ivan", "Иван Колев", "deputy"), office_of("oreshak"))
    assert taken(other, owed(100)).number == "2-00001/2026"
    assert Payment.objects.count() == 4


def office_of(code: str) -> Any:
    from chinar.foundation.core.actor import SYSTEM
    from chinar.foundation.offices.actions import open_office
    from chinar.foundation.offices.models import Office

    return open_office(code=code, name="Кметство", kind=Office.Kind.VILLAGE_OFFICE, by=SYSTEM, at=NOW)


def test_each_cashier_takes_into_their_own_open_day_of_today(day: CashDay, cashier: Account) -> None:
    charge = owed()
    with pytest.raises(ValueError, match="own drawer"):
        taken(day, charge, by=by(official("x", "Х", "clerk")))
    with pytest.raises(days.DayClosed):
        taken(day, charge, at=NOW + timedelta(days=1))
    with pytest.raises(days.DayOpenAlready):
        days.open_day(day.desk.office, opening_cents=0, by=by(cashier), at=NOW)
    with pytest.raises(days.CountedOtherwise):
        days.close_day(day, counted_cents=1, note=" ", by=by(cashier), at=NOW)
    days.close_day(day, counted_cents=1, note="Липсват пари.", by=by(cashier), at=NOW)
    with pytest.raises(days.DayClosed):
        taken(day, charge)
    with pytest.raises(days.DayClosed):
        days.close_day(day, counted_cents=5000, note="", by=by(cashier), at=NOW)
    assert balance_of(charge).open == 371


def test_a_cancelled_receipt_stays_with_its_reason_and_its_charge_is_open_again(day: CashDay, cashier: Account) -> None:
    charge = owed()
    receipt = taken(day, charge)
    with pytest.raises(taking.NotOfThisDay):
        taking.cancel_receipt(receipt, reason="x", by=by(official("x", "Х", "clerk")), at=LATER)
    taking.cancel_receipt(receipt, reason="Сгрешена преписка", by=by(cashier), at=LATER)
    with pytest.raises(taking.CancelledAlready):
        taking.cancel_receipt(receipt, reason="x", by=by(cashier), at=LATER)
    assert balance_of(charge).open == 371
    again = taken(day, charge, at=LATER)
    assert again.sequence == 2
    totals = totals_of(day)
    assert (totals.cash, totals.receipts, totals.cancelled, totals.in_drawer) == (371, 2, 1, 5371)
    days.close_day(day, counted_cents=5371, note="", by=by(cashier), at=LATER)
    with pytest.raises(taking.NotOfThisDay):
        taking.cancel_receipt(again, reason="x", by=by(cashier), at=LATER)


def test_totals_by_account_and_way(day: CashDay) -> None:
    taken(day, owed(371))
    taken(day, owed(256), way="card")
    taken(day, owed(100, account=None))
    rows = [(row.name, row.cash, row.card, row.all) for row in totals_of(day).accounts]
    assert sorted(rows) == [("", 100, 0, 100), ("Такси за услуги", 371, 256, 627)]


def test_the_books_refuse_to_be_rewritten(day: CashDay) -> None:
    receipt = taken(day, owed())
    for change in ({"cents": 1}, {"number": "x"}, {"payer_name": ""}, {"cancelled_at": NOW}):
        with pytest.raises((DatabaseError, IntegrityError)), transaction.atomic():
            Receipt.objects.filter(pk=receipt.pk).update(**change)
    for model in (Receipt, Payment, Charge):
        with pytest.raises(DatabaseError), transaction.atomic():
            model.objects.all().delete()
    with pytest.raises(DatabaseError), transaction.atomic():
        Charge.objects.update(amount_cents=1)


def test_a_correction_is_a_row_and_what_was_proposed_counts_when_confirmed(secretary: Account, account: object) -> None:
    charge, acting = owed(511), by(secretary)
    late = charging.propose_late(charge, days=14, per_cent=14, ground="ЗМДТ, чл. 109", at=NOW)
    assert late is not None
    assert (late.cents, balance_of(charge).due) == (-72, 511)
    assert charging.propose_late(charge, days=15, per_cent=15, ground="x", at=NOW) is None  # it stands already
    charging.confirm(late, by=acting, at=LATER)
    assert balance_of(charge).due == 439
    with pytest.raises(charging.AnsweredMeanwhile):
        charging.decline(late, by=acting, at=LATER)
    facts = {"kind": "mistaken", "reason": "Услугата е безплатна", "ground": ORDINANCE, "by": acting, "at": LATER}
    for cents in (0, -440):
        with pytest.raises(charging.NothingToCorrect):
            charging.correct(charge, cents=cents, **facts)
    charging.correct(charge, cents=-439, **facts)
    assert (balance_of(charge).due, charge.amount_cents) == (0, 511)
    capped = owed(511)
    row = charging.propose_late(capped, days=60, per_cent=60, ground="ЗМДТ, чл. 109", at=NOW)
    assert row is not None
    assert row.cents == -154  # 30 per cent at most
    charging.decline(row, by=acting, at=LATER)
    assert balance_of(capped).due == 511


def test_money_goes_back_by_two_people_and_out_of_the_drawer(
    day: CashDay, cashier: Account, secretary: Account
) -> None:
    charge = owed(371)
    taken(day, charge)
    charging.correct(charge, cents=-52, kind="reduced", reason="x", ground="x", by=by(secretary), at=NOW)
    assert [row.balance.over for row in overpaid()] == [52]
    for cents in (0, 372):
        with pytest.raises(refunding.MoreThanPaid):
            refunding.propose_refund(charge, cents=cents, reason="x", by=by(cashier), at=NOW)
    refund = refunding.propose_refund(charge, cents=52, reason="Намаление", by=by(cashier), at=NOW)
    assert overpaid() == []
    with pytest.raises(refunding.MoreThanPaid):
        refunding.propose_refund(charge, cents=320, reason="x", by=by(cashier), at=NOW)
    with pytest.raises(refunding.NotApproved):
        refunding.give_refund(refund, way="cash", document="РКО 1", day=day, by=by(cashier), at=NOW)
    with pytest.raises(refunding.NeedsAnother):
        refunding.approve_refund(refund, by=by(cashier), at=NOW)
    with pytest.raises(IntegrityError), transaction.atomic():
        Refund.objects.filter(pk=refund.pk).update(approved_at=NOW, approved_by=cashier)
    refunding.approve_refund(refund, by=by(secretary), at=NOW)
    with pytest.raises(charging.AnsweredMeanwhile):
        refunding.decline_refund(refund, by=by(secretary), at=NOW)
    with pytest.raises(refunding.NotEnoughCash):
        refunding.give_refund(refund, way="cash", document="РКО 1", day=None, by=by(cashier), at=NOW)
    refunding.give_refund(refund, way="cash", document="РКО № 1 от 16.11.2026", day=day, by=by(cashier), at=NOW)
    with pytest.raises(refunding.NotApproved):
        refunding.give_refund(refund, way="bank", document="x", by=by(cashier), at=NOW)
    assert (balance_of(charge).over, balance_of(charge).open) == (0, 0)
    assert (totals_of(day).given_back, totals_of(day).in_drawer) == (52, 5000 + 371 - 52)


def test_names_of_payers_are_emptied_when_a_matter_is_destroyed_and_sums_stay(day: CashDay, secretary: Account) -> None:
    charge = owed()
    receipt = taken(day, charge)
    erasure = Erasure.objects.create(
        subject=charge.subject, ground="срок", at=LATER, first_by=day.cashier, second_by=secretary
    )
    taking.forget_payers(charge.subject, erasure)
    receipt.refresh_from_db()
    assert (receipt.payer_name, receipt.cents, receipt.erasure) == ("", 371, erasure)


def test_another_town_sees_none_of_it(day: CashDay, other_town: Any) -> None:
    taken(day, owed())
    with scoped(other_town.pk):
        assert not Charge.objects.exists()
        assert not Receipt.objects.exists()
        assert taken(opened(official("petar", "Петър", "cashier"), office()), owed(100)).number == "1-00001/2026"
