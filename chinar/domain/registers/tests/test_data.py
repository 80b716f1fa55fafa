"""Our data, and the rules that need no wire."""

import subprocess
import sys

import pytest
from django.core.management import CommandError, call_command
from hypothesis import given
from hypothesis import strategies as st

from chinar.domain.registers.regix import catalogue, description, mapping, xml
from chinar.domain.registers.regix.breaker import Breaker, State
from chinar.domain.registers.regix.description import Description
from chinar.domain.registers.regix.matrix import Matrix, Presence, presence
from chinar.domain.registers.simulator import population
from chinar.foundation.core import identifiers

DESCRIBED = [each for each in catalogue.shipped().operations if description.shipped(each)]


def of(name: str) -> Description:
    found = description.shipped(catalogue.shipped().find(name))
    assert found
    return found


@pytest.mark.parametrize("operation", DESCRIBED, ids=lambda operation: operation.name)
def test_every_field_that_we_describe_has_a_name_in_both_languages(operation: catalogue.Operation) -> None:
    described = of(operation.string)
    fields = [field for kind in described.types for field in kind.fields]
    assert [field.local for field in fields if not description.is_labelled(field.name)] == []
    assert all(description.label(field.name, language) for field in fields for language in ("bg", "en"))


def test_everybody_in_the_town_has_a_true_number_and_was_born_before_1900() -> None:
    town = population.shipped()
    for person in town.people.values():
        assert identifiers.egn_birth_date(person.egn).isoformat() == person.born_on
        assert person.born_on < "1900"
        assert (int(person.egn[8]) % 2 == 0) == person.is_man
        assert {person.father, person.mother, person.spouse} - {""} <= town.people.keys()
        assert not person.spouse or town.people[person.spouse].spouse == person.egn
    assert all(identifiers.is_eik(number) for number in town.companies)
    assert town.debts.keys() <= {*town.people, *town.companies}


def test_the_client_needs_neither_django_nor_the_platform() -> None:
    code = (
        "import sys; import chinar.domain.registers.regix.client, chinar.domain.registers.simulator.server; "
        "print([m for m in sys.modules if m.split('.')[0] == 'django' or m.startswith('chinar.foundation')])"
    )
    said = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert said.stdout.strip() == "[]"


@given(texts=st.lists(st.text("Аяѝ 0<>&\"'];\u00a0\u0301\u2028\ufeff🌳", max_size=12), max_size=3))
def test_text_survives_the_way_there_and_back(texts: list[str]) -> None:
    described = of("RelationsSearch")
    content = {"PersonRelations": [{"EGN": "0012345678", "FirstName": text} for text in texts]} if texts else {}
    made = xml.alone(mapping.to_xml(described, "response", content))
    again = mapping.to_python(described, "response", made)
    assert again == (content or {})


def test_a_number_keeps_its_zeros_and_a_type_its_prefix() -> None:
    described = of("PersonDataSearch")
    root = described.response.name
    space = root[1:].partition("}")[0]
    raw = (
        f'<PersonDataResponse xmlns="{space}" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" '
        f'xmlns:xsd="http://www.w3.org/2001/XMLSchema"><EGN xsi:type="xsd:string">0012345678</EGN></PersonDataResponse>'
    )
    content = mapping.to_python(described, "response", xml.parse(raw.encode()))
    assert mapping.as_text(content["EGN"]) == "0012345678"
    again = mapping.to_xml(described, "response", content)
    assert dict(again[0].attrib) == {"{http://www.w3.org/2001/XMLSchema-instance}type": "xsd:string"}
    assert again[0].nsmap["xsd"] == "http://www.w3.org/2001/XMLSchema"


def test_what_a_register_adds_is_kept() -> None:
    described = of("ValidPersonSearch")
    space = described.response.name[1:].partition("}")[0]
    inside = "<FirstName>А</FirstName><New><Inner>1</Inner></New>"
    raw = f'<ValidPersonResponse xmlns="{space}">{inside}</ValidPersonResponse>'
    content = mapping.to_python(described, "response", xml.parse(raw.encode()))
    assert content == {"FirstName": "А", f"{{{space}}}New": [{f"{{{space}}}Inner": ["1"]}]}


@pytest.mark.parametrize(
    ("matrix", "path", "given_", "expected"),
    [
        (None, "A", True, Presence.GIVEN),
        (None, "A", False, Presence.UNKNOWN),
        (Matrix(True, {"A": True}), "A", False, Presence.EMPTY),
        (Matrix(True, {"A": False}), "A", False, Presence.WITHHELD),
        (Matrix(True, {"A": False, "A.B": True}), "A.B", False, Presence.WITHHELD),
        (Matrix(True, {"A": True}), "A.B", False, Presence.UNKNOWN),
        (Matrix(False, {"A": True}), "A", False, Presence.WITHHELD),
    ],
)
def test_why_a_field_has_no_value(matrix: Matrix | None, path: str, given_: bool, expected: Presence) -> None:
    assert presence(matrix, path, given_) is expected


def test_a_breaker_opens_rests_and_tries_with_one() -> None:
    breaker = Breaker(failures=2, rest=10)
    breaker.failed(0)
    assert breaker.admit(0) == 0
    breaker.failed(1)
    assert (breaker.admit(1), breaker.state(1)) == (10, State.OPEN)
    assert breaker.admit(11) == 0
    assert breaker.admit(11) > 0, "one probe at a time"
    breaker.abandoned()
    assert breaker.admit(11) == 0
    breaker.succeeded()
    assert breaker.state(11) is State.CLOSED


def test_a_real_register_is_not_asked_from_the_command_line() -> None:
    with pytest.raises(CommandError, match="open case"):
        call_command(
            "regix", "ask", "ValidPersonSearch", "--argument", "EGN=1", "--case", "1", "--address", "https://egov.bg"
        )


def test_the_catalogue_is_listed(capsys: pytest.CaptureFixture[str]) -> None:
    call_command("regix", "operations")
    assert len(capsys.readouterr().out.splitlines()) == 227


def test_every_table_of_the_town_speaks_of_people_and_companies_that_are_there() -> None:
    town = population.shipped()
    tables = (town.decisions, town.benefits, town.pupils, town.students, town.diplomas, town.convictions)
    for table in (*tables, town.job_seekers, town.farmers):
        assert table.keys() <= town.people.keys()
    for company in town.companies.values():
        assert company["owner"] in town.people
    for association in town.associations.values():
        assert association["manager"] in town.people
    assert all(identifiers.is_eik(number) for number in (*town.companies, *town.associations))
    assert town.tourist_objects.keys() <= town.companies.keys()
    for vehicle in town.vehicles.values():
        assert {vehicle["owner"], vehicle["user"]} - {""} <= town.people.keys()
        assert {vehicle["company"]} - {""} <= town.companies.keys()
    for lot in town.properties.values():
        assert {egn for act in lot["acts"] for egn in (*act["from"], *act["to"])} <= town.people.keys()


def test_families_hold_together() -> None:
    town = population.shipped()
    for person in town.people.values():
        parents = [town.people[egn] for egn in (person.father, person.mother) if egn]
        assert all(int(parent.born_on[:4]) + 16 <= int(person.born_on[:4]) for parent in parents), person.names
        assert [parent.is_man for parent in parents] == [
            bool(egn == person.father) for egn in (person.father, person.mother) if egn
        ]
        assert person.died_on is None or person.born_on < person.died_on
        if person.spouse:
            married = {"2": {"2"} if person.died_on is None else {"2", "3"}, "3": {"2"}}.get(person.status, set())
            assert town.people[person.spouse].status in married | ({"3"} if person.died_on else set()), person.names
