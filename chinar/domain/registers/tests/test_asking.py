"""Client and simulator over real mutual TLS: answers, and each fault."""

import threading
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

from chinar.domain.registers.regix import envelope, errors, reply
from chinar.domain.registers.regix.breaker import State
from chinar.domain.registers.regix.cache import CaseCache
from chinar.domain.registers.regix.client import Client, Endpoint
from chinar.domain.registers.regix.envelope import CallContext, Question
from chinar.domain.registers.regix.matrix import Presence
from chinar.domain.registers.regix.names import Version
from chinar.domain.registers.regix.readings import addresses, companies, inquiries, persons
from chinar.domain.registers.regix.signature import Outcome
from chinar.domain.registers.simulator import exchange
from chinar.domain.registers.simulator.faults import Kind
from chinar.domain.registers.simulator.server import Simulator
from chinar.domain.registers.tests.conftest import CONTEXT, ELENA, NOBODY, QUICK, VELKO, consumer

Connect = Callable[..., Client]
VALID = "ValidPersonSearch"


def test_an_answer_is_read_proven_and_kept_as_it_came(client: Client) -> None:
    answer = client.ask(VALID, {"EGN": VELKO}, CONTEXT)
    person = persons.valid_person(answer)
    assert person
    assert (str(person.names), person.born_on, person.died_on) == (
        "Велко Радев Чинаров",
        date(1871, 5, 10),
        date(2026, 6, 3),
    )
    assert answer.verdict.outcome is Outcome.VERIFIED
    assert isinstance(reply.read(answer.raw), reply.Result)


def test_the_registers_agree_with_each_other(client: Client) -> None:
    relatives = persons.relations(client.ask("RelationsSearch", {"EGN": VELKO}, CONTEXT))
    married = persons.marital_status(client.ask("MaritalStatusSpouseChildrenSearch", {"EGN": VELKO}, CONTEXT))
    assert married
    children = {one.egn for one in relatives if one.relation in ("Син", "Дъщеря")}
    assert children == {one.egn for one in married.relatives if one.relation in ("СИН", "ДЪЩЕРЯ")}
    for egn in children:
        data = persons.person_data(client.ask("PersonDataSearch", {"EGN": egn}, CONTEXT))
        parents = persons.relations(client.ask("RelationsSearch", {"EGN": egn}, CONTEXT))
        assert data
        assert data.egn == egn
        assert VELKO in {one.egn for one in parents if one.relation == "Баща"}


def test_addresses_are_those_of_the_day(client: Client) -> None:
    asked = {"EGN": ELENA, "SearchDate": "2026-11-02"}
    there = addresses.permanent_address(client.ask("PermanentAddressSearch", asked, CONTEXT))
    assert there
    assert (there.municipality, there.settlement, there.settlement_code) == ("Троян", "гр. Троян", "73198")
    assert addresses.present_address(client.ask("TemporaryAddressSearch", asked, CONTEXT))
    before = {"EGN": ELENA, "SearchDate": "1900-01-01"}
    assert addresses.permanent_address(client.ask("PermanentAddressSearch", before, CONTEXT)) is None


def test_companies_debts_and_vehicles(client: Client) -> None:
    found = companies.company(client.ask("GetValidUICInfo", {"UIC": "900000016"}, CONTEXT))
    assert found
    assert (found.eik, found.form) == ("900000016", "ООД")
    assert companies.company(client.ask("GetValidUICInfo", {"UIC": "900000030"}, CONTEXT)) is None
    owing = {"Identity": {"ID": "9021225260", "TYPE": "EGN"}, "Threshold": "100"}
    assert companies.debts(client.ask("GetObligatedPersons", owing, CONTEXT)).present is True
    assert companies.debts(client.ask("GetObligatedPersons", owing | {"Threshold": "900"}, CONTEXT)).present is False
    operation = "GetMotorVehicleRegistrationInfoV3"
    vehicle = companies.vehicle(client.ask(operation, {"Identifier": "ОВ0001АА"}, CONTEXT))
    assert vehicle
    assert [owner.name for owner in vehicle.owners] == ["Радко Велков Чинаров"]
    assert companies.vehicle(client.ask(operation, {"Identifier": "ОВ9999АА"}, CONTEXT)) is None


