"""Asking another unit or body for an opinion, giving it, and needing it no more. The clock of the matter runs on."""

from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.utils.timezone import localtime

from chinar.domain.cases.actions.holding import compare, hold
from chinar.domain.cases.actions.moving import lock_open
from chinar.domain.cases.models import Assignment, Case, CaseDocument, Opinion, OpinionRequest
from chinar.domain.cases.printing import letter_of_request, paper_of_opinion
from chinar.foundation.core.actor import Actor
from chinar.foundation.documents.actions import keep
from chinar.foundation.documents.uploads import Paper
from chinar.foundation.journal.actions import record
from chinar.foundation.territory.models import Department

ASKED, GIVEN = "Искане на становище", "Становище"
"""Titles of the papers, in the official language; the number of the matter is their subject."""


class AskedAlready(Exception):
    """A request to this department is open; nobody was asked twice."""


class NotWaiting(Exception):
    """The request was answered or ended meanwhile; nothing was changed."""


class WrongDay(ValueError):
    """The day is over already."""


@transaction.atomic
def ask_opinion(
    case: Case,
    *,
    of: Department | None = None,
    body: str = "",
    what: str,
    due_on: date,
    key: UUID,
    seen: str = "",
    by: Actor,
    at: datetime,
) -> OpinionRequest:
    """Asks a department, which may read the matter from now on, or a body outside, by a letter that is filed.

    The same key again changes nothing. Raises AlreadyDecided, AskedAlready, ChangedSince, WrongDay.
    """
    case = lock_open(case)
    known: OpinionRequest | None = case.opinion_requests.filter(key=key).first()
    if known is not None:
        return known
    compare(case, seen)
    if due_on < localtime(at).date():
        raise WrongDay(due_on)
    if of is not None and OpinionRequest.objects.open().filter(case=case, department=of).exists():
        raise AskedAlready(of.code)
    letter = None if of else _letter(case, body=body, what=what, due_on=due_on, by=by, at=at)
    made: OpinionRequest = OpinionRequest.objects.create(
        case=case,
        key=key,
        department=of,
        body=body if of is None else "",
        what=what,
        due_on=due_on,
        letter=letter,
        asked_at=at,
        asked_by_id=by.account_id,
    )
    if of is not None:
        Assignment.objects.create(case=case, part=Assignment.Part.ASKED, department=of, at=at, by_id=by.account_id)
    _tell("opinion.asked", made, by=by, at=at)
    return made


@transaction.atomic
def give_opinion(asked: OpinionRequest, *, text: str, paper: Paper | None = None, by: Actor, at: datetime) -> Opinion:
    """The opinion lands in the file of the matter, also of a decided one, and waits to be read by whoever works on it.

    A department's own opinion is made a paper; that of a body outside is the scanned `paper`, `text` what it says.
    Raises NotWaiting.
    """
    case = hold(asked.case)
    asked = _waiting(asked)
    if asked.department_id is None and paper is None:
        raise ValueError("What came from outside is filed as it came.")
    part = CaseDocument.Part.OPINION
    own = [] if asked.department_id is None else [_opinion_pdf(case, asked, text=text, by=by, at=at)]
    parts = [_file(case, one, GIVEN, part, by=by, at=at) for one in own]
    parts += [_file(case, one, GIVEN, part, from_outside=True, by=by, at=at) for one in (paper,) if one]
    made: Opinion = Opinion.objects.create(request=asked, text=text, paper=parts[0], at=at, by_id=by.account_id)
    _end(asked, by=by, at=at)
    _tell("opinion.given" if own else "opinion.entered", asked, by=by, at=at)
    return made


@transaction.atomic
def end_request(asked: OpinionRequest, *, by: Actor, at: datetime) -> None:
    """The opinion is needed no more. Raises NotWaiting."""
    hold(asked.case)
    asked = _waiting(asked)
    _end(asked, by=by, at=at)
    _tell("opinion.ended", asked, by=by, at=at)


def _waiting(asked: OpinionRequest) -> OpinionRequest:
    """As it is now; the lock of the case keeps it so."""
    rows = OpinionRequest.objects.open().select_related("department", "case__department", "case__municipality")
    fresh: OpinionRequest | None = rows.filter(pk=asked.pk).first()
    if fresh is None:
        raise NotWaiting(asked.pk)
    return fresh


def _end(asked: OpinionRequest, *, by: Actor, at: datetime) -> None:
    asked.ended_at, asked.ended_by_id = at, by.account_id
    asked.save(update_fields=["ended_at", "ended_by"])
    parts = Assignment.objects.standing().filter(case=asked.case_id, part=Assignment.Part.ASKED)
    parts.filter(department=asked.department_id).update(ended_at=at)


def _letter(case: Case, *, body: str, what: str, due_on: date, by: Actor, at: datetime) -> CaseDocument:
    pdf = letter_of_request(case, title=ASKED, body=body, what=what, due_on=due_on, by=by, at=at)
    return _file(case, Paper("application/pdf", pdf), ASKED, CaseDocument.Part.LETTER, by=by, at=at)


def _opinion_pdf(case: Case, asked: OpinionRequest, *, text: str, by: Actor, at: datetime) -> Paper:
    return Paper("application/pdf", paper_of_opinion(case, asked, title=GIVEN, text=text, by=by, at=at))


def _file(
    case: Case, paper: Paper, title: str, part: str, *, from_outside: bool = False, by: Actor, at: datetime
) -> CaseDocument:
    document = keep(
        paper.content,
        kind=part,
        title=title,
        subject=case.number,
        media_type=paper.media_type,
        from_outside=from_outside,
        by=by,
        at=at,
    )
    filed: CaseDocument = CaseDocument.objects.create(case=case, document=document, part=part)
    return filed


def _tell(verb: str, asked: OpinionRequest, *, by: Actor, at: datetime) -> None:
    whom = asked.department.name if asked.department else asked.body
    record(verb, by=by, at=at, subject=asked.case.number, subject_kind="case", facts={"whom": whom})
