"""The core of RegiX: who asks, may they, what does the register say. Checks come in the order of the real one."""

import base64
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import rsa
from lxml import etree

from chinar.domain.registers.regix import catalogue, description, envelope, mapping
from chinar.domain.registers.regix.catalogue import Operation
from chinar.domain.registers.regix.description import Description, Field
from chinar.domain.registers.regix.envelope import Heard
from chinar.domain.registers.regix.errors import RegixError
from chinar.domain.registers.regix.xml import Element
from chinar.domain.registers.simulator import answering, population, registers
from chinar.domain.registers.simulator.answering import Outgoing
from chinar.domain.registers.simulator.faults import Faults, Injected, Kind
from chinar.domain.registers.simulator.population import Population
from chinar.domain.registers.simulator.registers import inquiries
from chinar.domain.registers.simulator.registers.inquiries import Logged
from chinar.domain.registers.simulator.signing import sign

NO_CERTIFICATE = "Access denied! ConsumerCertificate is not found."
NOT_ACTIVE = "Access denied! ConsumerCertificate is not active."
DENIED, DISABLED = "Access denied!", "Service is disabled!"
NO_CALL = "No such serviceCallID could be found!"


@dataclass(frozen=True, slots=True)
class Consumer:
    """An administration by its certificate. `grants` None means every operation; `denials` are dotted paths that it may
    not see, by operation."""

    oid: str
    active: bool = True
    grants: frozenset[str] | None = None
    denials: dict[str, frozenset[str]] = field(default_factory=dict)


class SoapFault(Exception):
    """The question could not be taken."""


