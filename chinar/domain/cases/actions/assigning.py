"""Who works on a matter: by a resolution, given to an official, given back, moved to another department."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils.timezone import localtime

from chinar.domain.cases.access import may_handle
from chinar.domain.cases.actions.ending import hold_open
from chinar.domain.cases.actions.holding import Change, ChangedSince
from chinar.domain.cases.actions.leading import lead
from chinar.domain.cases.actions.moving import AlreadyDecided, in_hand, move
from chinar.domain.cases.kinds import kind_of
from chinar.domain.cases.models import Assignment, Case, Resolution
from chinar.domain.cases.resolutions import latest_of
from chinar.domain.cases.rules import Phase
from chinar.foundation.core.actor import Actor
from chinar.foundation.journal.actions import record
from chinar.foundation.people.models import Account
from chinar.foundation.territory.models import Department


class CannotHandle(Exception):
    """The official may take no matter of this department, or is a party to this one; nothing was changed."""


@transaction.atomic
def give(case: Case, *, to: Account, reason: str = "", seen: str = "", by: Actor, at: datetime) -> Case:
    """Makes another official responsible. Raises AlreadyDecided, CannotHandle, ChangedSince."""
    case = hold_open(case, seen)
    if not may_handle(to, case, "cases.take", on=localtime(at).date()):
        raise CannotHandle(to.pk)
    lead(case, to, reason=reason, by=by, at=at)
    move(case, in_hand(case))
    record("case.given", by=by, at=at, subject=case.number, subject_kind="case", facts={"to": to.name})
    return case


class WrongInnerTerm(ValueError):
    """The inner term is over, or not shorter than the one that the law gives; nothing was changed."""


@transaction.atomic
def resolve(
    case: Case,
    *,
    to: Account,
    expected: str,
    co_executors: Sequence[Account] = (),
    informed: Sequence[Account] = (),
    inner_due_on: date | None = None,
    department: Department | None = None,
    seen: str = "",
    latest: int | None = None,
    by: Actor,
    at: datetime,
) -> Resolution:
    """Writes a resolution: one leads, others work on it too or are informed; whoever had these parts before has them
    no more. Whoever works on it or is informed may read the matter, whatever their department. `department` is that of
    the one who leads, where it is another: the matter moves there with its number and clock. `latest` is the last
    resolution that its author saw, 0 for none: none is set aside unread.

    Raises AlreadyDecided, CannotHandle, ChangedSince, WrongInnerTerm.
    """
    case = hold_open(case, seen)
    holds = latest_of(case)
    if latest not in (None, holds.pk if holds else 0):
        raise ChangedSince((Change.RESOLUTION,))
    today = localtime(at).date()
    moves = department is not None and department.pk != case.department_id
    case.department = department or case.department
    if not may_handle(to, case, "cases.take", on=today):
        raise CannotHandle(to.pk)
    if inner_due_on is not None and not today <= inner_due_on < case.due_on:
        raise WrongInnerTerm(inner_due_on)
    resolution: Resolution = Resolution.objects.create(
        case=case, expected=expected, inner_due_on=inner_due_on, at=at, by_id=by.account_id
    )
    Assignment.objects.of_a_resolution().filter(case=case).update(ended_at=at)
    lead(case, to, reason=expected, resolution=resolution, by=by, at=at)
    parts = dict.fromkeys(informed, Assignment.Part.INFORMED) | dict.fromkeys(co_executors, Assignment.Part.CO_EXECUTOR)
    beside = ((one, part) for one, part in parts.items() if one != to)
    facts = {"at": at, "by_id": by.account_id, "resolution": resolution}
    Assignment.objects.bulk_create([Assignment(case=case, part=part, official=one, **facts) for one, part in beside])
    move(case, in_hand(case))
    if moves:
        case.save(update_fields=["department"])
        facts_of_move = {"to": case.department.name}
        record("case.moved", by=by, at=at, subject=case.number, subject_kind="case", facts=facts_of_move)
    record("case.resolved", by=by, at=at, subject=case.number, subject_kind="case", facts={"to": to.name})
    return resolution


@dataclass(frozen=True, slots=True)
class NotGiven:
    """A matter of several that stays as it was, and why: AlreadyDecided, CannotHandle or ChangedSince."""

    case: Case
    why: Exception


def give_each(cases: Sequence[tuple[Case, str, Actor]], *, to: Account, reason: str, at: datetime) -> list[NotGiven]:
    """Gives many matters to one official, each by itself with a journal row of its own; answers which were not given.

    Beside each case stands how it was shown (`seen`) and who gives it: one of them may be given in somebody's place.
    What the official leads already counts as given: it is the second press of the button.
    """
    left = []
    for case, seen, by in cases:
        try:
            give(case, to=to, reason=reason, seen=seen, by=by, at=at)
        except (AlreadyDecided, CannotHandle, ChangedSince) as why:
            if not Case.objects.open().filter(pk=case.pk, handler=to).exists():
                left.append(NotGiven(case, why))
    return left


def let_hand_over(case: Case, department: Department, *, by: Actor, at: datetime) -> None:
    """Officials of the department, that of a village office, read the matter and hand over its result until it is
    received or set aside. In the transaction of the decision; a second decision changes nothing."""
    part = {"case": case, "part": Assignment.Part.HANDS_OVER, "department": department}
    if not Assignment.objects.standing().filter(**part).exists():
        Assignment.objects.create(**part, at=at, by_id=by.account_id)


def end_handing_over(case: Case, *, at: datetime) -> None:
    """Whoever had the matter only to hand over its result has it no more."""
    Assignment.objects.standing().filter(case=case, part=Assignment.Part.HANDS_OVER).update(ended_at=at)


@transaction.atomic
def give_back(case: Case, *, reason: str, seen: str = "", by: Actor, at: datetime) -> Case:
    """Nobody is responsible any more: the department is, and whoever takes it next. Raises as `give`."""
    case = hold_open(case, seen)
    lead(case, None, reason=reason, by=by, at=at)
    _waits_for_somebody(case)
    record("case.given_back", by=by, at=at, subject=case.number, subject_kind="case")
    return case


@transaction.atomic
def move_to_department(case: Case, *, to: Department, reason: str, seen: str = "", by: Actor, at: datetime) -> Case:
    """Another department of this town hall is competent; number and clock stay. Raises as `give`."""
    case = hold_open(case, seen)
    case.department = to
    case.save(update_fields=["department"])
    lead(case, None, reason=reason, by=by, at=at)
    _waits_for_somebody(case)
    record("case.moved", by=by, at=at, subject=case.number, subject_kind="case", facts={"to": to.name})
    return case


def _waits_for_somebody(case: Case) -> None:
    """One that waits with its clock stopped goes on waiting."""
    move(case, case.state if case.phase == Phase.WAITING else kind_of(case).states[0].code)
