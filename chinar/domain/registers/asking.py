"""One question over the wire, from what the evidence says. Touches no row."""

from datetime import date
from typing import Any

from chinar.domain.registers.models import Evidence, RegisterQuery
from chinar.domain.registers.regix.answer import Answer
from chinar.domain.registers.regix.client import Client
from chinar.domain.registers.regix.description import DATE, GROUP, Description, Field
from chinar.domain.registers.regix.envelope import CallContext
from chinar.domain.registers.regix.errors import WrongQuestion


def ask(evidence: Evidence, query: RegisterQuery, client: Client, *, responsible: str, on: date) -> Answer:
    """Raises RegixError. `responsible` answers for a question that nobody asked by hand."""
    described = client.describe(client.operations.find(query.operation))
    return client.ask(
        query.operation, argument_for(described, evidence.subject, on=on), context_of(evidence, query, responsible)
    )


def context_of(evidence: Evidence, query: RegisterQuery, responsible: str) -> CallContext:
    official = query.by
    return CallContext(
        service_uri=evidence.case.number,
        service_type=evidence.service_name,
        law_reason=query.ground,
        employee_identifier=(official.email or "") if official else "",
        employee_names=official.name if official else "",
        employee_position=query.position,
        responsible_person_identifier="" if official else responsible,
    )


def argument_for(described: Description, subject: str, *, on: date) -> dict[str, Any]:
    """The question about one number, as of a day. Raises WrongQuestion where the operation wants to know more: such
    evidence is asked for by hand."""
    if not described.identifier:
        raise WrongQuestion("The operation does not ask about one number.")
    return _group(described, described.request, subject, on)


def _group(described: Description, of: Field, subject: str, on: date) -> dict[str, Any]:
    content: dict[str, Any] = {}
    for field in described.parts(of).fields:
        if field.kind == GROUP:
            if inside := _group(described, field, subject, on):
                content[field.local] = inside
        elif field.local == described.identifier:
            content[field.local] = subject
        elif field.required and field.kind == DATE:
            content[field.local] = on.isoformat()
    return content
