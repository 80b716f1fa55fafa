"""Pure decisions about cases: numbers, phases, and what the ledger says of the due date."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from chinar.foundation.time.rules import Count, Period, WorkingCalendar, count


class Phase(StrEnum):
    """What every kind of case shares; each kind maps its own states to these."""

    RECEIVED = "received"
    IN_PROGRESS = "in_progress"
    WAITING = "waiting"
    DECIDED = "decided"
    CLOSED = "closed"


class Step(StrEnum):
    """What can happen to the clock."""

    STARTED = "started"
    DECIDED = "decided"
    SERVED = "served"


class BrokenLedger(ValueError):
    """The entries tell no story from which a due date follows."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A row of the ledger as the rules see it."""

    step: Step
    on: date


def registration_number(register: int, sequence: int, on: date) -> str:
    """`{register index}-{sequence}-{dd.MM.yyyy}`, the national form of a register identifier.

    Source: Наредба за обмена на документи; segments `DocumentURI` of the state's reference implementation.
    """
    return f"{register}-{sequence}-{on:%d.%m.%Y}"


def as_number(typed: str) -> str:
    """The number in what was typed or copied from paper, with "№" before or "г." after it; "" when there is none."""
    found = re.search(r"\d{1,10}-\d{1,10}-\d{2}\.\d{2}\.\d{4}", typed)
    return found[0] if found else ""


def due(ledger: Sequence[Entry], period: Period, calendar: WorkingCalendar) -> Count:
    """The due date of a case, with the steps of its counting. Raises BrokenLedger when the clock never started."""
    started = [entry for entry in ledger if entry.step is Step.STARTED]
    if len(started) != 1:
        raise BrokenLedger(f"{len(started)} entries start the clock; exactly one must")
    return count(started[0].on, period, calendar)


def appeal_ends(ledger: Sequence[Entry], period: Period, calendar: WorkingCalendar) -> Count | None:
    """Until when the served decision may be appealed (АПК чл. 84 ал. 1); None while it is not served."""
    served = [entry for entry in ledger if entry.step is Step.SERVED]
    return count(served[0].on, period, calendar) if served else None
