"""The only door by which a view gets a case. Not yours and not there answer alike."""

import hmac
from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date
from typing import NamedTuple

from django.contrib.auth.models import AnonymousUser
from django.db.models import Count, Exists, OuterRef, Q, Subquery
from django.http import Http404

from chinar.domain.cases import kinds
from chinar.domain.cases.models import (
    Assignment,
    Case,
    CaseRelation,
    CaseUpdate,
    ChecklistLine,
    FileRequest,
    OpinionRequest,
    OutsideNumber,
    Party,
    Recusal,
)
from chinar.domain.cases.models.case import CaseQuerySet
from chinar.domain.cases.numbering.finding import numbers_meant
from chinar.domain.cases.relations import Related, has_none, relations_of
from chinar.domain.cases.rules import Phase
from chinar.domain.cases.standing_in import absence_of, away_on, matters_of, roles_that_take
from chinar.foundation.core.actor import Actor
from chinar.foundation.core.statements import Statement
from chinar.foundation.documents.codes import normalise
from chinar.foundation.documents.models import Erasure
from chinar.foundation.people.abilities import ROLES
from chinar.foundation.people.access import actor_of, can, departments_of, roles_of
from chinar.foundation.people.models import Account, Role
from chinar.foundation.territory.models import Department

User = Account | AnonymousUser


def get_case_for_official(user: User, number: str, *, on: date, ability: str = "cases.read") -> Case:
    """A case in whose department the official has the ability. Raises Http404."""
    case = _known(user, _OF_OFFICIAL.ask("", user.pk or 0, number))
    if case is None or not reaches(user, case, ability, on=on) or erasure_of(case):
        raise Http404
    return case


def reaches(user: User, case: Case, ability: str, *, on: date) -> bool:
    """Whether the ability reaches the matter: by office or, to read it, because a resolution names them or their
    department is asked for an opinion; to hand over its result, because it waits for the applicant with them."""
    if reaches_by_office(user, case, ability, on=on):
        return True
    if ability == "documents.deliver":
        here = departments_of(user, ability, on=on) or ()
        return bool(here) and bool(Assignment.objects.that_hand_over(here).filter(case=case).exists())
    return ability == "cases.read" and can(user, ability, on=on) and _has_a_part(user, case, on=on)


def reaches_by_office(user: User, case: Case, ability: str, *, on: date) -> bool:
    """Whether their own role has it in the department, or that of the absent handler for whom they stand in."""
    if can(user, ability, on=on, department=case.department):
        return True
    absence = absence_of(user, case, on=on)
    return absence is not None and can(absence.official, ability, on=on, department=case.department)


def _has_a_part(user: User, case: Case, *, on: date) -> bool:
    """Whether a resolution made them work on it too, or told them of it, or their department is asked for an opinion:
    they read it, whatever their department."""
    named = Assignment.objects.that_open_to(user.pk or 0, own_departments(user, on=on))
    return bool(named.filter(case=case).exists())


def actor_on(user: User, case: Case, *, on: date) -> Actor:
    """Who acts on the matter, and in whose place."""
    absence = absence_of(user, case, on=on)
    actor = actor_of(user, on=on)
    return replace(actor, in_place_of=absence.official.name) if absence else actor


def erasure_of(case: Case) -> Erasure | None:
    """By which act what the matter held was destroyed; None while it is kept. One query for a closed matter, none for
    one that came through this door."""
    if case.phase != Phase.CLOSED or not getattr(case, "is_erased", True):
        return None
    return Erasure.objects.filter(subject=case.number).first()  # type: ignore[no-any-return]


def find_tombstone(number: str) -> tuple[Case, Erasure] | None:
    """What stays of a destroyed matter, for everybody who knows its number: that it was, and why it is no more."""
    case: Case | None = Case.objects.filter(number__in=numbers_meant(number), phase=Phase.CLOSED).first()
    erasure = erasure_of(case) if case else None
    return (case, erasure) if case and erasure else None


