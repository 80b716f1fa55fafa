"""Ends without a decision: the information is not held, or the request is left unexamined.

All raise AlreadyDecided, ChangedSince.
"""

from datetime import datetime

from django.db import transaction
from django.utils.timezone import localtime

from chinar.domain.cases.actions.ending import NotOfThisKind, close, hold_open
from chinar.domain.cases.actions.moving import lock_to_decide, note
from chinar.domain.cases.models import Case
from chinar.domain.cases.notices import tell, tell_with
from chinar.domain.cases.rules import Step
from chinar.domain.information_requests.queries import may_be_left
from chinar.foundation.core.actor import Actor
from chinar.foundation.journal.actions import record


@transaction.atomic
def say_not_held(case: Case, *, reason: str, seen: str = "", by: Actor, at: datetime) -> Case:
    """The municipality does not hold it and does not know who does (ЗДОИ чл. 33); `reason` is read by the applicant.
    Raises ClockStands."""
    case = lock_to_decide(case, seen=seen)
    today = localtime(at).date()
    entry = note(case, Step.DECIDED, on=today, at=at, by=by, ground=reason, rule="information_not_held")
    close(case, "not_held", "not_held", at=at)
    record("information.not_held", by=by, at=at, subject=case.number, subject_kind="case")
    # A letter by e-mail is an open card: what the official wrote stands in one on paper only.
    tell_with(case, "not_held", {"said": reason}, key=entry.pk, module="information_requests", at=at)
    return case


@transaction.atomic
def leave_unexamined(case: Case, *, reason: str, seen: str = "", by: Actor, at: datetime) -> Case:
    """It lacks what the law asks for, or was not made clear in time (ЗДОИ чл. 25, 29); `reason` is read by the
    applicant. Raises NotOfThisKind while neither holds."""
    case, today = hold_open(case, seen), localtime(at).date()
    if not may_be_left(case, on=today):
        raise NotOfThisKind(case.kind)
    entry = note(case, Step.TERMINATED, on=today, at=at, by=by, ground=reason)
    close(case, "unexamined", "unexamined", at=at)
    record("information.unexamined", by=by, at=at, subject=case.number, subject_kind="case")
    tell(case, "terminated", key=entry.pk, at=at)
    return case
