"""What comes back from RegiX, read and told apart: answer, pending, refusal, failure, fault."""

from dataclasses import dataclass

from lxml import etree

from chinar.domain.registers.regix import xml
from chinar.domain.registers.regix.envelope import body_child, is_nil
from chinar.domain.registers.regix.errors import BadAnswer, Fault, Refused, RegisterFailed
from chinar.domain.registers.regix.matrix import Matrix
from chinar.domain.registers.regix.names import DSIG, SOAP_11, SOAP_12, V1_ALL, V2_DATA, V2_WRAPPER, Version
from chinar.domain.registers.regix.xml import Element

_RESULTS = {
    f"{{{V2_WRAPPER}}}ExecuteResponse": f"{{{V2_WRAPPER}}}ExecuteResult",
    f"{{{V2_WRAPPER}}}CheckResultResponse": f"{{{V2_WRAPPER}}}CheckResultResult",
    f"{{{V2_WRAPPER}}}ExecuteCallback": f"{{{V2_WRAPPER}}}request",
    f"{{{V1_ALL}}}ExecuteSynchronousResponse": f"{{{V1_ALL}}}ExecuteSynchronousResult",
    f"{{{V1_ALL}}}ExecuteResponse": f"{{{V1_ALL}}}ExecuteResult",
    f"{{{V1_ALL}}}CheckResultResponse": f"{{{V1_ALL}}}CheckResultResult",
}
ACKNOWLEDGED = f"{{{V2_WRAPPER}}}AcknowledgeResultReceivedResponse"


@dataclass(frozen=True, slots=True)
class Pending:
    """The register works on it; ask again with these two."""

    call_id: str
    verification_code: str


@dataclass(frozen=True, slots=True)
class Result:
    """A good answer as it stands on the wire. `response` is None where the register said nothing at all."""

    version: Version
    call_id: str
    request: Element | None
    response: Element | None
    matrix: Matrix | None
    data: Element
    signatures: tuple[Element, ...]


@dataclass(frozen=True, slots=True)
class Acknowledged:
    """RegiX has noted that we hold the answer."""


Reply = Result | Pending | Acknowledged


def read(raw: bytes, *, most_bytes: int = xml.MOST_BYTES) -> Reply:
    """Raises Fault, Refused, RegisterFailed or BadAnswer; what is missing never counts as success."""
    called = body_child(xml.parse(raw, most_bytes=most_bytes))
    if called.tag in (f"{{{SOAP_11}}}Fault", f"{{{SOAP_12}}}Fault"):
        raise _fault(called)
    if called.tag == ACKNOWLEDGED:
        return Acknowledged()
    name = _RESULTS.get(str(called.tag))
    result = xml.only(called, name) if name else None
    if result is None:
        raise BadAnswer("Not an answer of RegiX.")
    if name and name.startswith(f"{{{V1_ALL}}}"):
        return _result(result, Version.V1)
    inner = xml.only(result, f"{{{V2_DATA}}}ServiceResultData")
    if inner is None:
        raise BadAnswer("The answer has no ServiceResultData.")
    return _result(inner, Version.V2)


def _result(result: Element, version: Version) -> Result | Pending:
    space = f"{{{version.data}}}"
    has_error = _flag(result, f"{space}HasError")
    error = xml.text(xml.only(result, f"{space}Error"))
    call_id = xml.text(xml.only(result, f"{space}ServiceCallID"))
    code = xml.text(xml.only(result, f"{space}VerificationCode"))
    ready_element = xml.only(result, f"{space}IsReady")
    if ready_element is None and version is Version.V1 and not has_error and call_id:
        return Pending(call_id, "")  # the old asynchronous call says only its number
    ready = False if ready_element is None and has_error else _flag(result, f"{space}IsReady")
    if has_error:
        if not ready and call_id in ("", "0"):
            raise Refused(error)
        raise RegisterFailed(error, call_id)
    if not ready:
        if call_id in ("", "0") or (version is Version.V2 and not code):
            raise BadAnswer("Neither ready nor pending.")
        return Pending(call_id, code)
    return _ready(result, version, call_id)


def _ready(result: Element, version: Version, call_id: str) -> Result:
    space = f"{{{version.data}}}"
    data = xml.only(result, f"{space}Data")
    if data is None or is_nil(data):
        raise BadAnswer("Ready, but without data.")
    return Result(
        version,
        call_id,
        request=_inside(data, f"{space}Request"),
        response=_inside(data, f"{space}Response"),
        matrix=Matrix.read(xml.only(data, f"{space}Matrix"), version.data),
        data=data,
        signatures=_signatures(result, version),
    )


def _inside(data: Element, tag: str) -> Element | None:
    holder = xml.only(data, tag)
    inside = [] if holder is None else xml.children(holder)
    if len(inside) > 1:
        raise BadAnswer("More than one document in the answer.")
    return inside[0] if inside else None


def _signatures(result: Element, version: Version) -> tuple[Element, ...]:
    """Several signatures come wrapped in a Signature element of RegiX's own namespace."""
    wrapped = xml.only(result, f"{{{version.data}}}Signature")
    return (*result.findall(f"{{{DSIG}}}Signature"), *([] if wrapped is None else xml.children(wrapped)))


def _flag(result: Element, tag: str) -> bool:
    said = xml.text(xml.only(result, tag))
    if said not in ("true", "false", "1", "0"):
        raise BadAnswer(f"{etree.QName(tag).localname} is not said.")
    return said in ("true", "1")


def _fault(fault: Element) -> Fault:
    code, said = fault.find("faultcode"), fault.find("faultstring")
    if said is None:  # SOAP 1.2
        code = fault.find(f"{{{SOAP_12}}}Code/{{{SOAP_12}}}Value")
        said = fault.find(f"{{{SOAP_12}}}Reason/{{{SOAP_12}}}Text")
    return Fault(xml.text(said), xml.text(code).rpartition(":")[2])
