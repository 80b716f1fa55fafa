"""Proposing, approving and carrying out the destruction of what was kept long enough."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from itertools import islice
from typing import Any

from django.db import transaction
from django.db.models import ProtectedError, Q, QuerySet
from django.utils.timezone import localtime

from chinar.domain.cases import kinds, outcomes
from chinar.domain.cases.models import (
    Assignment,
    Case,
    CaseDocument,
    CaseRelation,
    CaseUpdate,
    DestructionItem,
    DestructionList,
    FileRequest,
    LedgerEntry,
    Opinion,
    OpinionRequest,
    PaperShown,
    Party,
    Resolution,
    RetentionRule,
    Voiding,
)
from chinar.domain.cases.notices import about
from chinar.domain.cases.queries import forget_ledger
from chinar.domain.cases.rating.actions import empty_ratings_of
from chinar.domain.cases.retention import Term, effective, last_closing_day, legal_terms
from chinar.domain.cases.rules import Phase, Step
from chinar.foundation.core.actor import Actor
from chinar.foundation.documents.actions import erase_documents
from chinar.foundation.documents.models import Erasure
from chinar.foundation.journal.actions import record
from chinar.foundation.notifications.actions import forget_about
from chinar.foundation.people.models import Person

LONGEST_LIST = 5000
"""A list that nobody can read is approved unread; the rest comes with the next one."""
AT_ONCE = 500
"""So many matters are asked about at once, whether something holds them."""


class NothingToDestroy(Exception):
    """No term of keeping is over."""


class ListPending(Exception):
    """A list waits for approval already."""


class NeedsAnother(Exception):
    """The second approval is another person's."""


class NotApproved(Exception):
    """Two people have not approved the list, or it is done or dropped."""


class NotForThem(Exception):
    """The list names a matter from which they are kept away, or to which they are a party."""


def term_of(kind: str, outcome: str) -> Term | None:
    """The term in force in the municipality in scope; None when neither law nor municipality has set one."""
    row = RetentionRule.objects.filter(kind=kind, outcome=outcome).first()
    own = Term(kind, outcome, row.years, row.source) if row else None
    return effective(legal_terms().get((kind, outcome)), own)


@transaction.atomic
def set_term(*, kind: str, outcome: str, years: int, source: str, by: Actor, at: datetime) -> None:
    """The municipality's own term. Raises ValueError when a law asks for a longer one."""
    legal = legal_terms().get((kind, outcome))
    if legal and years < legal.years:
        raise ValueError(legal.source)
    RetentionRule.objects.update_or_create(kind=kind, outcome=outcome, defaults={"years": years, "source": source})
    facts = {"kind": kind, "outcome": outcome, "years": str(years)}
    record("retention.term_set", by=by, at=at, facts=facts)


@transaction.atomic
def propose_destruction(*, by: Actor, at: datetime) -> DestructionList:
    """Lists closed matters whose term is over. Raises ListPending, NothingToDestroy."""
    if DestructionList.objects.pending().exists():
        raise ListPending
    found = list(islice(_over(at), LONGEST_LIST))
    if not found:
        raise NothingToDestroy
    made: DestructionList = DestructionList.objects.create(proposed_at=at, proposed_by_id=by.account_id)
    DestructionItem.objects.bulk_create(
        [DestructionItem(list=made, case=case, ground=_ground(term)) for case, term in found], batch_size=500
    )
    record("retention.proposed", by=by, at=at, subject=str(made.pk), subject_kind="destruction", facts=_n(len(found)))
    return made


@transaction.atomic
def approve_destruction(listed: DestructionList, *, by: Actor, at: datetime) -> DestructionList:
    """The first approval, or the second by another person. Raises NeedsAnother, NotApproved, NotForThem."""
    fresh = _locked(listed, by)
    if by.account_id is None or fresh.second_by_id is not None:
        raise NotApproved
    if fresh.first_by_id is None:
        fresh.first_by_id, fresh.first_at = by.account_id, at
    elif fresh.first_by_id == by.account_id:
        raise NeedsAnother
    else:
        fresh.second_by_id, fresh.second_at = by.account_id, at
    fresh.save()
    record("retention.approved", by=by, at=at, subject=str(fresh.pk), subject_kind="destruction")
    return fresh


