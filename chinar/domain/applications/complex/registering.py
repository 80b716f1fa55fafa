"""A complex request gets its number and clock: where it was filed, and again where it is competent."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.timezone import localdate

from chinar.domain.applications import evidence
from chinar.domain.applications.actions import AttachedFile, attach
from chinar.domain.applications.complex.kind import COMPLEX
from chinar.domain.applications.models import ComplexRequest
from chinar.domain.cases.actions.registering import NewCase, register_case
from chinar.domain.cases.law_here import in_force
from chinar.domain.cases.models import Party
from chinar.domain.cases.notices import tell_registered
from chinar.domain.catalogue.models import ServiceVersion
from chinar.foundation.core.actor import Actor
from chinar.foundation.documents.files import store
from chinar.foundation.journal.actions import record
from chinar.foundation.territory.models import Department, Municipality
from chinar.foundation.time.rules import Hours, Period

BASE = "act_without_own_term"
"""The period of what has none of its own (АПК чл. 57, ал. 1)."""


@dataclass(frozen=True, slots=True)
class NewComplex:
    """Ready to be registered. `party` is an unsaved row of whom it concerns, `received_at` when it reached this
    municipality: from then on its clock runs, also of what another administration sent (НАО чл. 14г)."""

    idempotency_key: UUID
    is_sent_on: bool
    town: Municipality | None
    body: str
    service_name: str
    department: Department
    party: Party
    applicant_name: str
    address: str
    what: str
    delivery: str
    language: str
    channel: str
    key: str
    hours: Hours
    received_at: datetime
    service_version: ServiceVersion | None = None
    offered: str = ""
    their_number: str = ""
    phone: str = ""
    email: str = ""
    evidence: str = ""
    files: Sequence[AttachedFile] = ()
    """Papers that the applicant brings; they go on with it."""


@transaction.atomic
def register_complex(new: NewComplex, *, by: Actor, at: datetime) -> ComplexRequest:
    """The same idempotency key again gives what was registered. Raises NoCalendar, NoLegalPeriod."""
    known: ComplexRequest | None = ComplexRequest.objects.filter(idempotency_key=new.idempotency_key).first()
    if known is not None:
        return known
    code, period = _period(new)
    for file in new.files:
        store(file.content)  # before others wait for the counter
    case = register_case(
        NewCase(
            kind=COMPLEX,
            received_at=new.received_at,
            channel=new.channel,
            department=new.department,
            legal_period=code,
            period=period,
            hours=new.hours,
            parties=[new.party],
            key=new.key,
        ),
        by=by,
    )
    request: ComplexRequest = ComplexRequest.objects.create(
        case=case,
        idempotency_key=new.idempotency_key,
        is_sent_on=new.is_sent_on,
        town=new.town,
        body=new.body,
        their_number=new.their_number,
        service_name=new.service_name,
        service_version=new.service_version,
        offered=new.offered,
        applicant_name=new.applicant_name,
        address=new.address,
        phone=new.phone,
        email=new.email,
        what=new.what,
        evidence=new.evidence,
        delivery=new.delivery,
        language=new.language,
    )
    for file in new.files:
        attach(case, file, by=by, at=at)
    if new.service_version is not None:
        evidence.expect(case, new.service_version, evidence.identifiers_of(None, {}, [new.party]), at=at)
    record("complex.registered", by=by, at=at, subject=case.number, subject_kind="case")
    tell_registered(case, title=lambda: new.service_name, parties=[new.party], at=at)
    return request


def _period(new: NewComplex) -> tuple[str, Period]:
    """As the municipality has published it for the service; else what the law gives where nothing else is set."""
    version = new.service_version
    if version is not None and version.legal_period and version.period:
        return version.legal_period, Period.parse(version.period)
    return BASE, in_force(BASE, on=localdate(new.received_at)).period