def test_nobody_is_a_result_and_no_error(client: Client) -> None:
    assert persons.valid_person(client.ask(VALID, {"EGN": NOBODY}, CONTEXT)) is None


def test_withheld_is_told_from_empty(simulator: Simulator, client: Client) -> None:
    consumer(simulator, denials={VALID: frozenset({"DeathDate"})})
    answer = client.ask(VALID, {"EGN": VELKO}, CONTEXT)
    assert answer.presence("DeathDate") is Presence.WITHHELD
    assert answer.presence("FirstName") is Presence.GIVEN
    consumer(simulator)
    assert client.ask(VALID, {"EGN": ELENA}, CONTEXT).presence("DeathDate") is Presence.EMPTY


def test_a_slow_register_is_polled_and_acknowledged(simulator: Simulator, client: Client) -> None:
    simulator.exchange.faults.set(VALID, Kind.PENDING, 3)
    answer = client.ask(VALID, {"EGN": VELKO}, CONTEXT)
    assert answer.verdict.is_verified
    assert simulator.exchange.acknowledged == [answer.call_id]


def test_what_is_not_ready_in_time_is_collected_later(simulator: Simulator, client: Client) -> None:
    client.ask("PersonDataSearch", {"EGN": VELKO}, CONTEXT)  # so that the line is open when the time begins
    simulator.exchange.faults.set(VALID, Kind.PENDING, 20)
    with pytest.raises(errors.StillPending) as pending:
        client.ask(VALID, {"EGN": VELKO}, CONTEXT, pacing=replace(QUICK, seconds=0.1))
    assert client.collect(VALID, {"EGN": VELKO}, pending.value).verdict.is_verified


@pytest.mark.parametrize(
    ("kind", "error"),
    [
        (Kind.UNAVAILABLE, errors.ServerBusy),
        (Kind.REGISTER_ERROR, errors.RegisterFailed),
        (Kind.TRUNCATED, errors.ConnectionLost),
        (Kind.NOT_XML, errors.BadAnswer),
        (Kind.DISABLED, errors.Refused),
        (Kind.TIME_OUT, errors.TimedOut),
        (Kind.TRICKLE, errors.TimedOut),
    ],
)
def test_each_fault_has_its_error(
    simulator: Simulator, client: Client, kind: Kind, error: type[errors.RegixError]
) -> None:
    simulator.exchange.faults.set(VALID, kind, number=0.01)
    ends_late = kind in (Kind.TIME_OUT, Kind.TRICKLE)
    began = time.monotonic()
    with pytest.raises(error):
        client.ask(VALID, {"EGN": VELKO}, CONTEXT, pacing=replace(QUICK, seconds=0.4) if ends_late else QUICK)
    assert time.monotonic() - began < (2 if ends_late else QUICK.seconds)


@pytest.mark.parametrize(("kind", "outcome"), [(Kind.WRONG_SIGNATURE, Outcome.WRONG), (Kind.UNSIGNED, Outcome.MISSING)])
def test_an_answer_that_proves_nothing_says_so(
    simulator: Simulator, client: Client, kind: Kind, outcome: Outcome
) -> None:
    simulator.exchange.faults.set(VALID, kind)
    assert client.ask(VALID, {"EGN": VELKO}, CONTEXT).verdict.outcome is outcome


def test_an_answer_without_content_is_a_result(simulator: Simulator, client: Client) -> None:
    for kind in (Kind.EMPTY, Kind.NOT_FOUND):
        simulator.exchange.faults.set(VALID, kind)
        answer = client.ask(VALID, {"EGN": VELKO}, CONTEXT)
        assert (answer.content, answer.verdict.outcome) == ({}, Outcome.VERIFIED)
        assert answer.presence("FirstName") is Presence.EMPTY
    simulator.exchange.faults.set("*", Kind.NOT_FOUND)
    operation = "GetMotorVehicleRegistrationInfoV3"
    assert companies.vehicle(client.ask(operation, {"Identifier": "ОВ0001АА"}, CONTEXT)) is None


