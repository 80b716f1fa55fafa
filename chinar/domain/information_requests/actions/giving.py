"""Access is given: the files, the day on which the decision was received, the protocol, or that nobody came for it.

All lock the case and raise ChangedSince.
"""

from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction
from django.utils.timezone import localtime

from chinar.domain.cases.actions.ending import close, hold_open
from chinar.domain.cases.actions.holding import hold
from chinar.domain.cases.actions.moving import AlreadyDecided, move, note
from chinar.domain.cases.models import Case
from chinar.domain.cases.notices import tell_with
from chinar.domain.cases.queries import ledger_of
from chinar.domain.cases.rules import Step
from chinar.domain.information_requests.access import request_of
from chinar.domain.information_requests.models import AccessGiven, Decision, GivenFile
from chinar.domain.information_requests.queries import waivable
from chinar.foundation.core.actor import Actor
from chinar.foundation.documents.actions import keep
from chinar.foundation.documents.files import digest_of
from chinar.foundation.documents.uploads import Paper
from chinar.foundation.journal.actions import record


class TooManyFiles(Exception):
    """So many files are there already; nothing was kept."""


class WrongDay(ValueError):
    """Before the decision, or in the future; nothing was changed."""


class NotWaived(Exception):
    """The law does not count it as waived, or not yet; nothing was changed."""


@transaction.atomic
def add_files(case: Case, *, title: str, papers: Sequence[Paper], by: Actor, at: datetime) -> None:
    """Files to be given with the decision; one that is there already is not added again. Raises AlreadyDecided,
    TooManyFiles."""
    case = hold_open(case)
    request = request_of(case)
    there = set(request.files.filter(taken_out_at=None).values_list("document__sha256", flat=True))
    new = [paper for paper in papers if digest_of(paper.content) not in there]
    if len(there) + len(new) > GivenFile.MOST:
        raise TooManyFiles(case.number)
    for paper in new:
        document = keep(
            paper.content,
            kind="information_given",
            title=title,
            subject=case.number,
            media_type=paper.media_type,
            from_outside=True,
            by=by,
            at=at,
        )
        GivenFile.objects.create(request=request, document=document)
    record("information.file_added", by=by, at=at, subject=case.number, subject_kind="case")


@transaction.atomic
def take_out_file(case: Case, *, pk: int, by: Actor, at: datetime) -> bool:
    """Before the decision: it was not to be given. False when it is not there. Raises AlreadyDecided."""
    case = hold_open(case)
    taken = GivenFile.objects.filter(request__case=case, pk=pk, taken_out_at=None).update(taken_out_at=at)
    if taken:
        record("information.file_taken_out", by=by, at=at, subject=case.number, subject_kind="case")
    return bool(taken)


@transaction.atomic
def note_received(case: Case, *, on: date, seen: str = "", by: Actor, at: datetime) -> None:
    """On which day the applicant received the decision: from it the time for access is counted. Raises AlreadyDecided
    when it is known or there is none, WrongDay."""
    case, decision = _decided(case, seen, states=("decided", "refused"))
    if any(row.step == Step.SERVED for row in ledger_of(case)):
        raise AlreadyDecided(case.number)
    _may_be(on, decision, at)
    note(case, Step.SERVED, on=on, at=at, by=by)
    record("information.received", by=by, at=at, subject=case.number, subject_kind="case")


@transaction.atomic
def give_access(case: Case, *, on: date, received_by: str, seen: str = "", by: Actor, at: datetime) -> AccessGiven:
    """They have had it, and signed the protocol (ЗДОИ чл. 35). Raises AlreadyDecided, WrongDay."""
    case, decision = _decided(case, seen)
    _may_be(on, decision, at)
    if not any(row.step == Step.SERVED for row in ledger_of(case)):
        note(case, Step.SERVED, on=on, at=at, by=by)
    given: AccessGiven = AccessGiven.objects.create(
        decision=decision, on=on, received_by=received_by, at=at, by_id=by.account_id
    )
    case.closed_at = at
    move(case, "given")
    record("information.access_given", by=by, at=at, subject=case.number, subject_kind="case")
    return given


@transaction.atomic
def note_waiver(case: Case, *, seen: str = "", by: Actor, at: datetime) -> Case:
    """They did not come for it in the time that the decision gave, or did not pay: they waive it, and are told (ЗДОИ
    чл. 36). Raises AlreadyDecided, NotWaived."""
    case, decision = _decided(case, seen)
    decision.request.case = case
    if not waivable(decision, on=localtime(at).date()):
        raise NotWaived(case.number)
    close(case, "waived", case.outcome, at=at)
    record("information.waived", by=by, at=at, subject=case.number, subject_kind="case")
    tell_with(case, "waived", {}, key=decision.number, module="information_requests", at=at)
    return case


def _decided(case: Case, seen: str, *, states: tuple[str, ...] = ("decided",)) -> tuple[Case, Decision]:
    """The matter locked while it stands so; usually while access waits for the applicant."""
    case = hold(case, seen=seen)
    decision = Decision.objects.select_related("request").filter(request__case=case).first()
    if decision is None or case.state not in states:
        raise AlreadyDecided(case.number)
    return case, decision


def _may_be(on: date, decision: Decision, at: datetime) -> None:
    if not localtime(decision.decided_at).date() <= on <= localtime(at).date():
        raise WrongDay(on.isoformat())
