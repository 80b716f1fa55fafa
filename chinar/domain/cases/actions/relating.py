"""Matters that have to do with each other, that are joined, or that turn out to be of another kind."""

from datetime import datetime
from enum import StrEnum

from django.db import transaction

from chinar.domain.cases import outcomes
from chinar.domain.cases.actions.assigning import give_back
from chinar.domain.cases.actions.ending import NotOfThisKind, close, hold_open
from chinar.domain.cases.actions.holding import hold
from chinar.domain.cases.actions.recusing import keep_away_too, recuse
from chinar.domain.cases.kinds import kind_of
from chinar.domain.cases.models import Case, CaseRelation, Recusal
from chinar.domain.cases.relations import leading_of
from chinar.foundation.core.actor import Actor
from chinar.foundation.journal.actions import record


class Misfit(StrEnum):
    """Why two matters cannot be joined or related."""

    ITSELF = "itself"
    OTHER_KIND = "other_kind"
    DECIDED = "decided"
    ALREADY = "already"


class CannotRelate(Exception):
    """`misfit` says why; nothing was changed."""

    def __init__(self, misfit: Misfit) -> None:
        super().__init__(misfit.value)
        self.misfit = misfit


@transaction.atomic
def relate(case: Case, *, other: Case, reason: str, seen: str = "", by: Actor, at: datetime) -> CaseRelation:
    """Notes that two matters have to do with each other; neither changes. Raises CannotRelate, ChangedSince."""
    case, other = _both(case, other, seen)
    known = CaseRelation.objects.filter(bond=CaseRelation.Bond.RELATED)
    if known.filter(case=case, other=other).exists() or known.filter(case=other, other=case).exists():
        raise CannotRelate(Misfit.ALREADY)
    return _bind(case, other, CaseRelation.Bond.RELATED, "case.related", reason=reason, by=by, at=at)


@transaction.atomic
def merge(case: Case, *, other: Case, reason: str, seen: str = "", by: Actor, at: datetime) -> CaseRelation:
    """Joins an open matter with another open one of its kind, which leads from now on (АПК чл. 32).

    Both numbers stay; the joined one is closed and leads there. Whoever is kept away from the one is kept away from the
    other, which answers it (АПК чл. 33, 113), and has it in hand no more.

    Raises CannotRelate, ChangedSince, NotOfThisKind.
    """
    case, other = _both(case, other, seen)
    if case.kind != other.kind:
        raise CannotRelate(Misfit.OTHER_KIND)
    if not kind_of(case).joinable:
        raise NotOfThisKind(case.kind)
    # A leading matter is open and a joined one closed, so no chain of open ones can close into a ring.
    if not case.is_open or not other.is_open:
        raise CannotRelate(Misfit.DECIDED)
    close(case, kind_of(case).left_state, outcomes.JOINED, at=at)
    for account in Recusal.objects.standing().filter(case=case).values_list("account_id", flat=True):
        keep_away_too(other, account=account, by=by, at=at)
        if other.handler_id == account:
            give_back(other, reason="", by=by, at=at)
    return _bind(case, other, CaseRelation.Bond.MERGED, "case.merged", reason=reason, by=by, at=at)


@transaction.atomic
def convert(case: Case, *, to: str, reason: str, seen: str = "", by: Actor, at: datetime) -> Case:
    """Makes of an open matter one of another kind; gives the new case, to which the old number leads for ever. Who was
    kept away from the old one is kept away from the new one. `to` is the code of the kind, with what the matter is
    about there after a slash where that kind asks for it (Kind.adopts_as).

    Raises NotOfThisKind, AlreadyDecided, ChangedSince.
    """
    case = hold_open(case, seen)
    code, _slash, about = to.partition("/")
    become = kind_of(case).becomes.get(code)
    if become is None:
        raise NotOfThisKind(case.kind)
    close(case, kind_of(case).left_state, outcomes.CONVERTED, at=at)
    new = become(case, about, by, at)
    if kept_away := list(Recusal.objects.standing().filter(case=case).values_list("account_id", flat=True)):
        recuse(new, accounts=kept_away, by=by, at=at)
    _bind(case, new, CaseRelation.Bond.CONTINUES, "case.converted", reason=reason, by=by, at=at)
    return new


def _both(case: Case, other: Case, seen: str) -> tuple[Case, Case]:
    """Both locked, the older first, so that two officials who relate them crosswise do not wait for each other."""
    if case.pk == other.pk or leading_of(other).pk == case.pk:
        raise CannotRelate(Misfit.ITSELF)
    if other.pk < case.pk:
        other = hold(other)
        return hold(case, seen=seen), other
    case = hold(case, seen=seen)
    return case, hold(other)


def _bind(case: Case, other: Case, bond: str, verb: str, *, reason: str, by: Actor, at: datetime) -> CaseRelation:
    row: CaseRelation = CaseRelation.objects.create(
        case=case, other=other, bond=bond, reason=reason, at=at, by_id=by.account_id
    )
    record(verb, by=by, at=at, subject=case.number, subject_kind="case", facts={"other": other.number})
    return row