def test_a_question_that_the_server_cannot_take_is_a_fault(simulator: Simulator, client: Client) -> None:
    """No such method; a root of another operation; SOAPAction and body that do not agree."""
    root = client.operations.find(VALID).request_root
    document = etree.fromstring(f'<V xmlns="{root[1:].partition("}")[0]}"><EGN>{VELKO}</EGN></V>')
    question = Question("x", document, CONTEXT, "1", "name")
    body = envelope.execute(question, Version.V2)
    known = client.operations.find(VALID).string
    for sent, words in (
        (body, "Operation is invalid"),
        (body.replace(b">x<", f">{known}x<".encode()), "could not be found"),
        (body.replace(b">x<", f">{known}<".encode()), "root element"),
        (b"<a/>", "Not a SOAP envelope"),
    ):
        action = Version.V2.soap_action("Execute")
        raw = client._transport.post(simulator.v2, action, sent, seconds=5)
        with pytest.raises(errors.Fault, match=words):
            reply.read(raw)
    with pytest.raises(errors.Fault, match="do not agree"):
        reply.read(client._transport.post(simulator.v2, "Execute", body, seconds=5))
    assert simulator.exchange.log == []


def test_a_strict_simulator_tells_what_the_real_one_drops(simulator: Simulator, client: Client) -> None:
    root = client.operations.find(VALID).request_root
    document = etree.Element(root)
    space = root.rpartition("}")[0] + "}"
    etree.SubElement(document, f"{space}EGN").text = VELKO
    etree.SubElement(document, f"{space}Nickname").text = "x"
    assert client.ask(VALID, document, CONTEXT)
    simulator.exchange.strict = True
    with pytest.raises(errors.Fault, match="Nickname"):
        client.ask(VALID, document, CONTEXT)
    assert client.ask(VALID, {"EGN": VELKO}, CONTEXT)
    body = envelope.execute(
        Question(client.operations.find(VALID).string, document, CONTEXT, "1", "name"), Version.V2
    ).replace(b"<SignResult>", b'<SignResult xmlns="">')
    assert envelope.hear(body).sign_result is False, "as two public clients do it: unsigned, and nobody notices"
    assert envelope.hear(body).ignored == ("SignResult",)


def test_a_dry_test_asks_no_register(simulator: Simulator, connect: Connect) -> None:
    assert connect().probe() < 5
    assert simulator.exchange.log == []
    with pytest.raises(errors.NoSuchEntryPoint):
        connect(endpoint=Endpoint(f"{simulator.address}/nothing")).probe()
    with pytest.raises((errors.NotTrusted, errors.ConnectionLost)):
        connect("foreign").probe()
    with pytest.raises(errors.Unreachable):
        connect(endpoint=Endpoint("https://localhost:1/")).probe()
    with pytest.raises(errors.NoSuchEntryPoint, match="https only"):
        connect(endpoint=Endpoint(simulator.v2.replace("https", "http"))).probe()


@pytest.mark.parametrize(
    ("facts", "words"),
    [
        ({"active": False}, exchange.NOT_ACTIVE),
        ({"grants": frozenset()}, exchange.DENIED),
    ],
)
def test_each_refusal_is_told(simulator: Simulator, client: Client, facts: dict[str, object], words: str) -> None:
    consumer(simulator, **facts)
    with pytest.raises(errors.Refused, match=words):
        client.ask(VALID, {"EGN": VELKO}, CONTEXT)
    assert simulator.exchange.log == [], "a refusal is no call"


def test_a_certificate_that_nobody_registered_is_refused(connect: Connect) -> None:
    with pytest.raises(errors.Refused, match="not found"):
        connect("unknown").ask(VALID, {"EGN": VELKO}, CONTEXT)