@transaction.atomic
def drop_list(listed: DestructionList, *, by: Actor, at: datetime) -> None:
    """Nothing of the list is destroyed; its matters may be proposed again. Raises NotApproved when it is done."""
    fresh = _locked(listed)
    fresh.dropped_at = at
    fresh.save()
    record("retention.dropped", by=by, at=at, subject=str(fresh.pk), subject_kind="destruction")


@transaction.atomic
def carry_out(listed: DestructionList, *, by: Actor, at: datetime) -> tuple[int, int]:
    """Destroys the listed matters; all or, if anything fails, none. Answers (destroyed, kept).

    A matter that was touched after the list was made is kept. Raises NotApproved, NotForThem.
    """
    fresh = _locked(listed, by)
    if fresh.second_by_id is None:
        raise NotApproved
    destroyed = kept = 0
    for item in fresh.items.select_related("case").order_by("case_id"):
        if _destroy(item, fresh, by=by, at=at):
            destroyed += 1
        else:
            DestructionItem.objects.filter(pk=item.pk).update(kept=True)
            kept += 1
    fresh.done_at = at
    fresh.save()
    record("retention.done", by=by, at=at, subject=str(fresh.pk), subject_kind="destruction", facts=_n(destroyed))
    return destroyed, kept


def _locked(listed: DestructionList, by: Actor | None = None) -> DestructionList:
    """Of `by` is asked whether they may decide of every matter on it."""
    fresh: DestructionList | None = (
        DestructionList.objects.select_for_update(of=("self",)).pending().filter(pk=listed.pk).first()
    )
    if fresh is None:
        raise NotApproved
    if by and DestructionItem.objects.filter(list=fresh).not_for(by.account_id).exists():
        raise NotForThem
    return fresh


def _over(at: datetime) -> Iterator[tuple[Case, Term]]:
    """Matters of every kind and outcome whose term is over, oldest first, with that term."""
    for kind in kinds.registered():
        for outcome, _name in outcomes.all_of(kind) if kind.destroy else ():
            term = term_of(kind.code, outcome)
            if term is not None:
                for case in _ripe(term, at):
                    yield case, term


def _ripe(term: Term, at: datetime) -> Iterator[Case]:
    """In parts, so that however many are held, those behind them are found."""
    last = last_closing_day(term, on=localtime(at).date())
    cases = Case.objects.filter(
        kind=term.kind, outcome=term.outcome, phase=Phase.CLOSED, closed_at__date__lte=last
    ).exclude(pk__in=LedgerEntry.objects.filter(erasure__isnull=False).values("case_id"))
    reached = 0
    while part := list(cases.filter(pk__gt=reached).order_by("id")[:AT_ONCE]):
        held = _held([case.pk for case in part])
        yield from (case for case in part if case.pk not in held)
        reached = part[-1].pk


def _held(cases: list[int]) -> set[int]:
    """Cases that have to do with one that is open, or on which one of another kind rests, such as an appeal; those to
    which something came that nobody has read; those destroyed already."""
    held: set[int] = set()
    held.update(CaseUpdate.objects.unread().filter(case__in=cases).values_list("case_id", flat=True))
    held.update(Opinion.objects.unread().filter(request__case__in=cases).values_list("request__case_id", flat=True))
    held.update(FileRequest.objects.filter(case__in=cases, answered_at=None).values_list("case_id", flat=True))
    held.update(LedgerEntry.objects.filter(case__in=cases, erasure__isnull=False).values_list("case_id", flat=True))
    related = CaseRelation.objects.exclude(case__phase=Phase.CLOSED, other__phase=Phase.CLOSED)
    held.update(related.filter(case__in=cases).values_list("case_id", flat=True))
    held.update(related.filter(other__in=cases).values_list("other_id", flat=True))
    for kind in kinds.registered():
        held |= kind.holds(cases)
    return held


def _destroy(item: DestructionItem, listed: DestructionList, *, by: Actor, at: datetime) -> bool:
    """Empties one matter; its number, dates, kind and outcome stay."""
    case: Case = Case.objects.select_for_update(of=("self",)).get(pk=item.case_id)
    kind, term = kinds.kind_of(case), term_of(case.kind, case.outcome)
    if kind.destroy is None or term is None or case.pk not in {ripe.pk for ripe in _still(case, term, at)}:
        return False
    if _touched_since(case, listed.proposed_at):
        return False
    erasure: Erasure = Erasure.objects.create(
        subject=case.number, ground=item.ground, at=at, first_by_id=listed.first_by_id, second_by_id=listed.second_by_id
    )
    kind.destroy(case, erasure)
    _empty_spine(case, erasure)
    record("retention.destroyed", by=by, at=at, subject=case.number, subject_kind="case")
    return True


