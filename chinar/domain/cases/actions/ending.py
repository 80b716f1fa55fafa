"""Ends without a decision, each with its outcome, and the way back.

Raise AlreadyDecided, ChangedSince, NotOfThisKind.
"""

from datetime import datetime

from django.db import transaction
from django.utils.timezone import localtime

from chinar.domain.cases import outcomes
from chinar.domain.cases.actions.holding import hold
from chinar.domain.cases.actions.moving import AlreadyDecided, move, note
from chinar.domain.cases.handed_over import sent_of
from chinar.domain.cases.kinds import kind_of
from chinar.domain.cases.models import Case, Voiding
from chinar.domain.cases.notices import tell, tell_with
from chinar.domain.cases.queries import clock_of
from chinar.domain.cases.relations import joined_with
from chinar.domain.cases.rules import Step
from chinar.foundation.core.actor import Actor
from chinar.foundation.journal.actions import record


class NotOfThisKind(Exception):
    """The kind of the matter does not allow it, or not for this one; nothing was changed."""


class LeadsOthers(Exception):
    """Others have joined their matters with this one and are owed an answer, so it cannot just end; nothing was
    changed."""


class NotTheirs(Exception):
    """Only whoever filed the matter withdraws it; nothing was changed."""


def hold_open(case: Case, seen: str = "") -> Case:
    """Locked, and still open."""
    case = hold(case, seen=seen)
    if not case.is_open:
        raise AlreadyDecided(case.number)
    return case


def close(case: Case, state: str, outcome: str, *, at: datetime) -> None:
    """Closes a locked case; the state is one that its kind names for this."""
    if not state:
        raise NotOfThisKind(case.kind)
    case.outcome, case.closed_at = outcome, at
    move(case, state)


@transaction.atomic
def withdraw(case: Case, *, by: Actor, at: datetime) -> Case:
    """The applicant no longer wants it: the proceedings end (АПК чл. 56 ал. 1). Raises NotTheirs, LeadsOthers."""
    case = hold_open(case)
    if by.account_id is None or not case.parties.filter(account_id=by.account_id).exists():
        raise NotTheirs(case.number)
    _leads_nobody(case)
    note(case, Step.TERMINATED, on=localtime(at).date(), at=at, by=by)
    close(case, kind_of(case).terminated_state, outcomes.WITHDRAWN, at=at)
    record("case.withdrawn", by=by, at=at, subject=case.number, subject_kind="case")
    return case


@transaction.atomic
def void(case: Case, *, reason: str, seen: str = "", by: Actor, at: datetime) -> Case:
    """The number was allotted in error: it stays visible with its reason and is never given again. Raises
    LeadsOthers."""
    case = hold_open(case, seen)
    _leads_nobody(case)
    Voiding.objects.create(case=case, reason=reason, at=at, by_id=by.account_id)
    close(case, kind_of(case).voided_state, outcomes.VOIDED, at=at)
    record("case.voided", by=by, at=at, subject=case.number, subject_kind="case")
    return case


def _leads_nobody(case: Case) -> None:
    if joined_with(case):
        raise LeadsOthers(case.number)


@transaction.atomic
def forward(case: Case, *, body: str, act: str, seen: str = "", by: Actor, at: datetime) -> Case:
    """Another body is competent and has been sent the matter; here it is closed and the author reads where it went.

    АПК чл. 31 ал. 2; for signals чл. 112: within seven days. `act` is number and date of the letter.
    """
    case = hold_open(case, seen)
    if not kind_of(case).forwardable:
        raise NotOfThisKind(case.kind)
    entry = note(
        case,
        Step.FORWARDED,
        on=localtime(at).date(),
        at=at,
        by=by,
        ground=body,
        act=act,
        rule=kind_of(case).forwarding_rule,
    )
    close(case, kind_of(case).left_state, outcomes.FORWARDED, at=at)
    record("case.forwarded", by=by, at=at, subject=case.number, subject_kind="case", facts={"to": body})
    tell_with(case, "forwarded", {"body": body}, key=entry.pk, at=at)
    return case


def is_reopenable(case: Case) -> bool:
    """Closed, not living on in another case, and its kind agrees."""
    kind = kind_of(case)
    elsewhere = case.outcome in (outcomes.JOINED, outcomes.CONVERTED) or _is_with_another(case)
    return bool(not case.is_open and not elsewhere and kind.reopened_state and kind.may_reopen(case))


def _is_with_another(case: Case) -> bool:
    """Sent to another municipality of the installation, which has not refused it."""
    message = sent_of(case)
    return message is not None and message.refused_at is None


@transaction.atomic
def reopen(case: Case, *, reason: str, seen: str = "", by: Actor, at: datetime) -> Case:
    """An official opens a closed matter again; its period runs anew, a date that was told is never shortened, and
    whoever has a part in it is told."""
    case = hold(case, seen=seen)
    if not is_reopenable(case):
        raise NotOfThisKind(case.kind)
    entry = note(case, Step.REOPENED, on=localtime(at).date(), at=at, by=by, ground=reason)
    case.outcome, case.closed_at = "", None
    move(case, kind_of(case).reopened_state)
    case.due_on = max(case.due_on, clock_of(case).due_on)
    case.save(update_fields=["due_on"])
    record("case.reopened", by=by, at=at, subject=case.number, subject_kind="case")
    tell(case, "reopened", key=entry.pk, at=at)
    return case
