"""Opinions asked of other units and bodies: who sees a request, who may answer it, what the citizen reads of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.http import Http404
from django.utils.timezone import localtime

from chinar.domain.cases.access import User, cases_for, is_party, may_handle, own_departments
from chinar.domain.cases.models import Case, OpinionRequest
from chinar.domain.cases.models.opinion_request import OpinionRequestQuerySet
from chinar.domain.cases.standing_in import matters_of
from chinar.foundation.core.content import words
from chinar.foundation.people.access import can

MOST = 100
_WHOLE = (
    "case__department",
    "case__handler",
    "department",
    "asked_by",
    "opinion__by",
    "opinion__read_by",
    "opinion__paper__document",
)


@dataclass(frozen=True, slots=True)
class Told:
    """What the citizen reads of a request: whom, by when, since when answered; never what was written."""

    whom: str
    asked_on: date
    due_on: date
    answered_on: date | None


def requests_of(case: Case) -> list[OpinionRequest]:
    """Oldest first; no query for a case of which the door of access knows that there is none."""
    if not getattr(case, "has_opinions", True):
        return []
    return list(case.opinion_requests.select_related(*_WHOLE[2:]))


def whom(asked: OpinionRequest) -> str:
    return words(asked.department, "name") if asked.department else asked.body


def told_of(case: Case, requests: Sequence[OpinionRequest]) -> list[Told]:
    """Without those that were needed no more, and without those that a decision has overtaken."""
    rows = [(row, row.answer) for row in requests if row.answer or (row.is_open and case.is_open)]
    return [
        Told(whom(row), localtime(row.asked_at).date(), row.due_on, localtime(answer.at).date() if answer else None)
        for row, answer in rows
    ]


def asked_of(user: User, *, on: date) -> OpinionRequestQuerySet:
    """What the departments of an official owe to open matters from which they are not kept away, by day."""
    departments = list(own_departments(user, on=on))
    open_cases = Case.objects.shown_to(user.pk).open().exclude(parties__account_id=user.pk or 0)
    found: OpinionRequestQuerySet = OpinionRequest.objects.open().filter(department__in=departments)
    return found.filter(case__in=open_cases).order_by("due_on", "id")


def asked_for(user: User, *, on: date) -> OpinionRequestQuerySet:
    """What other units and bodies owe to matters that the official works on, by day."""
    cases = cases_for(user, on=on).open().filter(matters_of(user, on=on))
    found: OpinionRequestQuerySet = OpinionRequest.objects.open().filter(case__in=cases)
    return found.order_by("due_on", "id")


def listed(requests: OpinionRequestQuerySet) -> list[OpinionRequest]:
    return list(requests.select_related("case", "department")[:MOST])


def get_request(user: User, pk: int, *, on: date) -> OpinionRequest:
    """One that the official may read: of a matter of theirs, or asked of their department, answered ones too.

    Raises Http404.
    """
    rows = OpinionRequest.objects.filter(case__in=Case.objects.shown_to(user.pk), pk=pk)
    asked: OpinionRequest | None = rows.select_related(*_WHOLE).first()
    if asked is None or is_party(user, asked.case):
        raise Http404
    theirs = asked.department_id is not None and asked.department_id in own_departments(user, on=on)
    if not theirs and not cases_for(user, on=on).filter(pk=asked.case_id).exists():
        raise Http404
    return asked


def may_answer(user: User, asked: OpinionRequest, *, on: date) -> bool:
    """An expert or head of the department that is asked; for a body outside, whoever may take the matter."""
    if not asked.is_open or is_party(user, asked.case):
        return False
    if asked.department is None:
        return may_handle(user, asked.case, "cases.take", on=on)
    return can(user, "cases.take", on=on, department=asked.department)


def unread_among(requests: Sequence[OpinionRequest]) -> list[OpinionRequest]:
    """Answered, and nobody has said that they read it."""
    return [row for row in requests if row.answer and row.answer.read_at is None]


def last_among(requests: Sequence[OpinionRequest]) -> int:
    """Id of the newest answer, 0 when there is none."""
    return max((row.answer.pk for row in requests if row.answer), default=0)
