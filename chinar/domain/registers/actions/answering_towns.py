"""Another municipality of the installation asks for evidence that is held here; an official answers."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils.timezone import localdate, localtime

from chinar.domain.cases.actions.ending import close
from chinar.domain.cases.actions.leading import lead
from chinar.domain.cases.actions.moving import lock_to_decide, note
from chinar.domain.cases.actions.registering import NewCase, register_case
from chinar.domain.cases.kinds import Kind, Received
from chinar.domain.cases.law_here import in_force
from chinar.domain.cases.models import Case, CaseDocument
from chinar.domain.cases.queries import receiving_hours
from chinar.domain.cases.rules import Step
from chinar.domain.registers.actions.asking_towns import ANSWER, GIVEN_TITLE
from chinar.domain.registers.models import Bearer, EvidenceAnswer, EvidenceRequest
from chinar.foundation.core.actor import Actor
from chinar.foundation.documents.actions import keep
from chinar.foundation.documents.files import store
from chinar.foundation.documents.models import Document
from chinar.foundation.documents.uploads import Paper
from chinar.foundation.journal.actions import record
from chinar.foundation.people.models import Account
from chinar.foundation.territory import doors
from chinar.foundation.territory.models import Department, HandOver


@transaction.atomic
def register_request(received: Received, *, kind: Kind, by: Actor, at: datetime) -> Case:
    """Under a number of this municipality; its clock runs from the moment when the request came. In the transaction of
    the acceptance. Raises NoCalendar, NoLegalPeriod."""
    facts = received.facts
    message = HandOver.objects.received().select_related("sender").get(pk=received.source.rpartition(":")[2])
    rule = in_force(facts["period"], on=localdate(received.reached_at))
    case = register_case(
        NewCase(
            kind=kind,
            received_at=received.reached_at,
            channel=Case.Channel.MUNICIPALITY,
            department=Department.objects.get(code=received.about),
            legal_period=rule.code,
            period=rule.period,
            hours=receiving_hours(localdate(received.reached_at)),
            parties=(),
            key=facts["key"],
        ),
        by=by,
    )
    EvidenceRequest.objects.create(
        case=case,
        message=message,
        asking=message.sender,
        asking_number=message.subject,
        service_name=facts["service"],
        evidence=facts["evidence"],
        subject=facts["subject"],
        what=facts["what"],
        ground=facts["ground"],
    )
    record("evidence_request.registered", by=by, at=at, subject=case.number, subject_kind="case")
    return case


@dataclass(frozen=True, slots=True)
class Given:
    """What an official answers; a fee has a ground and somebody who bears it."""

    outcome: str
    words: str
    place: str = ""
    holds_on: date | None = None
    paper: Paper | None = None
    fee_cents: int = 0
    fee_ground: str = ""
    bearer: str = Bearer.NOBODY


@transaction.atomic
def answer_request(
    request: EvidenceRequest, given: Given, *, seen: str = "", by: Actor, at: datetime
) -> EvidenceAnswer:
    """Closes the case and sends the answer. Raises AlreadyDecided, ChangedSince."""
    if given.paper:
        store(given.paper.content)  # before the case is locked
    case = lock_to_decide(request.case, seen=seen)
    document = _keep(case, given.paper, by=by, at=at) if given.paper else None
    answer: EvidenceAnswer = EvidenceAnswer.objects.create(
        request=request,
        outcome=given.outcome,
        place=given.place,
        holds_on=given.holds_on,
        words=given.words,
        document=document,
        fee_cents=given.fee_cents,
        fee_ground=given.fee_ground,
        bearer=given.bearer,
        at=at,
        by_id=by.account_id,
    )
    if case.handler_id is None:
        lead(case, Account.objects.get(pk=by.account_id or 0), by=by, at=at)
    note(case, Step.DECIDED, on=localtime(at).date(), at=at, by=by)
    close(case, "answered", f"evidence_{given.outcome}", at=at)
    doors.hand_over(
        to=request.asking, kind=ANSWER, subject=case.number, facts=_packed(request, answer, case), by=by, at=at
    )
    facts = {"town": request.asking.name, "town_en": request.asking.name_en}
    record("evidence_request.answered", by=by, at=at, subject=case.number, subject_kind="case", facts=facts)
    return answer


def _keep(case: Case, paper: Paper, *, by: Actor, at: datetime) -> Document:
    document = keep(
        paper.content,
        kind="evidence_given",
        title=GIVEN_TITLE,
        subject=case.number,
        media_type=paper.media_type,
        from_outside=True,
        by=by,
        at=at,
    )
    CaseDocument.objects.create(case=case, document=document, part=CaseDocument.Part.LETTER)
    return document


def _packed(request: EvidenceRequest, answer: EvidenceAnswer, case: Case) -> dict[str, str]:
    facts = {
        "request": str(request.message_id),
        "number": case.number,
        "outcome": answer.outcome,
        "place": answer.place,
        "holds_on": answer.holds_on.isoformat() if answer.holds_on else "",
        "words": answer.words,
        "sha256": answer.document.sha256 if answer.document else "",
        "media_type": answer.document.media_type if answer.document else "",
        "fee_cents": str(answer.fee_cents or ""),
        "fee_ground": answer.fee_ground,
        "bearer": answer.bearer,
    }
    return {name: text for name, text in facts.items() if text}
