"""Each typed reading, on what the simulator says over the wire."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from chinar.domain.registers.regix import catalogue, description
from chinar.domain.registers.regix.answer import Answer
from chinar.domain.registers.regix.client import Client
from chinar.domain.registers.regix.errors import BadAnswer
from chinar.domain.registers.regix.readings import (
    business,
    convictions,
    learning,
    properties,
    reading,
    social,
    trades,
)
from chinar.domain.registers.simulator import registers
from chinar.domain.registers.simulator.registers import inquiries
from chinar.domain.registers.tests.conftest import CONTEXT, ELENA, VELKO

KRASTINA, PENCHO, MINKA, VELISLAVA, RADKO = "9823057139", "9021225260", "9432014433", "9929146392", "9228303125"
HRISTO = "8924188388"
LONG = {"DateFrom": "1990-01-01T00:00:00", "DateTo": "2026-11-28T00:00:00"}
Ask = Callable[[str, dict[str, Any]], Answer]


@pytest.fixture
def ask(client: Client) -> Ask:
    return lambda operation, argument: client.ask(operation, argument, CONTEXT)


def test_the_simulator_answers_every_operation_that_is_described() -> None:
    described = [each.name for each in catalogue.shipped().operations if description.shipped(each)]
    assert sorted(described) == sorted({*registers.ABOUT_PEOPLE, *registers.OTHERS, inquiries.NAME})


def test_a_company_with_its_facts(ask: Ask) -> None:
    found = business.company_state(ask("GetActualStateV3", {"UIC": "900000016"}))
    assert found
    assert (found.eik, found.name, found.form) == ("900000016", "ЧИНАРОВИ СИН", "ООД")
    (representative,) = found.of_heading("00100")
    assert representative.name == "Представители"
    assert representative.content == (RADKO, "Радко Велков Чинаров")
    only = business.company_state(ask("GetActualStateV3", {"UIC": "900000016", "FieldList": "00020"}))
    assert only
    assert [entry.content for entry in only.entries] == [("ЧИНАРОВИ СИН",)]
    assert business.company_state(ask("GetActualStateV3", {"UIC": "900000030"})) is None


def test_an_association_and_who_runs_it(ask: Ask) -> None:
    found = business.bulstat_state(ask("GetStateOfPlay", {"UIC": "900000048"}))
    assert found
    assert (found.bulstat, found.settlement) == ("900000048", "73198")
    assert [(one.number, one.name) for one in found.managers] == [(KRASTINA, "Кръстина Дечева Орешкова")]
    assert business.bulstat_state(ask("GetStateOfPlay", {"UIC": "900000016"})) is None


def test_a_property_is_searched_and_its_acts_are_read(ask: Ask) -> None:
    (office,) = properties.sites(ask("GetSites", {}))
    assert properties.found(ask("PropertySearch", {"SiteID": office.code})) == (), "not without a word to search by"
    (lot,) = properties.found(ask("PropertySearch", {"SiteID": office.code, "CadastreNumber": "73198.999.78"}))
    read = ask("GetPropertyInfoV2", {"PropertyID": lot.number, "SiteID": lot.site, **LONG})
    found = properties.property_info(read)
    assert found
    assert (found.cadastre_number, found.office, found.lot) == ("73198.999.78", office.name, lot.lot)
    (act,) = found.acts
    assert (act.kind, act.on) == ("Дарение", date(2012, 9, 3))
    assert VELKO in act.left[0]
    assert RADKO in act.right[0]
    later = ask("GetPropertyInfoV2", {"PropertyID": lot.number, "SiteID": lot.site, **LONG, "DateFrom": LONG["DateTo"]})
    assert properties.property_info(later).acts == ()  # type: ignore[union-attr]
    nothing = ask("GetPropertyInfoV2", {"PropertyID": "1", "SiteID": lot.site, **LONG})
    assert properties.property_info(nothing) is None


def test_what_somebody_owns(ask: Ask) -> None:
    owned = properties.owned(ask("GetPersonInfoV2", {"EGN": VELKO, **LONG}))
    assert [one.lot for one in owned] == ["1015", "1016"], "bought the one, gave the other away"
    assert properties.owned(ask("GetPersonInfoV2", {"EGN": KRASTINA, **LONG})) == ()


def test_the_last_decision_about_a_disability(ask: Ask) -> None:
    found = social.disability(ask("GetLastExpertDecisionByIdentifier", {"Identifier": KRASTINA}))
    assert found
    assert (found.percent, found.term, found.until, found.in_force) == ("75", "пожизнен", None, True)
    ended = social.disability(ask("GetLastExpertDecisionByIdentifier", {"Identifier": PENCHO}))
    assert ended
    assert (ended.until, ended.in_force) == (date(2026, 5, 10), False)
    assert social.disability(ask("GetLastExpertDecisionByIdentifier", {"Identifier": ELENA})) is None


def test_benefits_and_support(ask: Ask) -> None:
    about = {"PersonData": {"IdentifierType": "EGN", "Identifier": KRASTINA}}
    answer = ask("GetMonthlySocialBenefits", about)
    assert answer.verdict.is_verified, "signed over a name in two alphabets"
    (benefit,) = social.benefits(answer)
    assert (benefit.number, benefit.until, benefit.archived) == ("ДСП-ТР/102", date(2026, 12, 31), False)
    assert reading.day(answer.content, "PersonData", "BirthDate") == date(1898, 3, 5)
    assert "BirthDate" not in answer.content["PersonData"], "the schema spells it with a letter of another alphabet"
    asked = {"RIdentType": "1", "RIdentificator": KRASTINA, "RDRelation": "EQ"}
    answer = ask("GetPersonWithDisabilitiesSocialBenefitsList", asked)
    assert answer.verdict.is_verified, "question and answer in no namespace"
    (given,) = social.support(answer)
    assert given.amount == Decimal("57.26")


def test_work_school_university_and_diploma(ask: Ask) -> None:
    seeker = social.job_seeker(ask("GetJobSeekerStatus", {"PersonalID": VELISLAVA}))
    assert seeker
    assert (seeker.status, seeker.since) == ("активна", date(2026, 4, 6))
    assert social.job_seeker(ask("GetJobSeekerStatus", {"PersonalID": ELENA})) is None
    (place,) = learning.pupil(ask("GetChildStudentStatus", {"ChildIdentifier": VELISLAVA}))
    assert (place.grade, place.status) == ("11", "записан")
    (course,) = learning.student(
        ask("GetHigherEduStudentByStatus", {"StudentIdentifier": RADKO, "StudentStatus": "active"})
    )
    assert (course.number, course.as_of) == ("189200", date(2026, 10, 1))
    asked = {"StudentID": MINKA, "IDType": "EGN", "DocumentNumber": "000412"}
    (diploma,) = learning.diplomas(ask("GetDiplomaInfo", asked))
    assert (str(diploma.names), diploma.number, diploma.mean_mark) == ("Минка Велкова Лозева", "13-94", Decimal("5.63"))
    assert learning.diplomas(ask("GetDiplomaInfo", asked | {"DocumentNumber": "1"})) == ()


def test_a_criminal_record_with_and_without_bulletins(ask: Ask) -> None:
    found = convictions.criminal_record(ask("BulletinSearch", {"EGN": HRISTO}))
    assert found
    (bulletin,) = found.bulletins
    assert (bulletin.act, bulletin.on) == ("присъда 118", date(1921, 8, 12))
    clean = convictions.criminal_record(ask("BulletinSearch", {"EGN": ELENA}))
    assert clean
    assert (clean.egn, clean.bulletins) == (ELENA, ())


def test_a_restaurant_and_a_farmer(ask: Ask) -> None:
    (place,) = trades.tourist_objects(ask("GetTotaRegBarRestaurantCategoryByEIK", {"EIK": "900000016"}))
    assert (place.name, place.category, place.seats, place.address) == ("ПОД ЧИНАРА", 2, 60, "Троян, ул. „Чинар“ № 1")
    found = trades.farmer(ask("FarmerDetailsSearch", {"Parameter": PENCHO}))
    assert found
    assert (found.name, found.ended_on) == ("Пенчо Цвятков Лозев", None)
    assert [(crop.name, crop.area) for crop in found.crops] == [("сливи", Decimal("22.0")), ("малини", Decimal("4.5"))]
    assert trades.farmer(ask("FarmerDetailsSearch", {"Parameter": ELENA})) is None


def test_an_answer_is_read_only_as_what_it_is(ask: Ask) -> None:
    answer = ask("BulletinSearch", {"EGN": ELENA})
    with pytest.raises(ValueError, match="BulletinSearch"):
        trades.farmer(answer)


@pytest.mark.parametrize(
    ("read", "said"),
    [(reading.day, "2026-13-01"), (reading.number, "много"), (reading.number, "NaN"), (reading.flag, "да")],
)
def test_a_value_that_is_none_is_told_as_a_bad_answer(read: Callable[..., object], said: str) -> None:
    with pytest.raises(BadAnswer):
        read({"A": said}, "A")
    assert read({"A": None}, "A") is None
    assert read({}, "A", "B") is None
