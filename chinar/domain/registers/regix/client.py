"""Asks RegiX: builds the question, sends it, waits for a slow register, proves and reads the answer.

One `Client` serves one administration, with its own certificate and OID, in any number of threads.
"""

import threading
from collections import defaultdict
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from lxml import etree

from chinar.domain.registers.regix import catalogue, description, envelope, mapping, reply, signature
from chinar.domain.registers.regix.answer import Answer, content_of, must_answer
from chinar.domain.registers.regix.breaker import Breaker, State
from chinar.domain.registers.regix.cache import CaseCache
from chinar.domain.registers.regix.catalogue import Catalogue, Operation
from chinar.domain.registers.regix.description import Description
from chinar.domain.registers.regix.envelope import CallContext, Question
from chinar.domain.registers.regix.errors import (
    BadAnswer,
    CircuitOpen,
    ConnectionLost,
    Fault,
    NoSuchEntryPoint,
    RegixError,
    ServerBusy,
    StillPending,
    TimedOut,
    TooMany,
    Unreachable,
    WrongQuestion,
)
from chinar.domain.registers.regix.names import Version
from chinar.domain.registers.regix.pacing import Pacing
from chinar.domain.registers.regix.reply import Pending, Result
from chinar.domain.registers.regix.schemas import Schemas
from chinar.domain.registers.regix.transport import Administration, Transport
from chinar.domain.registers.regix.xml import Element


@dataclass(frozen=True, slots=True)
class Endpoint:
    """Whole addresses of `/basic`. The old one is asked only where the new one is not there at all."""

    v2: str
    v1: str = ""


@dataclass
class _Guard:
    """Of one operation."""

    breaker: Breaker
    turns: threading.BoundedSemaphore


