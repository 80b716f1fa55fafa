"""A notice of an appeal goes up on the board and comes down; an interested person who came is written down.

All lock the case of the appeal and raise Http404 for a case that is no appeal.
"""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.timezone import localtime

from chinar.domain.appeals import printing
from chinar.domain.appeals.access import appeal_of
from chinar.domain.appeals.models import Appeal, BoardNotice, InterestedPerson, NoticeRemoval
from chinar.domain.appeals.queries import hangs_until
from chinar.domain.appeals.rules import Purpose
from chinar.domain.applications.kinds import ISSUED
from chinar.domain.cases.actions.holding import hold
from chinar.domain.cases.actions.registering import allot_number
from chinar.domain.cases.models import Case, CaseDocument
from chinar.foundation.core.actor import Actor
from chinar.foundation.documents.actions import keep
from chinar.foundation.journal.actions import record

NOTICE, PUT_UP, TAKEN_DOWN = "Обявление", "Протокол за поставяне на обявление", "Протокол за сваляне на обявление"
JOINED = "Протокол за заинтересовано лице"
"""Names of the papers, in the official language in which they are issued."""


class HangsAlready(Exception):
    """A notice of this purpose is on the board; nothing was changed."""


class TakenDown(Exception):
    """A colleague took the notice down before; nothing was changed."""


class TooEarly(Exception):
    """The notice must hang longer, and no reason was given; nothing was changed."""


@transaction.atomic
def put_up(
    case: Case, *, purpose: Purpose, text: str, days: int, seen: str = "", by: Actor, at: datetime
) -> BoardNotice:
    """The notice with its protocol, in the file of the appeal and for everybody on the board of the site.

    Raises HangsAlready, ChangedSince, NoCalendar, NoLegalPeriod, ValueError for fewer days than the law asks for.
    """
    case = hold(case, seen=seen)
    appeal, today = appeal_of(case), localtime(at).date()
    if BoardNotice.objects.on_board().filter(appeal=appeal, purpose=purpose.value).exists():
        raise HangsAlready(case.number)
    until = hangs_until(purpose, days, on=today)
    made: BoardNotice = BoardNotice.objects.create(
        appeal=appeal,
        purpose=purpose.value,
        number=allot_number(ISSUED, today).number,
        text=text,
        posted_on=today,
        until=until,
        at=at,
        by_id=by.account_id,
    )
    _file(made, printing.notice_pdf(made), NOTICE, by=by, at=at)
    _file(made, printing.put_up_pdf(made), PUT_UP, by=by, at=at)
    _tell("appeal.notice_put_up", appeal, made, by=by, at=at)
    return made


@transaction.atomic
def take_down(notice: BoardNotice, *, reason: str = "", by: Actor, at: datetime) -> NoticeRemoval:
    """The notice hangs no more. Raises TakenDown, TooEarly when its last day is not over and no reason is given."""
    hold(notice.appeal.case)
    today = localtime(at).date()
    if NoticeRemoval.objects.filter(notice=notice).exists():
        raise TakenDown(notice.number)
    if today <= notice.until and not reason:
        raise TooEarly(notice.number)
    made: NoticeRemoval = NoticeRemoval.objects.create(
        notice=notice, on=today, reason=reason if today <= notice.until else "", at=at, by_id=by.account_id
    )
    _file(notice, printing.taken_down_pdf(made), TAKEN_DOWN, by=by, at=at)
    _tell("appeal.notice_taken_down", notice.appeal, notice, by=by, at=at)
    return made


@transaction.atomic
def join(
    case: Case, *, key: UUID, name: str, address: str, interest: str, opinion: str, by: Actor, at: datetime
) -> InterestedPerson:
    """What an interested person says, in a protocol to be signed, in the file that goes up. The same key again gives
    what was written down before."""
    case = hold(case)
    appeal = appeal_of(case)
    known: InterestedPerson | None = InterestedPerson.objects.filter(idempotency_key=key, appeal=appeal).first()
    if known is not None:
        return known
    made: InterestedPerson = InterestedPerson.objects.create(
        appeal=appeal,
        idempotency_key=key,
        name=name,
        address=address,
        interest=interest,
        opinion=opinion,
        at=at,
        by_id=by.account_id,
    )
    document = keep(printing.joined_pdf(made), kind="interested", title=JOINED, subject=case.number, by=by, at=at)
    CaseDocument.objects.create(case=case, document=document, part=CaseDocument.Part.INTERESTED)
    record("appeal.joined", by=by, at=at, subject=case.number, subject_kind="case")
    return made


def _file(notice: BoardNotice, pdf: bytes, title: str, *, by: Actor, at: datetime) -> None:
    document = keep(pdf, kind="board_notice", title=title, subject=notice.number, by=by, at=at)
    CaseDocument.objects.create(case=notice.appeal.case, document=document, part=CaseDocument.Part.NOTICE)


def _tell(verb: str, appeal: Appeal, notice: BoardNotice, *, by: Actor, at: datetime) -> None:
    facts = {"notice": notice.number}
    record(verb, by=by, at=at, subject=appeal.case.number, subject_kind="case", facts=facts)
