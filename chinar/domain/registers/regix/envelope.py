"""The envelopes that go to RegiX: made here, and read here by the simulator."""

import copy
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from typing import Any

from lxml import etree

from chinar.domain.registers.regix import xml
from chinar.domain.registers.regix.errors import BadAnswer, WrongQuestion
from chinar.domain.registers.regix.names import SOAP_11, SOAP_12, V1_ALL, V2_WRAPPER, XSI, Version
from chinar.domain.registers.regix.xml import Element


@dataclass(frozen=True, slots=True)
class CallContext:
    """Who asks and why; kept in the central log and shown to the person concerned. Order and names as on the wire.

    RegiX checks none of it, so we do: the fields that are required by its rules cannot be empty here.
    """

    service_uri: str
    """Our own number of the case."""
    service_type: str
    """Which service, or which activity for a check."""
    law_reason: str
    employee_identifier: str = ""
    """E-mail or user name, verified by us."""
    employee_names: str = ""
    employee_additional_identifier: str = ""
    employee_position: str = ""
    responsible_person_identifier: str = ""
    """Only for automatic calls: the head who answers for them."""
    remark: str = ""


WIRE_NAMES = (
    ("ServiceURI", "service_uri"),
    ("ServiceType", "service_type"),
    ("EmployeeIdentifier", "employee_identifier"),
    ("EmployeeNames", "employee_names"),
    ("EmployeeAditionalIdentifier", "employee_additional_identifier"),  # spelled so by them
    ("EmployeePosition", "employee_position"),
    ("AdministrationOId", None),
    ("AdministrationName", None),
    ("ResponsiblePersonIdentifier", "responsible_person_identifier"),
    ("LawReason", "law_reason"),
    ("Remark", "remark"),
)


@dataclass(frozen=True, slots=True)
class Question:
    """All that one call says. `argument` is the one element that the operation's schema asks for."""

    operation: str
    argument: Element
    context: CallContext
    administration_oid: str
    administration_name: str
    sign_result: bool = True
    return_access_matrix: bool = True
    asynchronous: bool = False
    employee_egn: str = ""
    citizen_egn: str = ""


@dataclass(frozen=True, slots=True)
class Heard:
    """A request as the other side reads it."""

    version: Version
    method: str
    operation: str = ""
    argument: Element | None = None
    context: Mapping[str, str] | None = None
    sign_result: bool = False
    return_access_matrix: bool = False
    asynchronous: bool = False
    call_id: str = ""
    verification_code: str = ""
    result: Element | None = None
    """Of a callback."""
    ignored: tuple[str, ...] = ()
    """Elements that RegiX drops in silence: unknown ones, and known ones in a wrong namespace."""


PARTS = (
    "RequestProcessing",
    "ResponseProcessing",
    "Operation",
    "Argument",
    "EIDToken",
    "CallContext",
    "CallbackURL",
    "EmployeeEGN",
    "CitizenEGN",
    "SignResult",
    "ReturnAccessMatrix",
)
"""Of a call, in the order in which they must stand."""
EXECUTE, EXECUTE_V1, CHECK, ACKNOWLEDGE = "Execute", "ExecuteSynchronous", "CheckResult", "AcknowledgeResultReceived"


def execute(question: Question, version: Version) -> bytes:
    """The bytes of the call. Raises WrongQuestion where the context lacks what the rules of RegiX require."""
    lacking = [
        field.name
        for field in fields(CallContext)
        if field.name in ("service_uri", "service_type", "law_reason")
        and not getattr(question.context, field.name).strip()
    ]
    if lacking or not question.administration_oid:
        raise WrongQuestion(f"The context of the call lacks {', '.join(lacking) or 'the OID of the administration'}.")
    method = EXECUTE_V1 if version is Version.V1 else EXECUTE
    envelope, outer = _envelope(version, method, "request")
    data = outer if version is Version.V1 else _add(outer, version.data, "ServiceRequestData")
    if question.asynchronous and version is Version.V2:
        _add(_add(data, version.data, "RequestProcessing"), version.data, "RequestProcessing", "Asynchronous")
    _add(data, version.data, "Operation", question.operation)
    _add(data, version.data, "Argument").append(xml.to_insert(question.argument))
    _context(data, version.data, question)
    for name, value in (("EmployeeEGN", question.employee_egn), ("CitizenEGN", question.citizen_egn)):
        if value:
            _add(data, version.data, name, value)
    _add(data, version.data, "SignResult", _flag(question.sign_result))
    _add(data, version.data, "ReturnAccessMatrix", _flag(question.return_access_matrix))
    return bytes(etree.tostring(envelope, encoding="utf-8", xml_declaration=True))