def _touched_since(case: Case, moment: datetime) -> bool:
    """Whether anything happened in the matter, came to it, was written or read in it, after the moment."""
    return any(rows.filter(**{f"{column}__gt": moment}).exists() for rows, column in _moments_of(case))


def _moments_of(case: Case) -> Iterator[tuple[QuerySet[Any], str]]:
    """Rows that tell when somebody had to do with the matter, and their column of the moment."""
    yield LedgerEntry.objects.filter(case=case), "at"
    yield CaseDocument.objects.filter(case=case), "document__created_at"
    yield CaseRelation.objects.filter(Q(case=case) | Q(other=case)), "at"
    yield Assignment.objects.filter(case=case), "at"
    yield Resolution.objects.filter(case=case), "at"
    yield PaperShown.objects.filter(paper__case=case), "at"
    for column in ("at", "read_at"):
        yield CaseUpdate.objects.filter(case=case), column
        yield Opinion.objects.filter(request__case=case), column
    for column in ("asked_at", "ended_at"):
        yield OpinionRequest.objects.filter(case=case), column
    for column in ("at", "answered_at"):
        yield FileRequest.objects.filter(case=case), column


def _still(case: Case, term: Term, at: datetime) -> list[Case]:
    last = last_closing_day(term, on=localtime(at).date())
    closed_on = localtime(case.closed_at).date() if case.closed_at else None
    over = case.phase == Phase.CLOSED and closed_on is not None and closed_on <= last
    return [case] if over and not _held([case.pk]) else []


def _empty_spine(case: Case, erasure: Erasure) -> None:
    """What the spine itself holds: parties, the key, words in the ledger, files, messages.

    The codes of conventions stay.
    """
    LedgerEntry.objects.filter(case=case, step=Step.STARTED).update(erasure=erasure)
    LedgerEntry.objects.filter(case=case).exclude(step=Step.STARTED).update(ground="", act="", erasure=erasure)
    forget_ledger(case)
    Assignment.objects.filter(case=case).update(reason="", erasure=erasure)
    CaseRelation.objects.filter(case=case).update(reason="", erasure=erasure)
    Resolution.objects.filter(case=case).update(expected="", erasure=erasure)
    Voiding.objects.filter(case=case).update(reason="", erasure=erasure)
    for rows, text in _written_about(case):
        for row in rows:
            setattr(row, text, "")
            row.erasure = erasure
            row.save(update_fields=[text, "erasure"])
    empty_ratings_of(case, at=erasure.at)
    papers = CaseDocument.objects.filter(case=case)
    copies = PaperShown.objects.filter(paper__case=case).exclude(copy=None)
    erase_documents(papers.values_list("document_id", flat=True), erasure=erasure)
    erase_documents(copies.values_list("copy_id", flat=True), erasure=erasure)
    forget_about(about(case), at=erasure.at)
    people = set(Party.objects.filter(case=case, person__account=None).values_list("person_id", flat=True)) - {None}
    Party.objects.filter(case=case).delete()
    for person in Person.objects.filter(Q(pk__in=people) & ~Q(pk__in=Party.objects.values("person_id"))):
        _forget(person)
    case.key = ""
    case.save(update_fields=["key"])


def _written_about(case: Case) -> Iterator[tuple[Iterable[Any], str]]:
    """Rows of the spine with an encrypted text, and its column."""
    yield CaseUpdate.objects.filter(case=case), "text"
    yield OpinionRequest.objects.filter(case=case), "what"
    yield Opinion.objects.filter(request__case=case), "text"
    yield PaperShown.objects.filter(paper__case=case), "ground"


def _forget(person: Person) -> None:
    """A person without account whom no matter names any more. Whoever else refers to them keeps them."""
    try:
        with transaction.atomic():
            person.delete()
    except ProtectedError:
        return


def _ground(term: Term) -> str:
    """In the official language, as the act of destruction keeps it."""
    return f"{term.years} г., {term.source}"


def _n(number: int) -> dict[str, str]:
    return {"n": str(number)}
