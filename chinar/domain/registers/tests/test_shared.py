"""What needs the reference data: official schemas and samples, and envelopes of the wire."""

import csv
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
from chinar.domain.registers.regix.errors import Fault, Refused, RegisterFailed
from chinar.domain.registers.regix.schemas import Schemas
from chinar.domain.registers.regix.signature import Outcome
from chinar.domain.registers.simulator import population, registers

NAMED_AS_BAD = {"PropertySearchResponse.xml"}
DESCRIBED = [each for each in catalogue.shipped().operations if description.shipped(each)]


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


def test_every_sample_survives_but_the_one_that_is_named(shared: Path) -> None:
    found = list(checking.check(shared / "regix"))
    assert {Path(each.name).name for each in found if each.failed} == NAMED_AS_BAD
    assert sum(each.equal is True for each in found) == 64


def test_the_command_tells_it_and_ends_with_1(shared: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        call_command("regix", "check", str(shared / "regix"))
    last = capsys.readouterr().out.strip().splitlines()[-1]
    assert (last, ended.value.code) == ("65 samples, 64 valid, 64 equal after the round trip, 1 failed", 1)
    call_command("regix", "check", str(shared / "regix"), "--allow", "PropertySearchResponse.xml")


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
    (tmp_path / "known-bad.txt").write_text("Broken.xml\n")
    call_command("regix", "check", str(tmp_path))


QUESTIONS: list[tuple[str, dict[str, Any]]] = [
    *[
        (name, {"EGN": egn})
        for name in registers.ABOUT_PEOPLE
        if "Address" not in name
        for egn in population.shipped().people
    ],
    *[
        (name, {"EGN": "9230287339", "SearchDate": "2026-11-02"})
        for name in registers.ABOUT_PEOPLE
        if "Address" in name
    ],
    *[("GetValidUICInfo", {"UIC": number}) for number in population.shipped().companies],
    *[("GetMotorVehicleRegistrationInfoV3", {"Identifier": number}) for number in population.shipped().vehicles],
    ("GetObligatedPersons", {"Identity": {"ID": "9021225260", "TYPE": "EGN"}, "Threshold": "100"}),
]


def test_all_that_the_simulator_says_is_valid(shared: Path) -> None:
    schemas = Schemas(shared / "regix")
    for name, asked in QUESTIONS:
        operation = catalogue.shipped().find(name)
        described = schemas.description(operation)
        said = registers.answer(population.shipped(), name, asked) or {}
        for side, content in (("request", asked), ("response", said)):
            assert schemas.faults(operation, side, mapping.to_xml(described, side, content)) == [], (name, side)


def test_an_operation_without_a_description_of_ours_works_by_its_schema(shared: Path) -> None:
    operation = catalogue.shipped().find("GetDiplomaInfo")
    assert description.shipped(operation) is None
    schemas = Schemas(shared / "regix")
    sample = xml.parse((shared / "regix" / operation.adapter / "samples/GetDiplomaInfoResponse.xml").read_bytes())
    content = mapping.to_python(schemas.description(operation), "response", sample)
    again = mapping.to_xml(schemas.description(operation), "response", content)
    assert checking.difference(sample, again) == ""


def test_nobody_of_the_samples_lives_in_our_town(shared: Path) -> None:
    texts = "".join(path.read_bytes().decode("utf-8", "replace") for path in (shared / "regix").rglob("samples/*.xml"))
    ours = population.shipped()
    assert [egn for egn in ours.people if egn in texts] == []
    families = {person.names[2] for person in ours.people.values()} - {"Димитрова"}
    assert [family for family in families if f">{family}<" in texts] == []


def test_a_schema_that_cannot_be_loaded_is_told(tmp_path: Path) -> None:
    (tmp_path / "broken.xsd").write_text("<a>")
    with pytest.raises(describing.NoSchema):
        describing.load(tmp_path / "broken.xsd")
    assert [each.failed for each in checking.check(tmp_path)] == [True]
