"""Numbers have no gap, clocks start when the law says, and nothing half done stays behind."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date
from typing import Any

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction

from chinar.domain.cases.actions.registering import allot_number, register_case
from chinar.domain.cases.legal_periods import NoLegalPeriod
from chinar.domain.cases.models import Case, Counter, LedgerEntry, Party
from chinar.domain.cases.queries import explain
from chinar.domain.cases.tests.world import KEY, SAMPLE, new_case, open_department, person, registered, sofia
from chinar.foundation.core.actor import SYSTEM
from chinar.foundation.core.scope import scoped
from chinar.foundation.time.rules import NoCalendar, Period


def test_numbers_follow_each_other_in_the_national_form(registry: Any) -> None:
    numbers = [registered(registry).number for _ in range(3)]
    assert numbers == ["99-1-16.11.2026", "99-2-16.11.2026", "99-3-16.11.2026"]


def test_each_register_counts_for_itself(registry: Any) -> None:
    registered(registry)
    assert allot_number(7, date(2026, 11, 16)).number == "7-1-16.11.2026"
    assert registered(registry).number == "99-2-16.11.2026"


def test_each_year_begins_with_one(registry: Any) -> None:
    assert registered(registry, received_at=sofia(2026, 12, 31)).number == "99-1-31.12.2026"
    assert registered(registry, received_at=sofia(2027, 1, 4)).number == "99-1-04.01.2027"
    assert registered(registry, received_at=sofia(2026, 12, 31)).number == "99-2-31.12.2026"


def test_the_year_is_that_of_the_clock_on_the_wall_not_of_greenwich(registry: Any) -> None:
    case = registered(registry, received_at=sofia(2027, 1, 1, 0, 30))  # 22:30 of 2026 in UTC
    assert (case.number, case.counter.year) == ("99-1-01.01.2027", 2027)


def test_each_municipality_counts_for_itself(registry: Any, other_town: Any) -> None:
    first = registered(registry)
    with scoped(other_town.pk):
        assert registered(open_department()).number == first.number
        assert Case.objects.count() == 1
    assert registered(registry).sequence == 2


def test_what_is_rolled_back_leaves_no_gap(registry: Any) -> None:
    registered(registry)
    with transaction.atomic():
        assert registered(registry).sequence == 2
        transaction.set_rollback(True)
    assert registered(registry).sequence == 2
    assert list(Case.objects.values_list("sequence", flat=True).order_by("id")) == [1, 2]


def test_a_number_is_given_only_once_even_past_the_program(registry: Any) -> None:
    case = registered(registry)
    case.pk = None
    with pytest.raises(IntegrityError), transaction.atomic():
        case.save(force_insert=True)


def test_a_case_knows_its_parties_its_clock_and_its_key(registry: Any, elena: Any) -> None:
    case = registered(registry, account=elena)
    assert [(party.role, party.account_id) for party in case.parties.all()] == [("applicant", elena.pk)]
    assert [(row.step, row.on) for row in case.ledger.all()] == [("started", date(2026, 11, 16))]
    assert (case.phase, case.state, case.period, case.key) == ("received", "new", "7d", KEY)


def test_the_key_lies_encrypted(registry: Any) -> None:
    registered(registry)
    with connection.cursor() as cursor:
        cursor.execute("select * from cases_case")
        assert KEY not in str(cursor.fetchall())


# Received, then due. Seven days, АПК чл. 57 ал. 2; the start by C7 (АПК чл. 29 ал. 6).
@pytest.mark.parametrize(
    ("received", "due_on", "late"),
    [
        (sofia(2026, 11, 16, 10, 30), date(2026, 11, 23), False),
        (sofia(2026, 11, 16, 17, 0), date(2026, 11, 23), False),  # the last minute still belongs to the day
        (sofia(2026, 11, 16, 17, 1), date(2026, 11, 23), True),  # Tuesday is the first day, the seventh is Monday
        (sofia(2026, 11, 16, 7, 0), date(2026, 11, 23), True),  # before opening: the same as the evening
        (
            sofia(2026, 11, 20, 18, 0),
            date(2026, 11, 30),
            True,
        ),  # Friday evening; 29 November is a Sunday
        (sofia(2026, 11, 21, 12, 0), date(2026, 11, 30), True),  # Saturday
    ],
)
def test_due_dates(registry: Any, received: Any, due_on: date, late: bool) -> None:
    case = registered(registry, received_at=received)
    assert case.due_on == due_on
    explanation = explain(case)
    assert explanation.due_on == due_on
    assert (case.ledger.get().ground == "C7") is late
    assert any("извън работното време" in line for line in explanation.lines) is late


def test_a_town_that_is_quicker_than_the_law_is_held_to_its_own_period(registry: Any) -> None:
    case = registered(registry, period=Period.parse("3wd"))
    assert case.due_on == date(2026, 11, 19)
    assert explain(case).due_on == case.due_on


def test_a_rule_that_is_not_in_force_gives_no_number(registry: Any) -> None:
    with pytest.raises(NoLegalPeriod):
        registered(registry, received_at=sofia(2026, 6, 30))
    assert not Case.objects.exists()
    assert registered(registry).sequence == 1


def test_a_year_without_a_calendar_gives_no_number(registry: Any) -> None:
    with pytest.raises(NoCalendar):
        registered(registry, received_at=sofia(2126, 11, 18))
    assert not Counter.objects.exists()


def test_a_party_is_a_person_or_an_organisation_never_nobody(registry: Any) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        registered(registry, parties=[Party(role="applicant")])


@pytest.mark.parametrize("change", [{"on": date(2026, 1, 1)}, {"ground": "C7"}])
def test_the_ledger_cannot_be_rewritten(registry: Any, change: dict[str, Any]) -> None:
    case = registered(registry)
    with pytest.raises(DatabaseError), transaction.atomic():
        LedgerEntry.objects.filter(case=case).update(**change)
    with pytest.raises(DatabaseError), transaction.atomic():
        case.ledger.get().delete()


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("many", [40, 500])
def test_as_many_at_once_get_as_many_numbers_without_a_gap(town: Any, many: int) -> None:
    registry, applicant = open_department(), person()

    def register(_: int) -> int:
        try:
            with scoped(town.pk):
                parties = [Party(role="applicant", person=applicant)]
                return register_case(new_case(registry, parties=parties), by=SYSTEM).sequence
        finally:
            connection.close()

    with ThreadPoolExecutor(40) as pool:
        given = list(pool.map(register, range(many)))
    assert sorted(given) == list(range(1, many + 1))
    assert Counter.objects.get(register=SAMPLE.register).last == many
    assert LedgerEntry.objects.count() == Party.objects.count() == many
