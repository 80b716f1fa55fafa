"""Where a number leads: a matter that was joined or goes on as another kind is found by its old number for ever."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q

from chinar.domain.cases.models import Case, CaseRelation

Bond = CaseRelation.Bond
LEADS = (Bond.MERGED, Bond.CONTINUES)


@dataclass(frozen=True, slots=True)
class Related:
    """Another case, seen from one of the two. `leads` tells that this one lives on in the other."""

    case: Case
    bond: str
    leads: bool
    inwards: bool
    reason: str
    at: datetime


def leading_of(case: Case) -> Case:
    """The case in which this one lives on, at the end of the chain; itself, when it stands alone."""
    met = {case.pk}
    while (step := _next(case)) is not None and step.pk not in met:
        met.add(step.pk)
        case = step
    return case


def continued_in(case: Case) -> Case:
    """The same matter of the same people as the kind that it is now; itself, when it was never another."""
    while (step := _next(case, (Bond.CONTINUES,))) is not None:
        case = step
    return case


def _next(case: Case, bonds: tuple[str, ...] = LEADS) -> Case | None:
    return next((row.other for row in _rows(case) if row.case_id == case.pk and row.bond in bonds), None)


def earlier_numbers(case: Case) -> list[str]:
    """Under which the same matter was registered before it became the kind that it is."""
    return [row.case.number for row in _rows(case) if row.other_id == case.pk and row.bond == Bond.CONTINUES]


def joined_with(case: Case) -> list[Case]:
    """The matters that were joined with this one, also through another, oldest first: each voice is owed the answer.
    What is only an earlier number of the same matter is not among them. One query, and one for each link of a chain."""
    found: dict[int, Case] = {}
    met, ends = {case.pk}, [case.pk]
    while ends:
        rows = CaseRelation.objects.filter(bond__in=LEADS, other__in=ends).exclude(case__in=met)
        led = list(rows.select_related("case"))
        ends = [row.case_id for row in led]
        met.update(ends)
        found.update((row.case_id, row.case) for row in led if row.bond == Bond.MERGED)
    return [found[pk] for pk in sorted(found)]


def relations_of(case: Case) -> Iterator[Related]:
    """Every case that this one has to do with, in both directions, oldest first."""
    for row in _rows(case):
        if row.case_id == case.pk:
            yield Related(row.other, row.bond, row.bond in LEADS, False, row.reason, row.at)
        else:
            yield Related(row.case, row.bond, False, True, row.reason, row.at)


def has_none(case: Case) -> None:
    """It is known that the case stands alone: nothing needs to be read."""
    case._relations = []  # type: ignore[attr-defined]


def _rows(case: Case) -> list[CaseRelation]:
    """Read once per case object: pages ask several questions of the same relations."""
    if not hasattr(case, "_relations"):
        rows = CaseRelation.objects.filter(Q(case=case) | Q(other=case))
        case._relations = list(rows.select_related("case", "other__department", "other__handler"))  # type: ignore[attr-defined]
    return case._relations  # type: ignore[attr-defined, no-any-return]