@dataclass
class Client:
    """`trusted` are SHA-256 fingerprints of the registers' signing certificates: without them no answer is verified."""

    endpoint: Endpoint
    administration: Administration
    trusted: Collection[str] = ()
    schemas: Schemas | None = None
    pacing: Pacing = field(default_factory=Pacing)
    cache: CaseCache | None = None
    operations: Catalogue = field(default_factory=catalogue.shipped)
    now: Callable[[], datetime] = field(kw_only=True)
    """The moment, aware: stands in the answer and decides whether a signer's certificate was valid."""
    transport: Transport | None = None

    def __post_init__(self) -> None:
        self._transport = self.transport or Transport(self.administration, clock=self.pacing.clock)
        self._version = Version.V2
        self._guards: dict[str, _Guard] = defaultdict(
            lambda: _Guard(
                Breaker(self.pacing.failures, self.pacing.rest), threading.BoundedSemaphore(self.pacing.most_at_once)
            )
        )

    def ask(
        self,
        operation: str,
        argument: Mapping[str, Any] | Element,
        context: CallContext,
        *,
        pacing: Pacing | None = None,
        employee_egn: str = "",
        citizen_egn: str = "",
        asynchronous: bool = False,
    ) -> Answer:
        """The answer of one register. `argument` is a dictionary by the description, or the document itself.

        Raises what errors.py lists; StillPending carries what `collect` needs. Waits no longer than `pacing.seconds`.
        """
        found = self.operations.find(operation)
        question = Question(
            found.string,
            self._argument(found, argument),
            context,
            self.administration.oid,
            self.administration.name,
            asynchronous=asynchronous,
            employee_egn=employee_egn,
            citizen_egn=citizen_egn,
        )
        kept = self.cache.get(question, self.pacing.clock()) if self.cache and not found.sends else None
        if kept:
            return kept
        answer = self._guarded(found, lambda: self._run(found, question, pacing or self.pacing))
        if self.cache and not found.sends:
            self.cache.put(question, answer, self.pacing.clock())
        return answer

    def collect(self, operation: str, argument: Mapping[str, Any] | Element, pending: StillPending) -> Answer:
        """The answer to a question that was still pending. Raises StillPending again where it still is."""
        found = self.operations.find(operation)
        asked = self._argument(found, argument)
        if not pending.verification_code:  # only the old entry point gives none
            self._version = Version.V1
        ends = self.pacing.clock() + self.pacing.seconds
        waiting = Pending(pending.call_id, pending.verification_code)
        return self._guarded(found, lambda: self._awaited(found, asked, waiting, self.pacing, ends))

    def probe(self) -> float:
        """Seconds that RegiX takes to answer, without asking any register: the result of a call that never was is
        wanted, and the fault that tells so proves address, line, both certificates and contract. Raises RegixError."""
        began, pacing = self.pacing.clock(), self.pacing
        try:
            reply.read(self._follow_up(envelope.CHECK, Pending("0", "0"), pacing, began + pacing.seconds))
        except Fault:
            return pacing.clock() - began
        raise BadAnswer("A call that never was has a result.")

    def state(self, operation: str) -> State:
        """Of the circuit breaker of an operation."""
        return self._guards[self.operations.find(operation).string].breaker.state(self.pacing.clock())

    def describe(self, operation: Operation) -> Description:
        """Ours, or one made from the official schemas. Raises WrongQuestion where there is neither."""
        ours = description.shipped(operation)
        if ours:
            return ours
        if self.schemas is None:
            raise WrongQuestion(f"{operation.name} is not described here, and there is no folder of official schemas.")
        return self.schemas.description(operation)

    def close(self) -> None:
        self._transport.close()

    def _argument(self, operation: Operation, argument: Mapping[str, Any] | Element) -> Element:
        described = self.describe(operation)
        made = argument if isinstance(argument, etree._Element) else mapping.to_xml(described, "request", argument)
        mapping.to_python(described, "request", made)
        wrong = self.schemas.faults(operation, "request", made) if self.schemas else []
        if wrong:
            raise WrongQuestion(f"The question to {operation.name} is not valid: {wrong[0]}.")
        return made

    def _guarded(self, operation: Operation, run: Callable[[], Answer]) -> Answer:
        guard, clock = self._guards[operation.string], self.pacing.clock
        if not guard.turns.acquire(timeout=self.pacing.wait_for_turn):
            raise TooMany(f"{operation.name}: {self.pacing.most_at_once} questions are under way.")
        try:
            if seconds := guard.breaker.admit(clock()):
                raise CircuitOpen(operation.name, seconds)
            try:
                answer = run()
            except RegixError as error:
                guard.breaker.failed(clock()) if error.breaks else guard.breaker.abandoned()
                raise
            except BaseException:
                guard.breaker.abandoned()
                raise
            guard.breaker.succeeded()
            return answer
        finally:
            guard.turns.release()

    def _run(self, operation: Operation, question: Question, pacing: Pacing) -> Answer:
        """Tries again what may be tried again; never a question that sends something and may have arrived."""
        ends = pacing.clock() + pacing.seconds
        for pause in (*pacing.retry_after, None):
            try:
                return self._once(operation, question, pacing, ends)
            except RegixError as error:
                repeatable = error.may_retry and not (operation.sends and error.may_have_happened)
                wait = 0.0 if pause is None else pause * pacing.jitter()
                if pause is None or not repeatable or pacing.clock() + wait >= ends:
                    raise
                pacing.sleep(wait)
        raise AssertionError("the last try returns or raises")

    def _once(self, operation: Operation, question: Question, pacing: Pacing, ends: float) -> Answer:
        method = envelope.EXECUTE_V1 if self._version is Version.V1 else envelope.EXECUTE
        try:
            raw = self._post(method, envelope.execute(question, self._version), pacing, ends)
        except NoSuchEntryPoint:
            if self._version is Version.V1 or not self.endpoint.v1:
                raise
            self._version = Version.V1
            return self._once(operation, question, pacing, ends)
        said = reply.read(raw)
        if isinstance(said, Pending):
            return self._awaited(operation, question.argument, said, pacing, ends)
        return self._answer(operation, question.argument, said, raw)

    def _awaited(
        self, operation: Operation, argument: Element, pending: Pending, pacing: Pacing, ends: float
    ) -> Answer:
        """A poll that fails on the way costs only a poll: the register goes on with its work."""
        pauses = iter(pacing.poll_after)
        pause = next(pauses, 1.0)
        while pacing.clock() + pause * 1.5 < ends:
            pacing.sleep(pause * pacing.jitter())
            pause = next(pauses, pause)
            try:
                raw = self._follow_up(envelope.CHECK, pending, pacing, ends)
            except (Unreachable, ConnectionLost, TimedOut, ServerBusy):
                continue
            said = reply.read(raw)
            if not isinstance(said, Pending):
                answer = self._answer(operation, argument, said, raw)
                self._acknowledge(pending, pacing, ends)
                return answer
        raise StillPending(pending.call_id, pending.verification_code)

    def _acknowledge(self, pending: Pending, pacing: Pacing, ends: float) -> None:
        """Lets RegiX forget the answer that we hold. It costs us nothing if that fails; the old one cannot do it."""
        if self._version is Version.V2:
            try:
                self._follow_up(envelope.ACKNOWLEDGE, pending, pacing, ends)
            except RegixError:
                return

    def _follow_up(self, method: str, pending: Pending, pacing: Pacing, ends: float) -> bytes:
        body = envelope.follow_up(method, self._version, pending.call_id, pending.verification_code)
        return self._post(method, body, pacing, ends)

    def _post(self, method: str, body: bytes, pacing: Pacing, ends: float) -> bytes:
        left = ends - pacing.clock()
        if left <= 0:
            raise TimedOut("No time is left.")
        url = self.endpoint.v1 if self._version is Version.V1 else self.endpoint.v2
        return self._transport.post(url, self._version.soap_action(method), body, seconds=min(left, pacing.one_try))

    def _answer(self, operation: Operation, argument: Element, said: reply.Reply, raw: bytes) -> Answer:
        if not isinstance(said, Result):
            raise BadAnswer("An acknowledgement came where an answer was due.")
        must_answer(argument, said)
        described = self.describe(operation)
        wrong = (
            self.schemas.faults(operation, "response", said.response)
            if self.schemas and said.response is not None
            else []
        )
        at = self.now()
        return Answer(
            operation,
            said.call_id,
            content_of(said, described),
            said.matrix,
            signature.verdict(said.data, said.signatures, trusted=self.trusted, at=at),
            raw,
            at,
            tuple(wrong),
        )
