"""The envelopes that RegiX sends back."""

from dataclasses import dataclass

from lxml import etree

from chinar.domain.registers.regix import xml
from chinar.domain.registers.regix.names import (
    FAULT_CODES,
    FAULT_DETAIL,
    SOAP_11,
    V1_ALL,
    V2_DATA,
    XSD,
    XSI,
    Version,
)
from chinar.domain.registers.regix.xml import Element


@dataclass(slots=True)
class Outgoing:
    """What one answer says. `data` is None in a refusal, a failure and while pending."""

    ready: bool = True
    data: Element | None = None
    signature: Element | None = None
    error: str | None = None
    call_id: str = "0"
    code: str = ""


def result(version: Version, method: str, said: Outgoing) -> bytes:
    envelope, outer = _envelope(version, f"{method}Response", f"{method}Result")
    holder = outer if version is Version.V1 else _add(outer, version.data, "ServiceResultData")
    if method == "Execute" and version is Version.V1:  # the old asynchronous call: a number and no more
        _add(holder, V1_ALL, "ServiceCallID", said.call_id)
    else:
        _add(holder, version.data, "IsReady", "true" if said.ready else "false")
        _data(holder, version, said)
    _add(holder, version.data, "HasError", "false" if said.error is None else "true")
    _add(holder, version.data, "Error", said.error)
    if not (method == "Execute" and version is Version.V1):
        _add(holder, version.data, "ServiceCallID", said.call_id)
    if said.code and version is Version.V2:
        _add(holder, version.data, "VerificationCode", said.code)
    return bytes(etree.tostring(envelope, encoding="utf-8"))


def _data(holder: Element, version: Version, said: Outgoing) -> None:
    if said.data is not None:
        holder.append(said.data if version is Version.V2 else _moved(said.data))
        if said.signature is not None and version is Version.V2:
            holder.append(said.signature)
    elif version is Version.V1:
        _add(_add(holder, V1_ALL, "Data", "", id="data"), V1_ALL, "Matrix", None)
    else:
        _add(holder, version.data, "Data", None)


def _moved(data: Element) -> Element:
    """The old entry point moves its own elements into another namespace after the register has signed them."""
    return etree.fromstring(
        etree.tostring(xml.alone(data), encoding="utf-8").replace(V2_DATA.encode(), V1_ALL.encode())
    )


def acknowledged() -> bytes:
    envelope = etree.Element(f"{{{SOAP_11}}}Envelope", nsmap={"s": SOAP_11})
    body = etree.SubElement(envelope, f"{{{SOAP_11}}}Body")
    space = Version.V2.wrapper
    etree.SubElement(body, f"{{{space}}}AcknowledgeResultReceivedResponse", nsmap={None: space})
    return bytes(etree.tostring(envelope, encoding="utf-8"))


def fault(text: str) -> bytes:
    envelope = etree.Element(f"{{{SOAP_11}}}Envelope", nsmap={"s": SOAP_11})
    body = etree.SubElement(envelope, f"{{{SOAP_11}}}Body")
    made = etree.SubElement(body, f"{{{SOAP_11}}}Fault")
    etree.SubElement(made, "faultcode", nsmap={"a": FAULT_CODES}).text = "a:InternalServiceFault"
    etree.SubElement(made, "faultstring").text = text
    detail = etree.SubElement(etree.SubElement(made, "detail"), f"{{{FAULT_DETAIL}}}ExceptionDetail")
    etree.SubElement(detail, f"{{{FAULT_DETAIL}}}Message").text = text
    return bytes(etree.tostring(envelope, encoding="utf-8"))


def data(request: Element, response: Element | None, matrix: Element | None) -> Element:
    """Data as the register signs it."""
    made = etree.Element(f"{{{V2_DATA}}}Data", nsmap={None: V2_DATA, "xsi": XSI, "xsd": XSD}, id="data")
    _add(made, V2_DATA, "Request", "", id="request").append(xml.to_insert(request))
    holder = _add(made, V2_DATA, "Response", "", id="response")
    if response is not None:
        holder.append(xml.to_insert(response))
    if matrix is None:
        _add(made, V2_DATA, "Matrix", None)
    else:
        made.append(matrix)
    return made


def matrix(root: str, paths: list[str], denied: set[str]) -> Element:
    made = etree.Element(f"{{{V2_DATA}}}Matrix", id="AccessMatrix")
    _add(made, V2_DATA, "HasAccess", "true")
    _add(made, V2_DATA, "Name", root)
    properties = _add(made, V2_DATA, "Properties")
    for path in paths:
        entry = _add(properties, V2_DATA, "Property")
        _add(entry, V2_DATA, "HasAccess", "false" if path in denied else "true")
        _add(entry, V2_DATA, "Name", path)
    return made


def _envelope(version: Version, response: str, inner: str) -> tuple[Element, Element]:
    envelope = etree.Element(f"{{{SOAP_11}}}Envelope", nsmap={"s": SOAP_11})
    body = etree.SubElement(envelope, f"{{{SOAP_11}}}Body", nsmap={"xsi": XSI, "xsd": XSD})
    outer = etree.SubElement(body, f"{{{version.wrapper}}}{response}", nsmap={None: version.wrapper})
    return envelope, _add(outer, version.wrapper, inner)


def _add(parent: Element, space: str, name: str, value: str | None = "", **attributes: str) -> Element:
    """`None` is nil."""
    child = etree.SubElement(parent, f"{{{space}}}{name}", attributes, nsmap={None: space})
    if value is None:
        child.set(f"{{{XSI}}}nil", "true")
    elif value:
        child.text = value
    return child
