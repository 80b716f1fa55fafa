"""Verbs that move a matter on. A kind's own action calls these in its own transaction."""

from datetime import date, datetime

from django.db import transaction

from chinar.domain.cases.actions.holding import compare
from chinar.domain.cases.actions.leading import lead
from chinar.domain.cases.kinds import kind_of
from chinar.domain.cases.models import Case, LedgerEntry
from chinar.domain.cases.queries import forget_ledger
from chinar.domain.cases.rules import Phase, Step
from chinar.foundation.core.actor import Actor
from chinar.foundation.journal.actions import record
from chinar.foundation.people.models import Account


class AlreadyDecided(Exception):
    """The matter was decided meanwhile; nothing was changed."""


class ClockStands(Exception):
    """The clock of the matter stands, so it cannot be decided now; nothing was changed."""


class TakenMeanwhile(Exception):
    """A colleague took the matter after the page was shown; nothing was changed."""


@transaction.atomic
def take_case(case: Case, *, handler: Account, seen: int | None = None, by: Actor, at: datetime) -> Case:
    """Makes an official responsible for the matter. `seen` is the handler whom they saw: nobody is replaced unseen.

    Raises AlreadyDecided, TakenMeanwhile.
    """
    case = lock_open(case)
    if case.handler_id not in (seen, handler.pk):
        raise TakenMeanwhile(case.number)
    lead(case, handler, by=by, at=at)
    move(case, in_hand(case))
    record("case.taken", by=by, at=at, subject=case.number, subject_kind="case")
    return case


def in_hand(case: Case) -> str:
    """Where a matter stands that an official has; one that waits goes on waiting."""
    return case.state if case.phase != Phase.RECEIVED else "in_progress"


def lock_open(case: Case) -> Case:
    """The row as it is now, locked till the end of the transaction. Raises AlreadyDecided."""
    fresh: Case = Case.objects.select_for_update().get(pk=case.pk)
    if not fresh.is_open:
        raise AlreadyDecided(fresh.number)
    return fresh


def lock_to_decide(case: Case, *, seen: str = "") -> Case:
    """As `lock_open`, for whoever decides; `seen` is how the matter was shown to them. Raises ChangedSince and
    ClockStands too.

    While the proceedings are suspended nothing is done in them: they are resumed first, from the action at which they
    were stopped (АПК чл. 54-55). While the applicant is asked to mend the request its period has not begun: the remedy
    is noted first, or the matter is terminated (АПК чл. 30, 56). So the ledger always tells how the standing ended.
    """
    fresh = lock_open(case)
    compare(fresh, seen)
    if fresh.phase == Phase.WAITING:
        raise ClockStands(fresh.number)
    return fresh


def move(case: Case, state: str) -> None:
    """Writes the new state and its phase."""
    case.state = state
    case.phase = kind_of(case).state(state).phase
    case.save(update_fields=["state", "phase", "handler", "outcome", "closed_at"])


def note(
    case: Case,
    step: Step,
    *,
    on: date,
    at: datetime,
    by: Actor,
    ground: str = "",
    rule: str = "",
    act: str = "",
    until: date | None = None,
) -> LedgerEntry:
    """Adds a row to the ledger; what was read of it before is read anew."""
    entry: LedgerEntry = LedgerEntry.objects.create(
        case=case, step=step, on=on, at=at, by_id=by.account_id, ground=ground, rule=rule, act=act, until=until
    )
    forget_ledger(case)
    return entry
