"""What needs the reference data: official schemas and samples, and envelopes of the wire."""

import csv
from collections.abc import Callable, Iterator
from dataclasses import fields
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command

from chinar.domain.registers.regix import (
    catalogue,
    checking,
    describing,
    description,
    envelope,
    mapping,
    reply,
    signature,
    xml,
)
from chinar.domain.registers.regix.answer import Answer
from chinar.domain.registers.regix.errors import Fault, Refused, RegisterFailed
from chinar.domain.registers.regix.readings import (
    addresses,
    business,
    companies,
    convictions,
    learning,
    persons,
    properties,
    social,
    trades,
)
from chinar.domain.registers.regix.schemas import Schemas
from chinar.domain.registers.regix.signature import Outcome
from chinar.domain.registers.simulator import population, registers

NAMED_AS_BAD = {"PropertySearchResponse.xml"}
WITHOUT_SCHEMA = {"SearchByIdentifier"}
"""Described from the published names of its elements: the schema itself is not among the reference data."""
DESCRIBED = [
    each for each in catalogue.shipped().operations if description.shipped(each) and each.name not in WITHOUT_SCHEMA
]


@pytest.mark.parametrize(
    ("file", "kind"),
    [
        ("v1-execute-response-async", reply.Pending),
        ("v1-executesynchronous-response-denied", Refused),
        ("v1-executesynchronous-response", reply.Result),
        ("v2-acknowledge-response", reply.Acknowledged),
        ("v2-execute-response-denied", Refused),
        ("v2-execute-response-matrix", reply.Result),
        ("v2-execute-response-pending", reply.Pending),
        ("v2-execute-response-register-error", RegisterFailed),
        ("v2-execute-response-signed", reply.Result),
        ("v2-execute-response-unsigned", reply.Result),
        ("v2-fault-unknown-operation", Fault),
    ],
)
def test_each_answer_of_the_wire_is_told_apart(shared: Path, file: str, kind: type) -> None:
    raw = (shared / f"regix/_wire/examples/{file}.xml").read_bytes()
    if issubclass(kind, Exception):
        with pytest.raises(kind):
            reply.read(raw)
    else:
        assert isinstance(reply.read(raw), kind)


@pytest.mark.parametrize(
    ("file", "method"),
    [
        ("v1-checkresult-request", "CheckResult"),
        ("v1-executesynchronous-request-basic", "ExecuteSynchronous"),
        ("v2-acknowledge-request", "AcknowledgeResultReceived"),
        ("v2-checkresult-request", "CheckResult"),
        ("v2-execute-request-basic", "Execute"),
        ("v2-execute-request-wshttp", "Execute"),
        ("v2-executecallback-request-to-client", "ExecuteCallback"),
    ],
)
def test_each_request_of_the_wire_is_understood(shared: Path, file: str, method: str) -> None:
    heard = envelope.hear((shared / f"regix/_wire/examples/{file}.xml").read_bytes())
    assert heard.method == method
    if method.startswith("Execute") and method != "ExecuteCallback":
        assert heard.argument is not None
        assert heard.context
        assert heard.context["LawReason"]
        assert heard.sign_result


def test_no_envelope_is_left_out(shared: Path) -> None:
    assert len(list((shared / "regix/_wire/examples").glob("*.xml"))) == 18


def test_a_signature_made_elsewhere_is_verified(shared: Path) -> None:
    said = reply.read((shared / "regix/_wire/examples/v2-execute-response-signed.xml").read_bytes())
    assert isinstance(said, reply.Result)
    now = datetime(2026, 11, 2, tzinfo=UTC)
    found = signature.verdict(said.data, said.signatures, trusted=(), at=now)
    assert found.outcome is Outcome.UNKNOWN_SIGNER
    assert signature.verdict(said.data, said.signatures, trusted={found.signer}, at=now).is_verified


def test_the_matrix_of_the_wire_names_what_is_withheld(shared: Path) -> None:
    said = reply.read((shared / "regix/_wire/examples/v2-execute-response-matrix.xml").read_bytes())
    assert isinstance(said, reply.Result)
    assert said.matrix
    assert [path for path, seen in said.matrix.may_see.items() if not seen] == ["DeathDate"]


def test_the_catalogue_is_the_published_list(shared: Path) -> None:
    with (shared / "regix/_wire/operations.csv").open(encoding="utf-8", newline="") as table:
        published = [
            (line["operation_string"].strip(), line["request_root"], line["response_root"], line["request_xsd"])
            for line in csv.DictReader(table)
        ]
    ours = catalogue.shipped().operations
    assert published == [(each.string, each.request_root, each.response_root, each.request_schema) for each in ours]


@pytest.mark.parametrize("operation", DESCRIBED, ids=lambda operation: operation.name)
def test_our_description_is_the_official_schema(shared: Path, operation: catalogue.Operation) -> None:
    assert description.shipped(operation) == Schemas(shared / "regix").description(operation)