def test_a_certificate_of_another_authority_does_not_come_in(connect: Connect) -> None:
    with pytest.raises((errors.NotTrusted, errors.ConnectionLost)):
        connect("foreign").ask(VALID, {"EGN": VELKO}, CONTEXT)


def test_a_server_that_nobody_vouches_for_hears_nothing(simulator: Simulator, connect: Connect) -> None:
    client = connect(endpoint=Endpoint(simulator.v2.replace("localhost", "127.0.0.1")))
    with pytest.raises(errors.NotTrusted):
        client.ask(VALID, {"EGN": VELKO}, CONTEXT)
    assert simulator.exchange.log == []


def test_the_old_entry_point_is_asked_where_the_new_one_is_not(simulator: Simulator, connect: Connect) -> None:
    client = connect(endpoint=Endpoint(f"{simulator.address}/nothing", simulator.v1))
    answer = client.ask(VALID, {"EGN": VELKO}, CONTEXT)
    assert persons.valid_person(answer)
    assert answer.verdict.outcome is Outcome.MISSING, "the old one destroys its signatures"


def test_the_central_log_knows_who_asked_why(simulator: Simulator, client: Client) -> None:
    client.ask(VALID, {"EGN": VELKO}, CONTEXT)
    (line,) = simulator.exchange.about(VELKO)
    assert line.context["ServiceURI"] == CONTEXT.service_uri
    assert line.context["LawReason"] == CONTEXT.law_reason
    assert line.context["AdministrationOId"] == line.consumer_oid
    assert simulator.exchange.about(ELENA) == []


@pytest.mark.parametrize("old", [False, True])
def test_a_person_learns_who_asked_about_them(simulator: Simulator, connect: Connect, old: bool) -> None:
    """Over the new entry point and over the old one."""
    client = connect(endpoint=Endpoint(f"{simulator.address}/nothing", simulator.v1)) if old else connect()
    client.ask(VALID, {"EGN": VELKO}, CONTEXT)
    client.ask("RelationsSearch", {"EGN": VELKO}, CONTEXT)
    client.ask(VALID, {"EGN": ELENA}, CONTEXT)
    asked = {"Identifier": VELKO, "IdentifierType": "EGN", "DateFrom": "2020-01-01T00:00:00"}
    found = inquiries.inquiries(client.ask("SearchByIdentifier", asked, CONTEXT))
    assert (found.total, [one.report for one in found.listed]) == (2, ["RelationsSearch", VALID])
    assert {one.ground for one in found.listed} == {CONTEXT.law_reason}
    assert found.listed[0].at is not None
    assert found.listed[0].call_number.isdecimal()
    earlier = inquiries.inquiries(client.ask("SearchByIdentifier", {**asked, "DateTo": "2021-01-01T00:00:00"}, CONTEXT))
    assert (earlier.total, earlier.listed) == (0, ())


@pytest.mark.parametrize("lacking", ["service_uri", "service_type", "law_reason"])
def test_without_ground_nothing_is_asked(simulator: Simulator, client: Client, lacking: str) -> None:
    with pytest.raises(errors.WrongQuestion, match=lacking):
        client.ask(VALID, {"EGN": VELKO}, replace(CONTEXT, **{lacking: " "}))
    assert simulator.exchange.log == []


@pytest.mark.parametrize("argument", [{}, {"Egn": VELKO}, {"EGN": "\x00"}, {"EGN": [VELKO, ["x"]]}])
def test_a_wrong_question_never_leaves(simulator: Simulator, client: Client, argument: dict[str, object]) -> None:
    with pytest.raises(errors.WrongQuestion):
        client.ask(VALID, argument, CONTEXT)
    assert simulator.exchange.log == []


@pytest.mark.parametrize("name", ["NoSuchThing", "GetCompanyInfo", ""])
def test_an_unknown_or_ambiguous_name_is_refused(client: Client, name: str) -> None:
    with pytest.raises(errors.WrongQuestion):
        client.ask(name, {}, CONTEXT)


