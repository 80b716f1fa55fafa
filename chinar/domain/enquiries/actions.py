"""Verbs of enquiries."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.timezone import localtime

from chinar.domain.cases import law_here
from chinar.domain.cases.actions.holding import compare, compare_draft
from chinar.domain.cases.actions.moving import lock_open, move, note
from chinar.domain.cases.actions.registering import NewCase, register_case
from chinar.domain.cases.actions.updating import add_update
from chinar.domain.cases.incoming_mail import attached_title
from chinar.domain.cases.models import Case, Party
from chinar.domain.cases.notices import tell, tell_receipt
from chinar.domain.cases.rules import Step
from chinar.domain.catalogue.models import Service, ServiceVersion
from chinar.domain.enquiries.kinds import ENQUIRY
from chinar.domain.enquiries.models import Answer, BankAnswer, Enquiry
from chinar.domain.enquiries.searching import KIND, document_of
from chinar.foundation.core.actor import Actor
from chinar.foundation.documents.uploads import Paper
from chinar.foundation.journal.actions import record
from chinar.foundation.moderation.rules import PersonalData, personal_data_in
from chinar.foundation.notifications.inbound.actions import hold, note_taken
from chinar.foundation.notifications.models import IncomingMail
from chinar.foundation.people.models import Account, Person
from chinar.foundation.search.actions import forget, put
from chinar.foundation.territory.models import Department
from chinar.foundation.time.rules import Hours


class HoldsPersonalData(ValueError):
    """A text for the public holds what must not be public; `kinds` says what. Nothing was changed."""

    def __init__(self, kinds: tuple[PersonalData, ...]) -> None:
        super().__init__(", ".join(kinds))
        self.kinds = kinds


@dataclass(frozen=True, slots=True)
class NewEnquiry:
    """A question ready to be registered. `asker` and `account` only when they are signed in."""

    idempotency_key: UUID
    topic: str
    question: str
    service: Service | None
    department: Department
    channel: str
    key: str
    hours: Hours
    asker_name: str = ""
    asker_email: str = ""
    language: str = "bg"
    asker: Person | None = None
    account: Account | None = None
    received_at: datetime | None = None
    """When it reached this municipality, if it came from another one before it was registered."""


@transaction.atomic
def register_enquiry(new: NewEnquiry, *, by: Actor, at: datetime) -> Enquiry:
    """Gives the question its number and clock. The same key again gives what was registered.

    Raises NoLegalPeriod, NoCalendar.
    """
    enquiry, is_new = _registered(new, "enquiry.registered", by=by, at=at)
    if is_new:
        tell_receipt(enquiry.case, at=at)
    return enquiry


@transaction.atomic
def register_from_mail(
    mail: IncomingMail, new: NewEnquiry, *, papers: Sequence[Paper] = (), left_out: int = 0, by: Actor, at: datetime
) -> Enquiry:
    """A letter by e-mail becomes a question, with what came with it; the asker gets number and key, and hears how many
    files were left out. Raises AlreadyHandled, NoLegalPeriod, NoCalendar."""
    held = hold(mail)
    enquiry, is_new = _registered(new, "enquiry.from_mail", by=by, at=at)
    if is_new:
        tell_receipt(enquiry.case, more={"left_out": left_out}, at=at)
    if papers:
        add_update(enquiry.case, papers=papers, title=attached_title(), taken=True, key=mail.key, by=by, at=at)
    note_taken(held, kind="case", subject=enquiry.case.number, by=by, at=at)
    return enquiry


@transaction.atomic
def log_oral_question(new: NewEnquiry, *, answer: str, by: Actor, at: datetime) -> Enquiry:
    """A question asked and answered at the counter or by telephone: registered and closed at once."""
    enquiry, is_new = _registered(new, "enquiry.logged", by=by, at=at)
    if is_new:
        _answer(enquiry, enquiry.case, answer, by=by, at=at)
    return enquiry


def _registered(new: NewEnquiry, verb: str, *, by: Actor, at: datetime) -> tuple[Enquiry, bool]:
    """The question, and whether it is registered just now."""
    known = Enquiry.objects.filter(idempotency_key=new.idempotency_key).first()
    if known is not None:
        return known, False
    received = new.received_at or at
    rule = law_here.in_force("enquiry", on=localtime(received).date())
    asker = [Party(role=Party.PartyRole.APPLICANT, person=new.asker, account=new.account)] if new.asker else []
    case = register_case(
        NewCase(
            kind=ENQUIRY,
            received_at=received,
            channel=new.channel,
            department=new.department,
            legal_period=rule.code,
            period=rule.period,
            hours=new.hours,
            parties=asker,
            key=new.key,
        ),
        by=by,
    )
    enquiry: Enquiry = Enquiry.objects.create(
        case=case,
        idempotency_key=new.idempotency_key,
        topic=new.topic,
        service=new.service,
        question=new.question,
        asker_name=new.asker_name,
        asker_email=new.asker_email,
        language=new.language,
    )
    record(verb, by=by, at=at, subject=case.number, subject_kind="case")
    return enquiry, True


@transaction.atomic
def save_draft(
    enquiry: Enquiry, *, text: str, seen: str = "", draft_seen: str | None = None, by: Actor, at: datetime
) -> None:
    """Keeps what was written of the answer. `seen` and `draft_seen` are matter and draft as they were shown.

    Raises AlreadyDecided, ChangedSince, OtherDraft.
    """
    case = _as_shown(enquiry, seen, draft_seen)
    _no_party(case, by)
    Enquiry.objects.filter(pk=enquiry.pk).update(draft=text)
    record("enquiry.draft_saved", by=by, at=at, subject=case.number, subject_kind="case")


@transaction.atomic
def answer_enquiry(
    enquiry: Enquiry, *, text: str, seen: str = "", draft_seen: str | None = None, by: Actor, at: datetime
) -> Answer:
    """Answers the one who asked, and closes the matter. Raises as `save_draft`."""
    case = _as_shown(enquiry, seen, draft_seen)
    _no_party(case, by)
    answer = _answer(enquiry, case, text, by=by, at=at)
    tell(case, "decided", key=answer.pk, at=at)
    record("enquiry.answered", by=by, at=at, subject=case.number, subject_kind="case")
    return answer


def _as_shown(enquiry: Enquiry, seen: str, draft_seen: str | None) -> Case:
    """The matter locked. A draft that a colleague wrote meanwhile is never written over unseen."""
    case = lock_open(enquiry.case)
    compare_draft(Enquiry.objects.get(pk=enquiry.pk).draft, draft_seen)
    compare(case, seen)
    return case


def _answer(enquiry: Enquiry, case: Case, text: str, *, by: Actor, at: datetime) -> Answer:
    version = (
        ServiceVersion.objects.published_rows().filter(service_id=enquiry.service_id).first()
        if enquiry.service_id
        else None
    )
    answer: Answer = Answer.objects.create(
        enquiry=enquiry, text=text, service_version=version, answered_at=at, answered_by_id=by.account_id
    )
    Enquiry.objects.filter(pk=enquiry.pk).update(draft="")
    note(case, Step.DECIDED, on=localtime(at).date(), at=at, by=by)
    case.handler_id = case.handler_id or by.account_id
    case.outcome, case.closed_at = "answered", at
    move(case, "answered")
    return answer


def _no_party(case: Case, by: Actor) -> None:
    if by.account_id is None or case.parties.filter(account_id=by.account_id).exists():
        raise ValueError("An answer is given by a person who did not ask.")


@transaction.atomic
def publish_answer(
    answer: Answer, *, question: str, text: str, service: ServiceVersion | None = None, by: Actor, at: datetime
) -> BankAnswer:
    """Puts a public wording into the bank; once more, it replaces the wording. `service` is the description that it
    explains and against which it was read: when another one holds, the answer is outdated. Raises HoldsPersonalData."""
    found = personal_data_in(f"{question}\n{text}")
    if found:
        raise HoldsPersonalData(found)
    case = Case.objects.select_for_update().get(enquiry__answer=answer)
    wording = {
        "topic": answer.enquiry.topic,
        "question": question,
        "text": text,
        "search_text": f"{question}\n{text}".lower(),
        "service_version": service,
        "published_at": at,
        "withdrawn_at": None,
    }
    published, _created = BankAnswer.objects.update_or_create(answer=answer, defaults=wording)
    put(KIND, document_of(published))
    record("enquiry.published", by=by, at=at, subject=case.number, subject_kind="case")
    return published  # type: ignore[no-any-return]


@transaction.atomic
def withdraw_answer(answer: Answer, *, by: Actor, at: datetime) -> bool:
    """Takes the wording out of the bank; False when it is not there."""
    case = Case.objects.select_for_update().get(enquiry__answer=answer)
    shown = BankAnswer.objects.public().filter(answer=answer).first()
    if shown is None:
        return False
    BankAnswer.objects.filter(pk=shown.pk).update(withdrawn_at=at)
    forget(KIND, str(shown.pk))
    record("enquiry.withdrawn", by=by, at=at, subject=case.number, subject_kind="case")
    return True
