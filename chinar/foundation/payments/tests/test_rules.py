"""Money counted: balances, percentages, references on a transfer, what a message of the portal does."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chinar.foundation.payments.portal.retries import TABLE, pauses
from chinar.foundation.payments.references import charge_of, grouped, reference_of, references_in
from chinar.foundation.payments.rules import (
    Effect,
    Told,
    amount_of,
    balance,
    effect_of,
    in_the_drawer,
    percentage,
    receipt_number,
)

MOMENT = datetime(2026, 11, 16, 9, tzinfo=UTC)


@pytest.mark.parametrize(
    ("amount", "corrections", "payments", "refunds", "expected"),
    [
        (371, [], [], [], (371, 371, 0)),
        (371, [-52], [], [], (319, 319, 0)),
        (371, [], [371], [], (371, 0, 0)),
        (371, [-52], [371], [], (319, 0, 52)),
        (371, [-52], [371], [52], (319, 0, 0)),
        (371, [-400], [], [], (0, 0, 0)),
        (371, [], [100, 100], [], (371, 171, 0)),
    ],
)
def test_what_is_owed_open_and_too_much(
    amount: int, corrections: list[int], payments: list[int], refunds: list[int], expected: tuple[int, int, int]
) -> None:
    found = balance(amount, corrections=corrections, payments=payments, refunds=refunds)
    assert (found.due, found.open, found.over) == expected
    assert found.is_settled == (found.open == 0)


def test_units_reductions_and_the_late_service() -> None:
    assert amount_of(153, units=3) == 459
    assert amount_of(371, percent_off=50) == 185  # half a cent is the citizen's
    assert amount_of(371, percent_off=100) == 0
    assert [percentage(511, per_cent) for per_cent in (14, 30)] == [72, 154]
    assert in_the_drawer(5000, 1200, 300) == 5900
    assert receipt_number(1, 12, 2026) == "1-00012/2026"


@given(st.integers(min_value=1, max_value=10**9 - 1))
def test_a_reference_names_its_charge_however_people_write_it(pk: int) -> None:
    reference = reference_of(pk)
    assert charge_of(reference) == charge_of(grouped(reference).lower()) == pk
    assert references_in(f"такса по {grouped(reference)} за удостоверение 2026 г.") == [pk]
    assert charge_of(f"{reference[:-1]}{(int(reference[-1]) + 1) % 10}") != pk
    assert charge_of(reference.replace("RF", "РФ").replace("T", "Т")) == pk


def test_a_text_without_a_reference_or_with_several() -> None:
    first, second = reference_of(7), reference_of(8)
    assert references_in(f"{first},{second};{first}") == [7, 8]
    for text in (
        "",
        "такса за удостоверение",
        "RF",
        "RF00T00000007",
        "BG80BNBG96611020345678",
        "RF" * 500,
        "RF1" + "9" * 5000,
    ):
        assert references_in(text) == []


def test_the_portals_table_of_retries() -> None:
    waits = list(pauses())
    assert len(waits) == sum(times for times, _ in TABLE) == 54
    assert waits[:5] == [60.0] * 5
    assert waits[-1] == 86400.0
    assert waits == sorted(waits)


def test_paid_is_for_ever_and_the_rest_follows_the_portals_time() -> None:
    later = MOMENT + timedelta(hours=1)
    assert effect_of(Told.PAID, MOMENT, state="PENDING", state_at=None) is Effect.PAYS
    assert effect_of(Told.PAID, MOMENT, state="CANCELED", state_at=later) is Effect.PAYS
    assert effect_of(Told.PAID, later, state="PAID", state_at=MOMENT) is Effect.REPEATED
    assert effect_of(Told.CANCELED, later, state="PAID", state_at=MOMENT) is Effect.AFTER_PAID
    assert effect_of(Told.PENDING, MOMENT, state="EXPIRED", state_at=later) is Effect.OLDER
    assert effect_of(Told.EXPIRED, later, state="PENDING", state_at=MOMENT) is Effect.MOVES
    assert effect_of(Told.PENDING, later, state="PENDING", state_at=MOMENT) is Effect.REPEATED