def get_case_for_follower(user: User, number: str, *, opened: Collection[int]) -> Case:
    """A case that was opened with its key in this session (`opened` holds ids), or of the signed-in person.

    Raises Http404.
    """
    account_id = user.pk if user.is_authenticated else None
    case = _known(user, _OF_FOLLOWER.ask("", account_id, tuple(sorted(opened)), number))
    if case is None or erasure_of(case):
        raise Http404
    return case


def get_case_by_key(number: str, key: str) -> Case | None:
    """The case of a number, ours or that of the records system, for whoever knows its key. A wrong key and an absent
    number take the same way."""
    found: list[Case | None] = list(Case.objects.filter(number__in=numbers_meant(number))[:2])
    opened = [case for case in found or [None] if _opens(case, key)]
    return opened[0] if opened else None


def _opens(case: Case | None, key: str) -> bool:
    expected = case.key if case is not None else "-" * 16
    matches = hmac.compare_digest(normalise(key).encode(), normalise(expected).encode())
    # A destroyed matter has no key: nothing opens it, an empty key least of all.
    return matches and bool(normalise(expected)) and case is not None


def may_handle(user: User, case: Case, ability: str, *, on: date) -> bool:
    """Whether the ability reaches the department of the case, and the official is no party to it nor kept away."""
    if not reaches(user, case, ability, on=on):
        return False
    return user.pk is not None and not is_party(user, case)


def is_party(user: User, case: Case) -> bool:
    """Whether they act in the matter, or are kept away from it. Asked once per case object, of several abilities."""
    known: dict[int, bool] = case.__dict__.setdefault("_acts_in", {})
    account_id = user.pk or 0
    if account_id not in known:
        recused = Recusal.objects.standing().filter(case=case, account_id=account_id)
        acting = case.parties.filter(account_id=account_id)
        known[account_id] = acting.values("pk").union(recused.values("pk")).exists()
    return known[account_id]


def numbers_kept_from(user: User) -> frozenset[str]:
    """Of the matters from which an official is kept away: a page that names numbers leaves them out, as for that
    reader they do not exist. One query."""
    kept = Recusal.objects.standing().filter(account_id=user.pk or 0)
    return frozenset(kept.values_list("case__number", flat=True))


def relations_shown_to(user: User, case: Case) -> list[Related]:
    """What the case has to do with, without those from which the reader is kept away; no query when there is none."""
    rows = list(relations_of(case))
    hidden = numbers_kept_from(user) if rows else frozenset()
    return [row for row in rows if row.case.number not in hidden]


def _of_official(shape: str, account_id: int, number: str) -> CaseQuerySet:
    return _whole(Case.objects.shown_to(account_id).filter(number=number), account_id)


def _of_follower(shape: str, account_id: int | None, opened: tuple[int, ...], number: str) -> CaseQuerySet:
    theirs = Q(pk__in=opened)
    if account_id is not None:
        theirs |= Q(pk__in=Party.objects.filter(account_id=account_id).values("case_id"))
    return _whole(Case.objects.filter(theirs, number=number), account_id or 0)


def _whole(cases: CaseQuerySet, account_id: int) -> CaseQuerySet:
    """With what `is_party`, `erasure_of`, relations, `updates_of` and the like ask known already: what most matters do
    not have costs no query of its own."""
    here = OuterRef("pk")
    return cases.select_related("department", "handler").annotate(
        acts_in=Exists(Party.objects.filter(case=here, account_id=account_id)),
        is_erased=Exists(Erasure.objects.filter(subject=OuterRef("number"))),
        is_related=Exists(CaseRelation.objects.filter(Q(case=here) | Q(other=here))),
        has_updates=Exists(CaseUpdate.objects.filter(case=here)),
        outside_number=Subquery(OutsideNumber.objects.filter(case=here).values("number")[:1]),
        has_opinions=Exists(OpinionRequest.objects.filter(case=here)),
        has_checklist=Exists(ChecklistLine.objects.filter(kind=OuterRef("kind"))),
        has_file_request=Exists(FileRequest.objects.filter(case=here, answered_at=None)),
    )


