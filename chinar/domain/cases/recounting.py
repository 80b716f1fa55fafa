"""The copy of the due date in each case, counted anew: when the calendar changes, and to prove that it is equal."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from chinar.domain.cases.models import Case
from chinar.domain.cases.queries import clock_of, count_by
from chinar.foundation.core.actor import Actor
from chinar.foundation.journal.actions import record
from chinar.foundation.journal.models import Entry
from chinar.foundation.time.changes import Moved
from chinar.foundation.time.queries import calendar_for


@dataclass(frozen=True, slots=True)
class Difference:
    """An open case whose stored due date is not the counted one. `on_record`: the later date was told, and stays."""

    case: Case
    stored: date
    counted: date
    on_record: bool


def recount_open_cases(by: Actor, at: datetime) -> list[Moved]:
    """Moves the due date of open matters of the municipality in scope that now end later; the journal keeps both.

    A date that was told is never shortened: where the count is earlier now, the journal says that the date stays.
    Gives what moved, and what stays although it is counted otherwise.
    """
    moved, calendar = [], calendar_for()
    for case in Case.objects.open().order_by("due_on", "id").select_for_update().prefetch_related("ledger"):
        told, counted = case.due_on, clock_of(count_by(case, calendar)).due_on
        if counted > told:
            _move(case, counted, by=by, at=at)
        elif counted < told and not _on_record(case):
            _tell(case, "case.due_kept", told, counted, by=by, at=at)
        if counted != told:
            moved.append(Moved(case.number, told, counted))
    return moved


def differences() -> Iterator[Difference]:
    """Open matters of the municipality in scope whose copy is not what their ledger says. Raises NoCalendar."""
    for case in Case.objects.open().order_by("id").prefetch_related("ledger").iterator(chunk_size=500):
        counted = clock_of(case).due_on
        if counted != case.due_on:
            kept = counted < case.due_on and _on_record(case)
            yield Difference(case, case.due_on, counted, on_record=kept)


@transaction.atomic
def repair(case: Case, *, by: Actor, at: datetime) -> bool:
    """Brings the copy to the counted date when that is later; a date that was told is never shortened."""
    fresh: Case = Case.objects.select_for_update().get(pk=case.pk)
    counted = clock_of(fresh).due_on
    if not fresh.is_open or counted <= fresh.due_on:
        return False
    _move(fresh, counted, by=by, at=at)
    return True


def _move(case: Case, due_on: date, *, by: Actor, at: datetime) -> None:
    told, case.due_on = case.due_on, due_on
    case.save(update_fields=["due_on"])
    _tell(case, "case.recounted", told, due_on, by=by, at=at)


def _tell(case: Case, verb: str, told: date, due: date, *, by: Actor, at: datetime) -> None:
    facts = {"told": told.isoformat(), "due": due.isoformat()}
    record(verb, by=by, at=at, subject=case.number, subject_kind="case", facts=facts)


def _on_record(case: Case) -> bool:
    """Whether the journal says that exactly this date was told."""
    rows = Entry.objects.filter(subject=case.number, subject_kind="case", verb__startswith="case.")
    told = case.due_on.isoformat()
    return any(told in (facts.get("told"), facts.get("due")) for facts in rows.values_list("facts", flat=True) if facts)