def follow_up(method: str, version: Version, call_id: str, verification_code: str) -> bytes:
    """CheckResult or AcknowledgeResultReceived."""
    envelope, argument = _envelope(version, method, "argument")
    if version is Version.V2:
        argument = _add(argument, version.data, "ServiceCheckResultArgument")
    _add(argument, version.data, "ServiceCallID", call_id)
    if version is Version.V2:
        _add(argument, version.data, "VerificationCode", verification_code)
    return bytes(etree.tostring(envelope, encoding="utf-8", xml_declaration=True))


def _context(data: Element, namespace: str, question: Question) -> None:
    context = _add(data, namespace, "CallContext")
    ours = {"AdministrationOId": question.administration_oid, "AdministrationName": question.administration_name}
    for name, field in WIRE_NAMES:
        value = getattr(question.context, field) if field else ours[name]
        if value:
            _add(context, namespace, name, value)


def _envelope(version: Version, method: str, parameter: str) -> tuple[Element, Element]:
    envelope = etree.Element(f"{{{SOAP_11}}}Envelope", nsmap={"s": SOAP_11})
    body = etree.SubElement(envelope, f"{{{SOAP_11}}}Body")
    called = etree.SubElement(body, f"{{{version.wrapper}}}{method}", nsmap={None: version.wrapper})
    return envelope, _add(called, version.wrapper, parameter)


def _add(parent: Element, namespace: str, name: str, value: str | None = None) -> Element:
    child = etree.SubElement(parent, f"{{{namespace}}}{name}", nsmap={None: namespace})
    if value is not None:
        try:
            child.text = value
        except ValueError:
            raise WrongQuestion(f"{name} holds characters that XML cannot carry.") from None
    return child


def _flag(value: bool) -> str:
    return "true" if value else "false"


def hear(raw: bytes) -> Heard:
    """Reads a request of either version, SOAP 1.1 or 1.2. Raises BadAnswer where it is none."""
    called = body_child(xml.parse(raw))
    namespace = etree.QName(called).namespace
    if namespace not in (V1_ALL, V2_WRAPPER):
        raise BadAnswer("The call is in a namespace of neither entry point.")
    version = Version.V1 if namespace == V1_ALL else Version.V2
    method = xml.local(called)
    inner = xml.children(called)
    if method not in (EXECUTE, EXECUTE_V1, CHECK, ACKNOWLEDGE, "ExecuteCallback") or len(inner) != 1:
        raise BadAnswer(f"{method} is no method of the entry point, or has no parameter.")
    parts = inner[0] if version is Version.V1 else _data(inner[0])
    if method == "ExecuteCallback":
        return Heard(version, method, result=parts)
    if method in (CHECK, ACKNOWLEDGE):
        return Heard(
            version,
            method,
            call_id=_text(parts, version, "ServiceCallID"),
            verification_code=_text(parts, version, "VerificationCode"),
        )
    return _heard_call(parts, version, method)


def _heard_call(parts: Element, version: Version, method: str) -> Heard:
    argument = parts.find(f"{{{version.data}}}Argument")
    context = parts.find(f"{{{version.data}}}CallContext")
    processing = parts.find(f"{{{version.data}}}RequestProcessing")
    inside = [] if argument is None else xml.children(argument)
    return Heard(
        version,
        method,
        operation=_text(parts, version, "Operation"),
        argument=copy.deepcopy(inside[0]) if len(inside) == 1 else None,
        context={} if context is None else {xml.local(child): xml.text(child) for child in xml.children(context)},
        sign_result=_text(parts, version, "SignResult") in ("true", "1"),
        return_access_matrix=_text(parts, version, "ReturnAccessMatrix") in ("true", "1"),
        asynchronous=processing is not None and "Asynchronous" in "".join(map(str, processing.itertext())),
        ignored=(
            *_unknown(parts, version, PARTS),
            *([] if context is None else _unknown(context, version, [name for name, _ in WIRE_NAMES])),
        ),
    )


def _unknown(parent: Element, version: Version, names: Iterable[str]) -> list[str]:
    known = {f"{{{version.data}}}{name}" for name in names}
    return [str(child.tag) for child in xml.children(parent) if child.tag not in known]


def body_child(envelope: Element) -> Element:
    """The one element in the body of a SOAP envelope."""
    for namespace in (SOAP_11, SOAP_12):
        if envelope.tag == f"{{{namespace}}}Envelope":
            body = xml.only(envelope, f"{{{namespace}}}Body")
            inside = [] if body is None else xml.children(body)
            if len(inside) == 1:
                return inside[0]
    raise BadAnswer("Not a SOAP envelope with one element in its body.")


def _data(parameter: Element) -> Element:
    inside = xml.children(parameter)
    if len(inside) != 1:
        raise BadAnswer("The parameter of the call does not hold one element.")
    return inside[0]


def _text(parts: Element, version: Version, name: str) -> str:
    return xml.text(parts.find(f"{{{version.data}}}{name}"))


def is_nil(element: Any) -> bool:
    return element is not None and element.get(f"{{{XSI}}}nil") in ("true", "1")