_OF_OFFICIAL, _OF_FOLLOWER = Statement(_of_official), Statement(_of_follower)


def _known(user: User, found: list[Case]) -> Case | None:
    """The one of a number, if there is one."""
    case = next(iter(found), None)
    if case is not None:
        case.__dict__["_acts_in"] = {user.pk or 0: case.acts_in}  # type: ignore[attr-defined]
        if not case.is_related:  # type: ignore[attr-defined]
            has_none(case)
    return case


def _accounts_of(case: Case) -> frozenset[int]:
    """Through which the parties act, and who is kept away. Asked once per case object, as a page asks often."""
    if "_accounts" not in case.__dict__:
        recused = Recusal.objects.standing().filter(case=case).values_list("account_id", flat=True)
        case.__dict__["_accounts"] = frozenset(case.parties.values_list("account_id", flat=True).union(recused))
    known: frozenset[int] = case.__dict__["_accounts"]
    return known


def abilities_on(user: User, case: Case, abilities: Collection[str], *, on: date) -> set[str]:
    """Those of the abilities with which the official may handle the case; at most one query."""
    able = {ability for ability in abilities if reaches(user, case, ability, on=on)}
    return able if able and may_handle(user, case, next(iter(able)), on=on) else set()


@dataclass(frozen=True, slots=True)
class Counts:
    """Open matters of the municipality: how many, how many late, due today, without a handler, and one's own."""

    open: int
    late: int
    today: int
    free: int
    mine: int


def counts_for(user: User, *, on: date) -> Counts:
    """One query. Raises Http404 for whoever may not read cases."""
    return Counts(
        **worklist_for(user, on=on)
        .order_by()
        .aggregate(
            open=Count("id"),
            late=Count("id", filter=Q(due_on__lt=on) & ~Q(phase=Phase.WAITING)),
            today=Count("id", filter=Q(due_on=on) & ~Q(phase=Phase.WAITING)),
            free=Count("id", filter=Q(handler=None)),
            mine=Count("id", filter=matters_of(user, on=on)),
        )
    )


def worklist_for(user: User, *, on: date) -> CaseQuerySet:
    """Open cases that the official may read, by due date. Raises Http404 for whoever may read none."""
    return cases_for(user, on=on).open().by_due_date()


class Reader(NamedTuple):
    """All on which depends what an official may read: who they are, in which `departments` they read matters (None for
    all of the town hall), in whose place, and which departments are their own."""

    account_id: int
    departments: tuple[int, ...] | None
    replaced: tuple[int, ...] = ()
    own: tuple[int, ...] = ()

    def cases(self) -> CaseQuerySet:
        """Without those from which they are kept away; also those in which they or their departments have a part."""
        cases: CaseQuerySet = Case.objects.shown_to(self.account_id)
        if self.departments is None:
            return cases
        within = Q(department__in=self.departments)
        if self.replaced:
            within |= Q(handler__in=self.replaced)
        named = Assignment.objects.that_open_to(self.account_id, self.own)
        return cases.filter(within | Q(pk__in=named.values("case_id")))


def reader(user: User, *, on: date) -> Reader:
    """Raises Http404 for whoever may read no cases."""
    if not can(user, "cases.read", on=on):
        raise Http404
    departments, account_id = departments_of(user, "cases.read", on=on), user.pk or 0
    if departments is None:
        return Reader(account_id, None)
    replaced, own = away_on(user, on=on).replaced_by(account_id), own_departments(user, on=on)
    return Reader(account_id, *(tuple(sorted(ids)) for ids in (departments, replaced, own)))


def cases_for(user: User, *, on: date) -> CaseQuerySet:
    """All cases that the official may read, also in the place of an absent one. Raises Http404 for whoever may read
    none."""
    return reader(user, on=on).cases()


def takers_of(case: Case, *, on: date) -> list[Account]:
    """Officials to whom the matter may be given: who may take matters of its department and are no party to it."""
    parties = _accounts_of(case)
    return [one for one in takers_in({case.department_id}, on=on) if one.pk not in parties]


