"""A third person is asked whether what concerns them may be given (ЗДОИ чл. 31)."""

from datetime import date, datetime

from django.db import transaction

from chinar.domain.cases.actions import clock
from chinar.domain.cases.actions.ending import hold_open
from chinar.domain.cases.models import Case
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
    """The first lengthens the period by the time of the law, and the applicant is told so; further ones do not. The
    same letter to the same person is entered once.

    Raises AskedTooLate, StepRefused, AlreadyDecided, ChangedSince.
    """
    case = hold_open(case, seen)
    request, until = request_of(case), consent_until(case)
    for known in request.third_persons.all():
        if (known.name, known.letter) == (name, letter):
            return known
    if on > until:
        raise AskedTooLate(until)
    if not request.third_persons.exists():
        case = clock.extend(case, rule=RULE, reason=ASKED, on=on, by=by, at=at)
    asked: ThirdPerson = ThirdPerson.objects.create(request=request, name=name, letter=letter, asked_on=on)
    record("information.third_person_asked", by=by, at=at, subject=case.number, subject_kind="case")
    return asked


@transaction.atomic
def enter_answer(
    case: Case, *, person: int, answer: str, on: date, seen: str = "", by: Actor, at: datetime
) -> ThirdPerson:
    """What the third person answered. Raises AnsweredAlready, DayBefore, AlreadyDecided, ChangedSince."""
    case = hold_open(case, seen)
    row = ThirdPerson.objects.filter(request__case=case, pk=person, answer="").first()
    if row is None:
        raise AnsweredAlready(case.number)
    if on < row.asked_on:
        raise DayBefore(on.isoformat())
    row.answer, row.answered_on = answer, on
    row.save(update_fields=["answer", "answered_on"])
    record("information.third_person_answered", by=by, at=at, subject=case.number, subject_kind="case")
    return row  # type: ignore[no-any-return]
