"""An appeal comes in: online, or on paper at the desk."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.utils.timezone import localtime

from chinar.domain.appeals import queries, rules
from chinar.domain.appeals.kinds import APPEAL
from chinar.domain.appeals.models import Appeal
from chinar.domain.appeals.rules import Issuer, Target
from chinar.domain.cases import law_here
from chinar.domain.cases.actions.holding import hold
from chinar.domain.cases.actions.moving import note
from chinar.domain.cases.actions.registering import NewCase, register_case
from chinar.domain.cases.models import Case, Party
from chinar.domain.cases.notices import tell
from chinar.domain.cases.rules import Step
from chinar.foundation.core.actor import Actor
from chinar.foundation.journal.actions import record
from chinar.foundation.offices.models import Office
from chinar.foundation.people.models import Account, Organisation, Person
from chinar.foundation.time.rules import Hours


class NothingToAppeal(Exception):
    """The matter is neither decided nor late, or its kind ends with no administrative act; nothing was changed."""


class AppealedAlready(Exception):
    """The same person has appealed against the same act or silence; `appeal` is that one, nothing was changed."""

    def __init__(self, appeal: Appeal) -> None:
        super().__init__(appeal.case.number)
        self.appeal = appeal


@dataclass(frozen=True, slots=True)
class NewAppeal:
    """An appeal ready to be registered. The appellant is a person or an organisation; `account` makes it theirs."""

    idempotency_key: UUID
    against: Case
    issuer: Issuer
    to_court: bool
    appellant_name: str
    address: str
    grounds: str
    wish: str
    filed_on: date
    language: str
    channel: str
    key: str
    hours: Hours
    person: Person | None = None
    organisation: Organisation | None = None
    account: Account | None = None
    office: Office | None = None
    sheets: int | None = None
    notified_on: date | None = None
    """When somebody who is no party to the matter was notified of the act, as they state it."""
    email: str = ""


@transaction.atomic
def register_appeal(new: NewAppeal, *, by: Actor, at: datetime) -> Appeal:
    """Number, clock and party; the matter appealed against learns of it. The same key again gives what was registered.

    Raises NothingToAppeal, AppealedAlready, NoLegalPeriod, NoCalendar, IntegrityError for the key of another matter.
    """
    return _registered(new, "appeal.registered", by=by, at=at)


@transaction.atomic
def enter_paper_appeal(new: NewAppeal, *, by: Actor, at: datetime) -> Appeal:
    """The same for a paper appeal that an official enters. Raises as `register_appeal`."""
    return _registered(new, "appeal.entered", by=by, at=at)


def _registered(new: NewAppeal, verb: str, *, by: Actor, at: datetime) -> Appeal:
    against, today = hold(new.against), localtime(at).date()
    # Only an appeal against this matter: the key of another one opens nothing.
    same = Appeal.objects.filter(idempotency_key=new.idempotency_key, against=against)
    known: Appeal | None = same.select_related("case").first()
    if known is not None:
        return known
    target = queries.target_of(against, on=today)
    act = queries.act_of(against) if target == Target.ACT else None
    if target is None or (target == Target.ACT and act is None):
        raise NothingToAppeal(against.number)
    twin = queries.find_twin(
        against,
        person=new.person.pk if new.person else None,
        organisation=new.organisation.pk if new.organisation else None,
        act=act,
    )
    if twin is not None:
        raise AppealedAlready(twin)
    case = register_case(_new_case(new, at), by=by)
    appeal: Appeal = Appeal.objects.create(
        case=case,
        idempotency_key=new.idempotency_key,
        against=against,
        target=target,
        act=act,
        issuer=new.issuer,
        to_court=new.to_court,
        appellant_name=new.appellant_name,
        address=new.address,
        grounds=new.grounds,
        wish=new.wish,
        sheets=new.sheets,
        stands_outside=not _is_party(new),
        notified_on=None if _is_party(new) else new.notified_on,
        email=new.email,
        filed_on=new.filed_on,
        language=new.language,
    )
    note(against, Step.APPEALED, on=today, at=at, by=by, act=case.number)
    record(verb, by=by, at=at, subject=case.number, subject_kind="case", facts={"against": against.number})
    tell(case, "registered", at=at)
    return appeal


def _is_party(new: NewAppeal) -> bool:
    who = {"person": new.person} if new.person else {"organisation": new.organisation}
    return bool(new.against.parties.filter(**who).exists())


def _new_case(new: NewAppeal, at: datetime) -> NewCase:
    rule = law_here.in_force(rules.reconsideration_rule(new.issuer), on=localtime(at).date())
    appellant = Party(
        role=Party.PartyRole.APPLICANT, person=new.person, organisation=new.organisation, account=new.account
    )
    return NewCase(
        kind=APPEAL,
        received_at=at,
        channel=new.channel,
        department=new.against.department,
        legal_period=rule.code,
        period=rule.period,
        hours=new.hours,
        parties=[appellant],
        key=new.key,
        office=new.office,
    )