def takers_elsewhere(user: User, case: Case, *, on: date) -> list[tuple[Account, Department]]:
    """Officials of other departments to whom the user may give the matter, which then moves there with them: who writes
    resolutions for the whole town hall gives it to any of them."""
    parties, reached = _accounts_of(case), departments_of(user, "cases.resolve", on=on)
    roles = [
        role for role in roles_that_take(on) if role.account_id not in parties and not role.covers(case.department_id)
    ]
    known = {one.pk: one for one in Department.objects.on(on)} if roles else {}
    found = [(role.account, known[role.department_id]) for role in roles if role.department_id in known]
    return [(one, there) for one, there in found if reached is None or there.pk in reached]


def takers_in(departments: Collection[int], *, on: date) -> list[Account]:
    """Officials who may take matters of every one of the departments, by name."""
    valid = roles_that_take(on)
    reached = {role.account_id: role.account for role in valid}
    for department in departments:
        there = {role.account_id for role in valid if role.covers(department)}
        reached = {pk: one for pk, one in reached.items() if pk in there}
    return list(reached.values())


def handlers_for(user: User, *, on: date) -> list[Account]:
    """Officials who may have matters that the reader sees, also those who were there before: their desks stay."""
    departments = departments_of(user, "cases.read", on=on)
    able = [code for code, abilities in ROLES.items() if "cases.take" in abilities]
    roles = Role.objects.filter(role__in=able).select_related("account").order_by("account__name", "account_id")
    near = (role for role in roles if departments is None or role.department_id in {None, *departments})
    return list({role.account_id: role.account for role in near}.values())


def own_departments(user: User, *, on: date) -> frozenset[int]:
    """In which they themselves have a role that reads cases; none for who serves the whole town hall only."""
    held = (role for role in roles_of(user, on=on) if "cases.read" in ROLES.get(role.role, ()))
    return frozenset(role.department_id for role in held if role.department_id is not None)


def cases_to_give(user: User, numbers: Collection[str], *, on: date) -> list[Case]:
    """Those of the matters that the official may give to somebody: open, of a department where they may, and they are
    no party to it. The others count as not there."""
    departments = departments_of(user, "cases.resolve", on=on)
    cases = cases_for(user, on=on).open().filter(number__in=list(numbers)).exclude(parties__account_id=user.pk or 0)
    reached = cases if departments is None else cases.filter(department__in=departments)
    return kinds.read(dict(reached.order_by("due_on", "id").values_list("pk", "kind")))


def find_by_sequence(user: User, sequence: int, *, on: date, most: int) -> list[Case]:
    """Matters of this year and the last with so much of their number, in whatever register; newest first."""
    registers = [kind.register for kind in kinds.registered()]
    counted = {"counter__register__in": registers, "counter__year__in": [on.year, on.year - 1]}
    found = cases_for(user, on=on).filter(**counted, sequence=sequence)
    return kinds.read(dict(found.order_by("-counter__year", "counter__register").values_list("pk", "kind")[:most]))


def colleagues_of(case: Case, *, on: date) -> list[Account]:
    """Officials of any department who may be named in a resolution: no party to this matter, nor kept away from it."""
    parties = _accounts_of(case)
    reached = {role.account_id: role.account for role in roles_that_take(on)}
    return [one for pk, one in reached.items() if pk not in parties]


def find_other_case(user: User, number: str, *, on: date) -> Case | None:
    """Another matter that the official may read, by the number they typed."""
    meant = numbers_meant(number)
    found = {case.number: case for case in cases_for(user, on=on).filter(number__in=meant)}
    return next((found[one] for one in meant if one in found), None)


def own_cases(user: User, *, most: int) -> list[Case]:
    """In which the signed-in person acts as a party, newest first; one query."""
    return list(Case.objects.of_account(user.pk or 0).order_by("-id")[:most])


def get_own_case(user: User, number: str) -> Case:
    """A case in which the signed-in person acts as a party: what only they may do. Raises Http404."""
    case: Case | None = Case.objects.of_account(user.pk or 0).select_related("department").filter(number=number).first()
    if case is None:
        raise Http404
    return case
