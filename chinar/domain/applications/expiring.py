"""Holders of a right with a term are warned before it ends (АПК чл. 18а ал. 12-13).

The right is a document that was issued, its term the answer "valid until" in the form of the result.
"""

from collections.abc import Iterator
from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils.timezone import localtime

from chinar.domain.applications.models import Decision
from chinar.domain.cases.law_here import in_force
from chinar.domain.cases.notices import recipients_of, tell_with
from chinar.domain.questionnaires.definition import AnswerKind
from chinar.domain.questionnaires.models import Answer
from chinar.foundation.core.actor import SYSTEM
from chinar.foundation.journal.actions import record
from chinar.foundation.journal.models import Entry
from chinar.foundation.time.rules import WorkingCalendar, count, months_before

LAST_DAY = "valid_until"
"""Code of the question whose answer is the last day of the right."""
EARLIER = timedelta(days=7)
"""So long before the month of the law begins: a worker that stood still for days has time to tell."""
STANDING = ("granted", "granted_served")
TOLD = "application.expiry_told"


def warn_of_expiry(*, at: datetime) -> int:
    """Tells each holder once, by the electronic address that we know, of a right that ends soon; answers how many. Who
    gave none is not told: the law asks for a letter to an electronic address only. Raises NoLegalPeriod."""
    today, told = localtime(at).date(), 0
    for decision, ends_on in _rights():
        if _is_time(decided_on=localtime(decision.decided_at).date(), ends_on=ends_on, today=today):
            told += _warn(decision, ends_on, at=at)
    return told


def _rights() -> Iterator[tuple[Decision, date]]:
    """Every document with a term that stands, and the last day of its term."""
    answers = Answer.objects.filter(question=LAST_DAY, kind=AnswerKind.DATE, erasure=None)
    standing = answers.filter(
        sheet__decision__outcome=Decision.Outcome.GRANTED,
        sheet__decision__set_aside_at=None,
        sheet__decision__application__case__state__in=STANDING,
    )
    for answer in standing.select_related("sheet__decision__application__case__department").iterator(chunk_size=500):
        try:
            yield answer.sheet.decision, date.fromisoformat(answer.value)
        except ValueError:
            continue  # it was left empty: the right has no term


def _is_time(*, decided_on: date, ends_on: date, today: date) -> bool:
    """Not yet before the month, no more after the end, never for a right that was given for less than the law says."""
    month = in_force("warning_of_expiry", on=today).period
    least = in_force("right_without_warning", on=today).period
    is_long = ends_on >= count(decided_on, least, WorkingCalendar(frozenset()), roll=False).ends_on
    return is_long and months_before(ends_on, month.amount) - EARLIER <= today <= ends_on


@transaction.atomic
def _warn(decision: Decision, ends_on: date, *, at: datetime) -> bool:
    case = decision.application.case
    facts = {"until": ends_on.isoformat()}
    known = Entry.objects.filter(verb=TOLD, subject=case.number, subject_kind="case")
    if any(row.facts == facts for row in known) or not list(recipients_of(case, "expires")):
        return False
    tell_with(case, "expires", {"until": ends_on}, key=ends_on.isoformat(), module="applications", at=at)
    record(TOLD, by=SYSTEM, at=at, subject=case.number, subject_kind="case", facts=facts)
    return True
