"""A third person is asked whether what concerns them may be given (ЗДОИ чл. 31)."""

from datetime import date, datetime

from django.db import transaction
from django.utils.timezone import localtime

from chinar.domain.cases.actions import clock
from chinar.domain.cases.actions.ending import hold_open
from chinar.domain.cases.models import Case
from chinar.domain.cases.queries import clock_of
from chinar.domain.cases.rules import Problem
from chinar.domain.information_requests.access import request_of
from chinar.domain.information_requests.models import ThirdPerson
from chinar.domain.information_requests.queries import consent_until
from chinar.foundation.core.actor import Actor
from chinar.foundation.journal.actions import record

RULE = "information_third_person"
ASKED = "Иска се съгласието на трето лице, което информацията засяга"
"""What the applicant reads of it, in the official language; never who it is."""


class AskedTooLate(Exception):
    """The law lets a third person be asked within seven days of registration; `until` was the last. Nothing was
    changed."""

    def __init__(self, until: date) -> None:
        super().__init__(until.isoformat())
        self.until = until


class AnsweredAlready(Exception):
    """The third person has answered, or there is none; nothing was changed."""


class DayBefore(ValueError):
    """The answer cannot be older than the question; nothing was changed."""


@transaction.atomic
def ask_third_person(
    case: Case, *, name: str, letter: str, on: date, seen: str = "", by: Actor, at: datetime
) -> ThirdPerson:
    """The first lengthens the period by the time of the law, and the applicant is told so; further ones do not, nor
    where it was lengthened for volume: to ask is a duty all the same. The same letter to the same person is entered
    once.

    Raises AskedTooLate, StepRefused, AlreadyDecided, ChangedSince.
    """
    case = hold_open(case, seen)
    request, until = request_of(case), consent_until(case)
    for known in request.third_persons.all():
        if (known.name, known.letter) == (name, letter):
            return known
    _may_be(case, on, at)
    if on > until:
        raise AskedTooLate(until)
    if not clock_of(case).extended:
        case = clock.extend(case, rule=RULE, reason=ASKED, on=on, by=by, at=at)
    asked: ThirdPerson = ThirdPerson.objects.create(request=request, name=name, letter=letter, asked_on=on)
    record("information.third_person_asked", by=by, at=at, subject=case.number, subject_kind="case")
    return asked


@transaction.atomic
def enter_answer(
    case: Case, *, person: int, answer: str, on: date, seen: str = "", by: Actor, at: datetime
) -> ThirdPerson:
    """What the third person answered. Raises AnsweredAlready, DayBefore, StepRefused, AlreadyDecided, ChangedSince."""
    case = hold_open(case, seen)
    row = ThirdPerson.objects.filter(request__case=case, pk=person, answer="").first()
    if row is None:
        raise AnsweredAlready(case.number)
    _may_be(case, on, at)
    if on < row.asked_on:
        raise DayBefore(on.isoformat())
    row.answer, row.answered_on = answer, on
    row.save(update_fields=["answer", "answered_on"])
    record("information.third_person_answered", by=by, at=at, subject=case.number, subject_kind="case")
    return row  # type: ignore[no-any-return]


def _may_be(case: Case, on: date, at: datetime) -> None:
    """Nobody is asked, or answers, before there is a request, nor in days to come."""
    if on > localtime(at).date():
        raise clock.StepRefused(Problem.FUTURE)
    if on < localtime(case.received_at).date():
        raise clock.StepRefused(Problem.BEFORE_LAST)