def test_a_register_that_fails_is_left_alone_and_others_are_not(simulator: Simulator, connect: Connect) -> None:
    moment = [0.0]
    client = connect(pacing=replace(QUICK, retry_after=(), failures=3, rest=60.0, clock=lambda: moment[0]))
    simulator.exchange.faults.set(VALID, Kind.UNAVAILABLE)
    for _ in range(3):
        with pytest.raises(errors.ServerBusy):
            client.ask(VALID, {"EGN": VELKO}, CONTEXT)
    with pytest.raises(errors.CircuitOpen):
        client.ask(VALID, {"EGN": VELKO}, CONTEXT)
    assert client.ask("PersonDataSearch", {"EGN": VELKO}, CONTEXT).verdict.is_verified
    moment[0] += 61.0
    assert client.state(VALID) is State.HALF_OPEN
    simulator.exchange.faults.set(VALID, None)
    assert client.ask(VALID, {"EGN": VELKO}, CONTEXT).verdict.is_verified
    assert client.state(VALID) is State.CLOSED


def test_no_more_than_allowed_are_asked_at_once(simulator: Simulator, connect: Connect) -> None:
    client = connect(pacing=replace(QUICK, most_at_once=1, wait_for_turn=0.05))
    simulator.exchange.faults.set(VALID, Kind.DELAY, 0.8)
    first = threading.Thread(target=lambda: client.ask(VALID, {"EGN": VELKO}, CONTEXT))
    first.start()
    time.sleep(0.3)
    with pytest.raises(errors.TooMany):
        client.ask(VALID, {"EGN": VELKO}, CONTEXT)
    first.join()


def test_an_answer_is_kept_inside_its_case_and_ground_only(simulator: Simulator, connect: Connect) -> None:
    client = connect(cache=CaseCache())
    contexts = [
        CONTEXT,
        CONTEXT,
        replace(CONTEXT, service_uri="АУ-2026-000124"),
        replace(CONTEXT, law_reason="друго основание"),
    ]
    for context in contexts:
        client.ask(VALID, {"EGN": VELKO}, context)
    assert len(simulator.exchange.log) == 3


def test_a_signer_whose_certificate_has_ended_proves_nothing(connect: Connect) -> None:
    client = connect(now=lambda: datetime.now(UTC) + timedelta(days=400))
    assert client.ask(VALID, {"EGN": VELKO}, CONTEXT).verdict.outcome is Outcome.OUT_OF_DATE


def test_nobody_is_trusted_until_named(connect: Connect) -> None:
    assert connect(trusted=()).ask(VALID, {"EGN": VELKO}, CONTEXT).verdict.outcome is Outcome.UNKNOWN_SIGNER


def test_context_goes_over_the_wire_whole(simulator: Simulator, client: Client) -> None:
    whole = CallContext("1", "2", "3", "4", "5", "6", "7", "8", "9")
    client.ask(VALID, {"EGN": VELKO}, whole)
    assert len(simulator.exchange.log[0].context) == 11


def test_the_program_in_the_manual_runs(simulator: Simulator) -> None:
    manual = (Path(__file__).parents[4] / "docs/operations/regix.md").read_text(encoding="utf-8")
    program = manual.partition("```python\n")[2].partition("```")[0]
    names: dict[str, Any] = {}
    exec(program, names)
    keys, signer = simulator.certificates.folder, simulator.certificates.fingerprint("signer")

    def told(egn: str) -> str:
        return str(names["is_alive"](egn, simulator.v2, "2.16.100.1.1.999", keys, signer))

    assert [told(egn) for egn in (VELKO, ELENA, NOBODY)] == ["died on 2026-06-03", "alive", "nobody bears this number"]
    consumer(simulator, denials={VALID: frozenset({"DeathDate"})})
    assert told(VELKO) == "we may not see whether they live"
    simulator.exchange.faults.set(VALID, Kind.UNSIGNED)
    assert told(VELKO) == "not proven: missing"
    simulator.exchange.faults.set(VALID, Kind.DISABLED)
    assert told(VELKO) == "refused"
