"""Verbs of applications."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.timezone import localtime

from chinar.domain.applications import evidence
from chinar.domain.applications.delivering import AlreadyDelivered, offer_at_office, offer_download, received
from chinar.domain.applications.fees import account_for, fee_for, lower_late_fee, new_charge, waits_for_payment
from chinar.domain.applications.general import paper_of, result_version_of
from chinar.domain.applications.kinds import APPLICATION, ISSUED
from chinar.domain.applications.models import (
    Application,
    Decision,
    DeliveryAttempt,
    Draft,
    DraftAct,
    Heir,
    HeirsRequest,
)
from chinar.domain.applications.papers import document_pdf, title_of
from chinar.domain.applications.printing import certificate_pdf, refusal_pdf
from chinar.domain.applications.rules import Share, check_shares
from chinar.domain.cases.actions.checking import must_be_ticked
from chinar.domain.cases.actions.holding import Change, ChangedSince
from chinar.domain.cases.actions.leading import lead
from chinar.domain.cases.actions.moving import lock_to_decide, move, note
from chinar.domain.cases.actions.registering import NewCase, allot_number, register_case
from chinar.domain.cases.models import Case, CaseDocument, Party
from chinar.domain.cases.notices import tell, tell_registered
from chinar.domain.cases.rules import Phase, Step
from chinar.domain.catalogue.models import FeeReduction, ServiceVersion, Speed
from chinar.domain.catalogue.terms import term_of
from chinar.domain.questionnaires.actions import keep_answers
from chinar.domain.questionnaires.models import QuestionSetVersion
from chinar.foundation.core.actor import Actor
from chinar.foundation.core.content import words
from chinar.foundation.documents.actions import keep, name_successor
from chinar.foundation.documents.files import store
from chinar.foundation.documents.signing import key_for, sign
from chinar.foundation.journal.actions import record, record_read
from chinar.foundation.offices.models import Office
from chinar.foundation.payments.actions.charging import charge
from chinar.foundation.time.rules import Hours


class NotPaid(Exception):
    """The service says that its fee is paid before the result is received, and it is not; nothing was changed."""


@dataclass(frozen=True, slots=True)
class AttachedFile:
    """A paper or photo that the applicant brings; `title` is what the service calls it."""

    title: str
    media_type: str
    content: bytes


@dataclass(frozen=True, slots=True)
class NewApplication:
    """An application ready to be registered. `request` is the unsaved content of a journey in code, else `answers` are
    those to the service's own questions, or to the `general` request; `key` is what its follower will type.

    `parties` are unsaved rows: whom it concerns, and who files for them. `speed` is one that the version offers,
    `fee_cents` what one unit costs this payer at that speed, `reduction` why they pay less.
    """

    idempotency_key: UUID
    service_version: ServiceVersion
    parties: Sequence[Party]
    applicant_name: str
    address: str
    phone: str
    delivery: str
    language: str
    channel: str
    key: str
    hours: Hours
    request: HeirsRequest | None = None
    general: QuestionSetVersion | None = None
    answers: Mapping[str, str] = field(default_factory=dict)
    filer_name: str = ""
    speed: Speed | None = None
    fee_cents: int | None = None
    reduction: FeeReduction | None = None
    files: Sequence[AttachedFile] = ()
    office: Office | None = None
    receiving_office: Office | None = None
    email: str = ""
    """Where an applicant without an account wants messages."""
    received_at: datetime | None = None
    """When it reached this municipality, if it came from another one before it was registered."""


@transaction.atomic
def submit_application(
    new: NewApplication, *, by: Actor, at: datetime, verb: str = "application.registered"
) -> Application:
    """Registers an application: number, clock, parties, content, journal row; its draft ends.

    The same idempotency key again gives the application that was registered, whatever else is said.
    """
    registered = Application.objects.filter(idempotency_key=new.idempotency_key).first()
    if registered is not None:
        return registered  # type: ignore[no-any-return]
    version, spine = new.service_version, _new_case(new, new.received_at or at)
    questions = version.question_version or new.general
    sheet = keep_answers(questions, new.answers, at=at) if questions else None
    fee = fee_for(version, new.fee_cents, answers=new.answers, reduction=new.reduction)
    account = account_for(version, fee)
    for file in new.files:
        store(file.content)  # before others wait for the counter
    case = register_case(spine, by=by)
    application = Application.objects.create(
        case=case,
        service_version=version,
        sheet=sheet,
        idempotency_key=new.idempotency_key,
        applicant_name=new.applicant_name,
        filer_name=new.filer_name,
        speed=new.speed.kind if new.speed else "",
        fee_cents=fee.cents if fee else None,
        address=new.address,
        phone=new.phone,
        delivery=new.delivery,
        receiving_office=new.receiving_office,
        language=new.language,
        email=new.email,
    )
    if new.request is not None:
        new.request.application = application
        new.request.save()
    if fee is not None and fee.cents:
        charge(new_charge(case.number, version, fee, account), by=by, at=at)
    for file in new.files:
        attach(case, file, by=by, at=at)
    evidence.expect(case, version, evidence.identifiers_of(new.request, new.answers, new.parties), at=at)
    record(verb, by=by, at=at, subject=case.number, subject_kind="case")
    tell_registered(case, title=lambda: words(new.service_version, "name"), parties=spine.parties, at=at)
    Draft.objects.filter(key=new.idempotency_key).delete()
    return application  # type: ignore[no-any-return]


def _new_case(new: NewApplication, at: datetime) -> NewCase:
    version = new.service_version
    legal_period, period = term_of(version, new.speed, on=localtime(at).date())
    return NewCase(
        kind=APPLICATION,
        received_at=at,
        channel=new.channel,
        department=version.service.department,
        legal_period=legal_period,
        period=period,
        hours=new.hours,
        parties=new.parties,
        key=new.key,
        office=new.office,
        subject=version.service.code,
    )


def attach(case: Case, file: AttachedFile, *, by: Actor, at: datetime) -> None:
    """What the applicant brought comes into the electronic file of the matter (АПК чл. 29б)."""
    document = keep(
        file.content,
        kind="attachment",
        title=file.title[:200],
        subject=case.number,
        media_type=file.media_type,
        from_outside=True,
        by=by,
        at=at,
    )
    CaseDocument.objects.create(case=case, document=document, part=CaseDocument.Part.ATTACHMENT)


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
    application: Application,
    *,
    death_act: str,
    heirs: Sequence[NewHeir],
    code: str,
    seen: str = "",
    post: str = "",
    by: Actor,
    at: datetime,
) -> Decision:
    """Decides for the applicant and keeps the certificate in the file. Raises AlreadyDecided, ChangedSince,
    ClockStands, Unticked, WrongShares, SigningFailed.

    `code` is what anyone may check the paper with, `seen` how the matter was shown to the official, `post` in which
    they sign when that is not the department's own.
    """
    check_shares([heir.share for heir in heirs])
    decision = _decide(application, Decision.Outcome.GRANTED, seen=seen, by=by, at=at, post=post, death_act=death_act)
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
def issue_document(
    application: Application,
    *,
    answers: Mapping[str, str],
    code: str,
    seen: str = "",
    post: str = "",
    by: Actor,
    at: datetime,
) -> Decision:
    """Decides for the applicant by the form of the service's result.

    Raises AlreadyDecided, ChangedSince, ClockStands, Unticked, WrongAnswers, SigningFailed.
    """
    version, form = application.service_version, result_version_of(application)
    if form is None:
        raise LookupError(f"{version} is issued by no form.")
    sheet = keep_answers(form, answers, at=at)
    decision = _decide(application, Decision.Outcome.GRANTED, seen=seen, by=by, at=at, post=post, sheet=sheet)
    _file(decision, document_pdf(decision, answers, code=code), paper_of(version), code=code, by=by, at=at)
    record("application.granted", by=by, at=at, subject=decision.application.case.number, subject_kind="case")
    return decision


@transaction.atomic
def refuse_application(
    application: Application,
    *,
    facts: str,
    grounds: str,
    code: str,
    appeal: str = "",
    seen: str = "",
    post: str = "",
    by: Actor,
    at: datetime,
) -> Decision:
    """Decides against the applicant, with facts, law and how to appeal; `appeal` is what the service says when it is
    empty. Raises AlreadyDecided, ChangedSince, ClockStands, Unticked, SigningFailed.
    """
    appeal = appeal or application.service_version.appeal
    if not appeal:
        raise ValueError("A refusal says how it may be appealed.")
    content = {"facts": facts, "grounds": grounds, "appeal": appeal, "post": post}
    decision = _decide(application, Decision.Outcome.REFUSED, seen=seen, by=by, at=at, **content)
    _file(decision, refusal_pdf(decision, code=code), "refusal", code=code, by=by, at=at)
    record("application.refused", by=by, at=at, subject=decision.application.case.number, subject_kind="case")
    return decision


def _decide(application: Application, outcome: str, *, seen: str, by: Actor, at: datetime, **content: Any) -> Decision:
    """The decision row with its number, the ledger entry and the new state; locks the case, then the counter."""
    if by.account_id is None or application.case.parties.filter(account_id=by.account_id).exists():
        raise ValueError("A decision is made by a person who is no party to the matter.")
    case = lock_to_decide(application.case, seen=seen)
    if DraftAct.objects.standing().filter(application=application).exists():
        raise ChangedSince((Change.STATE,))  # a colleague has sent a draft of it on its way
    must_be_ticked(case)
    application.case = case
    decision = Decision(application=application, outcome=outcome, decided_at=at, decided_by_id=by.account_id, **content)
    decision.number = allot_number(ISSUED, localtime(at).date()).number
    decision.save()
    case.outcome = outcome
    if case.handler_id is None:
        lead(case, decision.decided_by, by=by, at=at)
    entry = note(case, Step.DECIDED, on=localtime(at).date(), at=at, by=by)
    move(case, outcome)
    if outcome == Decision.Outcome.GRANTED:
        lower_late_fee(case, application.service_version, given_on=localtime(at).date(), at=at)
    tell(case, "decided", key=entry.pk, at=at)
    return decision


def _file(decision: Decision, pdf: bytes, kind: str, *, code: str, by: Actor, at: datetime) -> None:
    """Signed where there is a key to sign with."""
    key = key_for(decision.application.case.municipality.slug, decision.decided_by.email or "")
    document = keep(
        sign(pdf, key, reason=title_of(kind), at=at) if key else pdf,
        kind=kind,
        title=title_of(kind),
        subject=decision.number,
        media_type="application/pdf",
        language="bg",
        code=code,
        by=by,
        at=at,
    )
    case = decision.application.case
    earlier = CaseDocument.objects.filter(case=case, part=CaseDocument.Part.RESULT)
    offer_download(decision, at=at)
    offer_at_office(decision, by=by, at=at)
    name_successor(document, of=earlier.values_list("document_id", flat=True))
    CaseDocument.objects.create(case=case, document=document, part=CaseDocument.Part.RESULT)


@transaction.atomic
def serve_result(case: Case, *, on: date, by: Actor, at: datetime) -> None:
    """The applicant received the result: an e-service is served when it is downloaded (АПК чл. 29в).

    The first time it is served; each later download is a reading. Raises NotPaid.
    """
    fresh = Case.objects.select_for_update().get(pk=case.pk)
    _must_be_paid(fresh)
    if fresh.phase != Phase.DECIDED:
        record_read("application.result_read", by=by, at=at, subject=fresh.number, subject_kind="case")
        return
    received(fresh, DeliveryAttempt.Way.DOWNLOAD, on=on, by=by, at=at)
    record("application.served", by=by, at=at, subject=fresh.number, subject_kind="case")


@transaction.atomic
def deliver_result(
    case: Case,
    *,
    on: date,
    received_by: str = "",
    office: Office | None = None,
    by: Actor,
    at: datetime,
) -> None:
    """An official gave the result to the applicant, or to whom they authorised, at an office of the municipality.

    `received_by` is who signed for it, the applicant when it is empty. Raises AlreadyDelivered,
    NotPaid.
    """
    fresh = Case.objects.select_for_update().get(pk=case.pk)
    if fresh.phase != Phase.DECIDED:
        raise AlreadyDelivered(fresh.number)
    _must_be_paid(fresh)
    whom = received_by or Application.objects.filter(case=fresh).values_list("applicant_name", flat=True).first()
    way = DeliveryAttempt.Way.OFFICE
    received(fresh, way, on=on, received_by=whom or "", office=office, by=by, at=at)
    record("application.delivered", by=by, at=at, subject=fresh.number, subject_kind="case")


def _must_be_paid(fresh: Case) -> None:
    if fresh.phase == Phase.DECIDED and waits_for_payment(fresh):
        raise NotPaid(fresh.number)
