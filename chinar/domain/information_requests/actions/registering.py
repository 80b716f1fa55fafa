"""A request for information gets its number and its clock."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.timezone import localtime

from chinar.domain.cases import law_here
from chinar.domain.cases.actions.registering import NewCase, register_case
from chinar.domain.cases.actions.updating import add_update
from chinar.domain.cases.incoming_mail import attached_title
from chinar.domain.cases.models import Party
from chinar.domain.cases.notices import tell_receipt
from chinar.domain.information_requests.kinds import INFORMATION_REQUEST
from chinar.domain.information_requests.models import InformationRequest
from chinar.domain.information_requests.rules import Form
from chinar.foundation.core.actor import Actor
from chinar.foundation.documents.uploads import Paper
from chinar.foundation.journal.actions import record
from chinar.foundation.notifications.inbound.actions import hold, note_taken
from chinar.foundation.notifications.models import IncomingMail
from chinar.foundation.people.models import Account, Person
from chinar.foundation.territory.models import Department
from chinar.foundation.time.rules import Hours

RULE = "information_request"


@dataclass(frozen=True, slots=True)
class NewRequest:
    """A request ready to be registered. `asker` and `account` only when they are signed in."""

    idempotency_key: UUID
    description: str
    department: Department
    channel: str
    key: str
    hours: Hours
    asker_name: str = ""
    seat: str = ""
    address: str = ""
    email: str = ""
    form: str = Form.ELECTRONIC.value
    is_oral: bool = False
    publication_refused: bool = False
    language: str = "bg"
    asker: Person | None = None
    account: Account | None = None
    received_at: datetime | None = None
    """When it reached this municipality, if that was before it is registered."""


@transaction.atomic
def register_request(new: NewRequest, *, by: Actor, at: datetime, verb: str = "registered") -> InformationRequest:
    """The same key again gives what was registered. Raises NoLegalPeriod, NoCalendar."""
    request, is_new = _registered(new, verb, by=by, at=at)
    if is_new:
        tell_receipt(request.case, at=at)
    return request


@transaction.atomic
def register_from_mail(
    mail: IncomingMail, new: NewRequest, *, papers: Sequence[Paper] = (), left_out: int = 0, by: Actor, at: datetime
) -> InformationRequest:
    """A letter by e-mail becomes a request, with what came with it; its sender gets number and key. Raises
    AlreadyHandled, NoLegalPeriod, NoCalendar."""
    held = hold(mail)
    request, is_new = _registered(new, "from_mail", by=by, at=at)
    if is_new:
        tell_receipt(request.case, more={"left_out": left_out}, at=at)
    if papers:
        add_update(request.case, papers=papers, title=attached_title(), taken=True, key=mail.key, by=by, at=at)
    note_taken(held, kind="case", subject=request.case.number, by=by, at=at)
    return request


def _registered(new: NewRequest, verb: str, *, by: Actor, at: datetime) -> tuple[InformationRequest, bool]:
    """The request, and whether it is registered just now."""
    known = InformationRequest.objects.filter(idempotency_key=new.idempotency_key).first()
    if known is not None:
        return known, False
    received = new.received_at or at
    rule = law_here.in_force(RULE, on=localtime(received).date())
    asker = [Party(role=Party.PartyRole.APPLICANT, person=new.asker, account=new.account)] if new.asker else []
    case = register_case(
        NewCase(
            kind=INFORMATION_REQUEST,
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
    request: InformationRequest = InformationRequest.objects.create(
        case=case,
        idempotency_key=new.idempotency_key,
        description=new.description,
        asker_name=new.asker_name,
        seat=new.seat,
        address=new.address,
        email=new.email,
        form=new.form,
        is_oral=new.is_oral,
        publication_refused=new.publication_refused,
        language=new.language,
    )
    record(f"information.{verb}", by=by, at=at, subject=case.number, subject_kind="case")
    return request, True
