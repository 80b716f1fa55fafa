"""Verbs of applications."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.utils.timezone import localtime

from chinar.domain.applications import evidence
from chinar.domain.applications.kinds import APPLICATION, ISSUED
from chinar.domain.applications.models import Application, Decision, Draft, Heir, HeirsRequest
from chinar.domain.applications.printing import certificate_pdf, refusal_pdf
from chinar.domain.applications.rules import Share, check_shares
from chinar.domain.cases.actions.leading import lead
from chinar.domain.cases.actions.moving import lock_open, move, note
from chinar.domain.cases.actions.registering import NewCase, allot_number, register_case
from chinar.domain.cases.models import Case, CaseDocument, Party
from chinar.domain.cases.notices import tell
from chinar.domain.cases.rules import Phase, Step
from chinar.domain.catalogue.models import ServiceVersion
from chinar.foundation.core.actor import Actor
from chinar.foundation.documents.actions import keep
from chinar.foundation.journal.actions import record, record_read
from chinar.foundation.people.models import Account, Person
from chinar.foundation.time.rules import Hours, Period


class AlreadyDelivered(Exception):
    """The result was received before; nothing was changed."""


@dataclass(frozen=True, slots=True)
class NewApplication:
    """An application ready to be registered. `request` is the unsaved content; `key` what its follower will type."""

    idempotency_key: UUID
    service_version: ServiceVersion
    applicant: Person
    account: Account | None
    applicant_name: str
    address: str
    phone: str
    request: HeirsRequest
    delivery: str
    language: str
    channel: str
    key: str
    hours: Hours


@transaction.atomic
def submit_application(new: NewApplication, *, by: Actor, at: datetime) -> Application:
    """Registers an application: number, clock, parties, content, journal row; its draft ends.

    The same idempotency key again gives the application that was registered, whatever else is said.
    """
    registered = Application.objects.filter(idempotency_key=new.idempotency_key).first()
    if registered is not None:
        return registered  # type: ignore[no-any-return]
    spine = _new_case(new, at)
    case = register_case(spine, by=by)
    application = Application.objects.create(
        case=case,
        service_version=new.service_version,
        idempotency_key=new.idempotency_key,
        applicant_name=new.applicant_name,
        address=new.address,
        phone=new.phone,
        delivery=new.delivery,
        language=new.language,
    )
    new.request.application = application
    new.request.save()
    evidence.expect(case, new.service_version, evidence.identifiers_of(new.request), at=at)
    record("application.registered", by=by, at=at, subject=case.number, subject_kind="case")
    tell(case, "registered", parties=spine.parties, at=at)
    Draft.objects.filter(key=new.idempotency_key).delete()
    return application  # type: ignore[no-any-return]


def _new_case(new: NewApplication, at: datetime) -> NewCase:
    version = new.service_version
    return NewCase(
        kind=APPLICATION,
        received_at=at,
        channel=new.channel,
        department=version.service.department,
        legal_period=version.legal_period,
        period=Period.parse(version.period),
        hours=new.hours,
        parties=[Party(role=Party.PartyRole.APPLICANT, person=new.applicant, account=new.account)],
        key=new.key,
    )


@transaction.atomic
def unmask_deceased(application: Application, *, by: Actor, at: datetime) -> str:
    """The number of the deceased as the applicant stated it, "" when none; the journal is told first."""
    record_read("application.unmasked", by=by, at=at, subject=application.case.number, subject_kind="case")
    return str(application.heirs_request.deceased_egn)


@dataclass(frozen=True, slots=True)
class NewHeir:
    """A row of the table of heirs before it is saved."""

    name: str
    egn: str
    relation: str
    share: Share


@transaction.atomic
def issue_certificate(
    application: Application, *, death_act: str, heirs: Sequence[NewHeir], code: str, by: Actor, at: datetime
) -> Decision:
    """Decides for the applicant and keeps the certificate in the file. Raises AlreadyDecided, WrongShares.

    `code` is what anyone may check the paper with.
    """
    check_shares([heir.share for heir in heirs])
    decision = _decide(application, Decision.Outcome.GRANTED, by=by, at=at, death_act=death_act)
    rows = [
        Heir(
            decision=decision,
            position=position,
            name=heir.name,
            egn=heir.egn,
            relation=heir.relation,
            numerator=heir.share.numerator,
            denominator=heir.share.denominator,
        )
        for position, heir in enumerate(heirs, start=1)
    ]
    Heir.objects.bulk_create(rows)
    _file(decision, certificate_pdf(decision, rows, code=code), "certificate_of_heirs", code=code, by=by, at=at)
    record("application.granted", by=by, at=at, subject=decision.application.case.number, subject_kind="case")
    return decision


@transaction.atomic
def refuse_application(
    application: Application, *, facts: str, grounds: str, code: str, by: Actor, at: datetime
) -> Decision:
    """Decides against the applicant, with facts and law. Raises AlreadyDecided."""
    decision = _decide(application, Decision.Outcome.REFUSED, by=by, at=at, facts=facts, grounds=grounds)
    _file(decision, refusal_pdf(decision, code=code), "refusal", code=code, by=by, at=at)
    record("application.refused", by=by, at=at, subject=decision.application.case.number, subject_kind="case")
    return decision


def _decide(application: Application, outcome: str, *, by: Actor, at: datetime, **content: str) -> Decision:
    """The decision row with its number, the ledger entry and the new state; locks the case, then the counter."""
    if by.account_id is None or application.case.parties.filter(account_id=by.account_id).exists():
        raise ValueError("A decision is made by a person who is no party to the matter.")
    case = lock_open(application.case)
    application.case = case
    decision = Decision(application=application, outcome=outcome, decided_at=at, decided_by_id=by.account_id, **content)
    decision.number = allot_number(ISSUED, localtime(at).date()).number
    decision.save()
    case.outcome = outcome
    if case.handler_id is None:
        lead(case, decision.decided_by, by=by, at=at)
    entry = note(case, Step.DECIDED, on=localtime(at).date(), at=at, by=by)
    move(case, outcome)
    tell(case, "decided", key=entry.pk, at=at)
    return decision


TITLES = {"certificate_of_heirs": "Удостоверение за наследници", "refusal": "Отказ на административна услуга"}
"""Names of the papers, in the official language in which they are issued; the number on the paper is their subject."""


def _file(decision: Decision, pdf: bytes, kind: str, *, code: str, by: Actor, at: datetime) -> None:
    document = keep(
        pdf,
        kind=kind,
        title=TITLES[kind],
        subject=decision.number,
        media_type="application/pdf",
        language="bg",
        code=code,
        by=by,
        at=at,
    )
    CaseDocument.objects.create(case=decision.application.case, document=document, part=CaseDocument.Part.RESULT)


@transaction.atomic
def serve_result(case: Case, *, on: date, by: Actor, at: datetime) -> None:
    """The applicant received the result: an e-service is served when it is downloaded (АПК чл. 29в).

    The first time it is served; each later download is a reading.
    """
    fresh = Case.objects.select_for_update().get(pk=case.pk)
    if fresh.phase != Phase.DECIDED:
        record_read("application.result_read", by=by, at=at, subject=fresh.number, subject_kind="case")
        return
    _close(fresh, on=on, by=by, at=at)
    record("application.served", by=by, at=at, subject=fresh.number, subject_kind="case")


@transaction.atomic
def deliver_result(case: Case, *, on: date, by: Actor, at: datetime) -> None:
    """An official gave the result to the applicant at the desk. Raises AlreadyDelivered."""
    fresh = Case.objects.select_for_update().get(pk=case.pk)
    if fresh.phase != Phase.DECIDED:
        raise AlreadyDelivered(fresh.number)
    _close(fresh, on=on, by=by, at=at)
    record("application.delivered", by=by, at=at, subject=fresh.number, subject_kind="case")


def _close(fresh: Case, *, on: date, by: Actor, at: datetime) -> None:
    note(fresh, Step.SERVED, on=on, at=at, by=by)
    fresh.closed_at = at
    move(fresh, f"{fresh.state}_served")
