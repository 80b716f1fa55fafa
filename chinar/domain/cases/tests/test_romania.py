"""A Romanian municipality is served by the same code: its law, holidays and identifiers are data of its country."""

from datetime import date
from typing import Any

import pytest
from django.test import Client
from stdnum.ro import cnp

from chinar.domain.cases import law_here, words, worklists
from chinar.domain.cases.actions import clock
from chinar.domain.cases.actions.registering import register_case
from chinar.domain.cases.clock_pages import pages_for
from chinar.domain.cases.grounds import grounds_here
from chinar.domain.cases.legal_periods import NoLegalPeriod
from chinar.domain.cases.queries import appeal_until, explain
from chinar.domain.cases.rules import Step
from chinar.domain.cases.tests.world import NOW, decide, new_case, open_department, sofia
from chinar.foundation.core.actor import SYSTEM
from chinar.foundation.core.scope import scoped
from chinar.foundation.people.actions import WrongIdentifier, remember_person
from chinar.foundation.territory.models import Municipality
from chinar.foundation.time.queries import calendar_for
from chinar.foundation.time.rules import Period

BY = {"by": SYSTEM, "at": NOW}
NATIONAL_DAY = date(2026, 12, 1)
BORN_1885 = "385010140001"
"""A CNP without its check digit."""


@pytest.fixture
def giurgiu(town: Any) -> Municipality:
    return Municipality.objects.create(
        code="RO001", slug="giurgiu", name="Giurgiu", name_en="Giurgiu", country="RO", valid_from=date(2000, 1, 1)
    )


def test_a_petition_runs_thirty_days_and_fifteen_more_over_romanian_holidays(giurgiu: Municipality) -> None:
    with scoped(giurgiu.pk):
        new = new_case(
            open_department(), legal_period="petition", period=Period.parse("30d"), received_at=sofia(2026, 10, 30)
        )
        case = register_case(new, by=SYSTEM)
        # Sunday 29 November, then St Andrew's and the National Day.
        assert case.due_on == date(2026, 12, 2)
        told = explain(case)
        assert "Ordonanța Guvernului nr. 27/2002" in told.lines[1]
        assert any("не е прочетена" in line for line in told.lines)
        assert not [line for line in told.lines if "ЗЗД" in line]
        extended = clock.extend(case, rule="petition_extension", reason="Expertiză", on=date(2026, 11, 16), **BY)
        assert extended.due_on == date(2026, 12, 14)
        clock.note(case, Step.SERVED, on=NOW.date(), **BY)
        assert appeal_until(case) is None
        with pytest.raises(NoLegalPeriod):
            law_here.in_force("individual_act", on=NOW.date())
        decide(case)


def test_no_bulgarian_ground_and_no_bulgarian_session_is_offered_there(giurgiu: Municipality, client: Client) -> None:
    with scoped(giurgiu.pk):
        assert grounds_here() == ()
        petition = {"legal_period": "petition", "period": Period.parse("30d"), "received_at": sofia(2026, 10, 30)}
        case = register_case(new_case(open_department(), **petition), by=SYSTEM)
        offered = {page.code for page in pages_for(case, on=date(2026, 11, 16))}
        assert offered == {"extend", "terminate"}
    asked = "start-day=1&start-month=11&start-year=2026&hour=&amount=30&unit=d&direction=after"
    told = client.get(f"/giurgiu/en/calculator/?{asked}").content.decode()
    assert "by Wednesday, 2 December 2026" in told
    assert "no provision of this country was read" in told
    assert "art. 72" not in told


def test_a_worklist_there_asks_the_law_of_the_country(giurgiu: Municipality) -> None:
    with scoped(giurgiu.pk):
        petition = {"legal_period": "petition", "period": Period.parse("30d"), "received_at": sofia(2026, 10, 30)}
        case = register_case(new_case(open_department(), **petition), by=SYSTEM)
        clock.note(case, Step.SILENCE, on=date(2026, 12, 3), **BY)
        (row,) = worklists.rows([case], today=date(2026, 12, 7))
        assert row.silence == str(words.STEPS[Step.SILENCE])


def test_each_country_has_its_own_days_off(giurgiu: Municipality) -> None:
    assert calendar_for().is_working(NATIONAL_DAY)
    assert not calendar_for().is_working(date(2026, 3, 3))
    with scoped(giurgiu.pk):
        assert not calendar_for().is_working(NATIONAL_DAY)
        assert calendar_for().is_working(date(2026, 3, 3))
    page = Client().get("/giurgiu/en/calendar/?year=2026").content.decode()
    assert "National Day" in page
    assert "Labour Code" not in page
    assert "Petition" in Client().get("/giurgiu/en/law/periods/").content.decode()


def test_a_country_without_a_calendar_or_a_law_is_refused_and_not_guessed(town: Any) -> None:
    vidin = Municipality.objects.create(
        code="XX001", slug="nowhere", name="Н", name_en="N", country="XX", valid_from=date(2000, 1, 1)
    )
    with scoped(vidin.pk):
        assert calendar_for().years == frozenset()
        with pytest.raises(NoLegalPeriod):
            law_here.table()


def test_a_cnp_is_checked_there_and_tells_the_birth_date(giurgiu: Municipality) -> None:
    number = BORN_1885 + cnp.calc_check_digit(BORN_1885)
    wrong = number[:-1] + str((int(number[-1]) + 1) % 10)
    with scoped(giurgiu.pk):
        person = remember_person(given_name="Ion", identifier_kind="cnp", identifier=number, **BY)
        assert person.birth_date is None
        assert remember_person(given_name="Ion", identifier_kind="cnp", identifier=number, **BY) == person
        with pytest.raises(WrongIdentifier):
            remember_person(given_name="Ion", identifier_kind="cnp", identifier=wrong, **BY)