def test_every_sample_survives_but_the_one_that_is_named(shared: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Once without a word of leave, so it ends with 1; the table is judged, as going through all of them takes time."""
    with pytest.raises(SystemExit) as ended:
        call_command("regix", "check", str(shared / "regix"))
    *lines, last = capsys.readouterr().out.strip().splitlines()
    assert (last, ended.value.code) == ("65 samples, 64 valid, 64 equal after the round trip, 1 failed", 1)
    assert {Path(line.split()[0]).name for line in lines if "NOT" in line} == NAMED_AS_BAD
    assert sum(" equal" in line and "NOT EQUAL" not in line for line in lines) == 64


def test_known_bad_ones_may_stand_in_the_folder(shared: Path, tmp_path: Path) -> None:
    adapter = tmp_path / "RegiX.GraoNBDAdapter"
    source = shared / "regix" / adapter.name
    for file in [*source.glob("xsd/*"), *source.glob("samples/ValidPerson*")]:
        (adapter / file.parent.name).mkdir(parents=True, exist_ok=True)
        (adapter / file.parent.name / file.name).write_bytes(file.read_bytes())
    call_command("regix", "check", str(tmp_path))
    (adapter / "samples/Broken.xml").write_text("<a>")
    with pytest.raises(SystemExit):
        call_command("regix", "check", str(tmp_path))
    call_command("regix", "check", str(tmp_path), "--allow", "Broken.xml")
    (tmp_path / "known-bad.txt").write_text("Broken.xml\n")
    call_command("regix", "check", str(tmp_path))


DAYS = {
    "SearchDate": "2026-11-02",
    "DateFrom": "1900-01-01T00:00:00",
    "DateTo": "2026-11-02T00:00:00",
}
FURTHER: dict[str, dict[str, Any]] = {
    "GetDiplomaInfo": {"IDType": "EGN", "DocumentNumber": "000412"},
    "GetHigherEduStudentByStatus": {"StudentStatus": "active"},
    "GetMarriageCertificate": {"SearchDate": "2026-11-02T00:00:00"},
    "GetMonthlySocialBenefits": {"PersonData": {"IdentifierType": "EGN"}},
    "GetPersonWithDisabilitiesSocialBenefitsList": {"RIdentType": "1", "RDRelation": "EQ"},
}
ABOUT_OTHERS: list[tuple[str, str, Any]] = [
    ("GetValidUICInfo", "UIC", population.shipped().companies),
    ("GetActualStateV3", "UIC", population.shipped().companies),
    ("GetStateOfPlay", "UIC", population.shipped().associations),
    ("GetMotorVehicleRegistrationInfoV3", "Identifier", population.shipped().vehicles),
    ("GetTotaRegBarRestaurantCategoryByEIK", "EIK", population.shipped().tourist_objects),
    ("FarmerDetailsSearch", "Parameter", population.shipped().farmers),
    ("GetPropertyInfoV2", "PropertyID", population.shipped().properties),
    ("PropertySearch", "StreetName", ["Чинар"]),
]


def questions(schemas: Schemas) -> Iterator[tuple[str, dict[str, Any]]]:
    """One about everybody and everything in the town, to every register."""
    for name, (_, path) in registers.ABOUT_PEOPLE.items():
        fields = {field.local for field in schemas.description(catalogue.shipped().find(name)).types[0].fields}
        for egn in population.shipped().people:
            asked: dict[str, Any] = {key: day for key, day in DAYS.items() if key in fields} | FURTHER.get(name, {})
            *group, leaf = path.split(".")
            yield name, asked | ({group[0]: {**asked.get(group[0], {}), leaf: egn}} if group else {leaf: egn})
    for name, key, numbers in ABOUT_OTHERS:
        for number in numbers:
            dates = {day: DAYS[day] for day in ("DateFrom", "DateTo")} if name == "GetPropertyInfoV2" else {}
            yield name, {key: number, **dates, **({"SiteID": "064"} if "Property" in name else {})}
    yield "GetSites", {}
    yield "GetObligatedPersons", {"Identity": {"ID": "9021225260", "TYPE": "EGN"}, "Threshold": "100"}


def test_all_that_the_simulator_says_is_valid(shared: Path) -> None:
    schemas, answered = Schemas(shared / "regix"), set()
    for name, asked in questions(schemas):
        operation = catalogue.shipped().find(name)
        described = schemas.description(operation)
        said = registers.answer(population.shipped(), name, asked)
        answered |= {name} if said else set()
        for side, content in (("request", asked), ("response", said or {})):
            if content or side == "request":
                assert schemas.faults(operation, side, mapping.to_xml(described, side, content)) == [], (name, side)
    assert answered == {*registers.ABOUT_PEOPLE, *registers.OTHERS}


READINGS: list[tuple[str, str, Callable[[Answer], Any]]] = [
    ("ValidPersonSearch", "ValidPersonSearchResponse", persons.valid_person),
    ("PersonDataSearch", "PersonDataSearchResponse", persons.person_data),
    ("RelationsSearch", "RelationsSearchResponse", persons.relations),
    ("MaritalStatusSearch", "MaritalStatusResponse", persons.marital_status),
    ("MaritalStatusSpouseChildrenSearch", "MaritalStatusSpouseChildrenResponse", persons.marital_status),
    ("PermanentAddressSearch", "PermanentAddressSearchResponse", addresses.permanent_address),
    ("TemporaryAddressSearch", "TemporaryAddressSearchResponse", addresses.present_address),
    ("GetValidUICInfo", "GetValidUICInfoResponse", companies.company),
    ("GetObligatedPersons", "GetObligatedPersonsResponse", companies.debts),
    ("GetMotorVehicleRegistrationInfoV3", "GetMotorVehicleRegistrationInfoV3Response", companies.vehicle),
    ("GetActualStateV3", "ActualStateResponseV3", business.company_state),
    ("GetStateOfPlay", "StateOfPlayResponse", business.bulstat_state),
    ("GetSites", "GetSitesResponse", properties.sites),
    ("PropertySearch", "PropertySearchResponse.utf8", properties.found),
    ("GetPropertyInfoV2", "GetPropertyInfoV2Response", properties.property_info),
    ("GetPersonInfoV2", "GetPersonInfoV2Response", properties.owned),
    ("GetLastExpertDecisionByIdentifier", "GetLastExpertDecisionByIdentifierResponse", social.disability),
    ("GetMonthlySocialBenefits", "GetMonthlySocialBenefitsResponse", social.benefits),
    ("GetPersonWithDisabilitiesSocialBenefitsList", "{}Response", social.support),
    ("GetJobSeekerStatus", "GetJobSeekerStatusResponse", social.job_seeker),
    ("GetHigherEduStudentByStatus", "GetHigherEduStudentByStatusResponse", learning.student),
    ("GetDiplomaInfo", "GetDiplomaInfoResponse", learning.diplomas),
    ("BulletinSearch", "BulletinSearchResponse", convictions.criminal_record),
    ("GetTotaRegBarRestaurantCategoryByEIK", "{}Response", trades.tourist_objects),
    ("FarmerDetailsSearch", "FarmerDetailsSearchResponse", trades.farmer),
]


def sample(shared: Path, operation: str, file: str) -> Answer:
    """An official sample as if it had come from the register."""
    found = catalogue.shipped().find(operation)
    path = shared / "regix" / found.adapter / "samples" / f"{file.format(operation)}.xml"
    described = description.shipped(found)
    assert described
    content = mapping.to_python(described, "response", xml.parse(path.read_bytes()))
    return Answer(found, "1", content, None, signature.Verdict(Outcome.MISSING), b"", datetime.now(UTC))


def test_each_reading_finds_something_in_the_official_sample(shared: Path) -> None:
    for operation, file, read in READINGS:
        found = read(sample(shared, operation, file))
        assert found, operation
        one = found[0] if isinstance(found, tuple) else found
        assert any(str(getattr(one, field.name) or "") for field in fields(one)), operation


def test_a_child_that_no_school_has_is_no_pupil(shared: Path) -> None:
    """The official sample holds a number and a year nought, and no school."""
    assert learning.pupil(sample(shared, "GetChildStudentStatus", "GetChildStudentStatusResponse")) == ()


def test_a_company_of_the_sample_shows_what_the_register_calls_things(shared: Path) -> None:
    found = business.company_state(sample(shared, "GetActualStateV3", "ActualStateResponseV3"))
    assert found
    (representative,) = found.of_heading("00100")
    assert (representative.name, len(representative.content)) == ("Представители", 5)
    assert found.of_heading("00010")[0].content[0].isdecimal()


def test_an_operation_without_a_description_of_ours_works_by_its_schema(shared: Path) -> None:
    operation = catalogue.shipped().find("GetEmploymentContracts")
    assert description.shipped(operation) is None
    schemas = Schemas(shared / "regix")
    file = shared / "regix" / operation.adapter / "samples/GetEmploymentContractsResponse.xml"
    sample = xml.parse(file.read_bytes())
    content = mapping.to_python(schemas.description(operation), "response", sample)
    again = mapping.to_xml(schemas.description(operation), "response", content)
    assert checking.difference(sample, again) == ""


def test_nobody_of_the_samples_lives_in_our_town(shared: Path) -> None:
    texts = "".join(path.read_bytes().decode("utf-8", "replace") for path in (shared / "regix").rglob("samples/*.xml"))
    ours = population.shipped()
    assert [egn for egn in ours.people if egn in texts] == []
    families = {person.names[2] for person in ours.people.values()} - {"Димитрова", "Живкова"}  # of the demo's matters
    assert [family for family in families if f">{family}<" in texts] == []


def test_a_schema_that_cannot_be_loaded_is_told(tmp_path: Path) -> None:
    (tmp_path / "broken.xsd").write_text("<a>")
    with pytest.raises(describing.NoSchema):
        describing.load(tmp_path / "broken.xsd")
    assert [each.failed for each in checking.check(tmp_path)] == [True]