@dataclass
class Exchange:
    """`consumers` by SHA-256 fingerprint. `strict` refuses what the real one drops in silence, for tests."""

    consumers: dict[str, Consumer]
    signer: tuple[x509.Certificate, rsa.RSAPrivateKey]
    draw: Callable[[int], bytes]
    clock: Callable[[], datetime]
    faults: Faults = field(default_factory=Faults)
    town: Population = field(default_factory=population.shipped)
    strict: bool = False
    invent: bool = False
    log: list[Logged] = field(default_factory=list)
    acknowledged: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._lock = threading.Lock()
        self._last_call = 1_000_000
        self._waiting: dict[str, tuple[str, float, Outgoing]] = {}
        self._by_string = {each.string: each for each in catalogue.shipped().operations}
        self._interfaces = {string.rpartition(".")[0] for string in self._by_string}

    def handle(self, heard: Heard, fingerprint: str, injected: Injected | None) -> bytes:
        """The body of the answer. Raises SoapFault."""
        if heard.method == envelope.CHECK:
            return answering.result(heard.version, heard.method, self._check(heard))
        if heard.method == envelope.ACKNOWLEDGE:
            self._check(heard, forget=True)
            return answering.acknowledged()
        return answering.result(heard.version, heard.method, self._execute(heard, fingerprint, injected))

    def about(self, identifier: str) -> list[Logged]:
        """Every question asked about a person."""
        return [line for line in self.log if identifier in line.identifiers]

    def _execute(self, heard: Heard, fingerprint: str, injected: Injected | None) -> Outgoing:
        operation = self._operation(heard)
        described = description.shipped(operation)
        if heard.argument is None:
            raise SoapFault("Element request.Argument is required and it must contain XML content")
        if described and heard.argument.tag != described.request.name:
            raise SoapFault(f"The root element of request.Argument must be {described.request.local}")
        consumer = self.consumers.get(fingerprint)
        if consumer is None:
            return Outgoing(ready=False, error=NO_CERTIFICATE)
        if not consumer.active:
            return Outgoing(ready=False, error=NOT_ACTIVE)
        if consumer.grants is not None and operation.name not in consumer.grants:
            return Outgoing(ready=False, error=DENIED)
        kind = injected.kind if injected else None
        if described is None or not registers.answers(operation.name) or kind is Kind.DISABLED:
            return Outgoing(ready=False, error=DISABLED)
        asked = self._asked(described, heard)
        call_id = self._note(operation, consumer, heard, asked)
        if kind is Kind.REGISTER_ERROR:
            return Outgoing(error="A network-related error occurred while connecting to the register.", call_id=call_id)
        made = self._answer(operation, described, consumer, heard, asked, kind, call_id)
        if kind is Kind.PENDING or heard.asynchronous or (heard.method == "Execute" and heard.version == "v1"):
            return self._wait(call_id, made, injected.number if injected and kind is Kind.PENDING else 1)
        return made

    def _operation(self, heard: Heard) -> Operation:
        if heard.operation.rpartition(".")[0] not in self._interfaces:
            raise SoapFault("Element request.Operation is invalid. Check for correct operation names.")
        if heard.operation not in self._by_string:
            raise SoapFault(f"Operation with name:'{heard.operation.rpartition('.')[2]}' could not be found!")
        return self._by_string[heard.operation]

    def _asked(self, described: Description, heard: Heard) -> dict[str, Any]:
        assert heard.argument is not None
        try:
            asked = mapping.to_python(described, "request", heard.argument)
        except RegixError as error:
            raise SoapFault(str(error)) from error
        if self.strict and (unknown := [*heard.ignored, *unknown_in(asked)]):
            raise SoapFault(f"Unknown elements: {', '.join(unknown)}")
        return asked

    def _note(self, operation: Operation, consumer: Consumer, heard: Heard, asked: dict[str, Any]) -> str:
        assert heard.argument is not None
        texts = tuple(str(text).strip() for text in heard.argument.itertext() if str(text).strip())
        with self._lock:
            self._last_call += 1
            call_id = str(self._last_call)
            self.log.append(
                Logged(call_id, operation.string, consumer.oid, dict(heard.context or {}), texts, self.clock())
            )
        return call_id

    def _answer(
        self,
        operation: Operation,
        described: Description,
        consumer: Consumer,
        heard: Heard,
        asked: dict[str, Any],
        kind: Kind | None,
        call_id: str,
    ) -> Outgoing:
        assert heard.argument is not None
        said = None
        if kind is not Kind.EMPTY:
            nobody = kind is Kind.NOT_FOUND
            about = dict.fromkeys(asked, "") if nobody else asked
            said = self._said(operation, about, call_id, invent=self.invent and not nobody)
        denied = set(consumer.denials.get(operation.name, ()))
        response = mapping.to_xml(described, "response", without(said, denied)) if said else empty(described)
        paths = all_paths(described, described.response)
        matrix = answering.matrix(described.response.local, paths, denied) if heard.return_access_matrix else None
        data = answering.data(heard.argument, response, matrix)
        signature = sign(data, *self.signer) if heard.sign_result and kind is not Kind.UNSIGNED else None
        if kind is Kind.WRONG_SIGNATURE:
            data.set("forged", "true")
        return Outgoing(data=data, signature=signature, call_id=call_id)

    def _said(
        self, operation: Operation, asked: dict[str, Any], call_id: str, *, invent: bool
    ) -> dict[str, Any] | None:
        if operation.name == inquiries.NAME:
            return inquiries.about((line for line in self.log if line.call_id != call_id), asked)
        return registers.answer(self.town, operation.name, asked, invent=invent)

    def _wait(self, call_id: str, made: Outgoing, polls: float) -> Outgoing:
        made.code = f"{call_id}.{base64.b64encode(self.draw(64)).decode()}"
        with self._lock:
            self._waiting[call_id] = (made.code, polls, made)
        return Outgoing(ready=False, call_id=call_id, code=made.code)

    def _check(self, heard: Heard, *, forget: bool = False) -> Outgoing:
        with self._lock:
            code, polls, made = self._waiting.get(heard.call_id, ("", 0.0, Outgoing()))
            if not code or (heard.version == "v2" and code != heard.verification_code):
                raise SoapFault(NO_CALL)
            if forget:
                del self._waiting[heard.call_id]
                self.acknowledged.append(heard.call_id)
                return made
            if polls > 1:
                self._waiting[heard.call_id] = (code, polls - 1, made)
                return Outgoing(ready=False, call_id=heard.call_id, code=code)
        return Outgoing(data=made.data, signature=made.signature, call_id=heard.call_id)


def unknown_in(asked: Any) -> list[str]:
    """Names that the description of the question does not know, wherever they stand."""
    if isinstance(asked, list):
        return [name for one in asked for name in unknown_in(one)]
    if not isinstance(asked, dict):
        return []
    return [
        *(key for key in asked if key.startswith("{")),
        *(name for one in asked.values() for name in unknown_in(one)),
    ]


def empty(described: Description) -> Element:
    """Nobody was found: the root alone, even where the schema wants more."""
    return etree.Element(described.response.name)


def without(content: dict[str, Any], denied: set[str], path: str = "") -> dict[str, Any]:
    """The content with the withheld elements taken out, in silence, as RegiX does."""
    kept: dict[str, Any] = {}
    for key, value in content.items():
        here = f"{path}{key}"
        if here in denied:
            continue
        if isinstance(value, list):
            kept[key] = [without(each, denied, f"{here}.") if isinstance(each, dict) else each for each in value]
        else:
            kept[key] = without(value, denied, f"{here}.") if isinstance(value, dict) else value
    return kept


def all_paths(described: Description, field_: Field, path: str = "", depth: int = 0) -> list[str]:
    """Dotted, of every element below the root; types that contain themselves are followed three times."""
    found = []
    for part in described.parts(field_).fields if depth < 8 else ():
        here = f"{path}{part.local}"
        found += [here, *all_paths(described, part, f"{here}.", depth + 1)]
    return found
