"""Pure decisions about cases: numbers, phases, and what the ledger says of the due date."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum

from chinar.foundation.time.rules import Count, Period, Reading, Stop, Unit, WorkingCalendar, count, count_with_stops
from chinar.foundation.time.sessions import Sitting, sitting


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
    SUSPENDED = "suspended"
    RESUMED = "resumed"
    DEFECT_NOTED = "defect_noted"
    REMEDIED = "remedied"
    FORWARDED = "forwarded"
    EXTENDED = "extended"
    CONSENT_ASKED = "consent_asked"
    CONSENT_GIVEN = "consent_given"
    SESSION_CALLED = "session_called"
    DATA_CAME = "data_came"
    PARTLY_ELSEWHERE = "partly_elsewhere"
    SILENCE = "silence"
    DECIDED = "decided"
    SERVED = "served"
    APPEALED = "appealed"
    TERMINATED = "terminated"
    REOPENED = "reopened"


class BrokenLedger(ValueError):
    """The entries tell no story from which a due date follows."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A row of the ledger as the rules see it.

    `until` is the day until which a suspension is expected to last, or that of the session of a collective body.
    `term` is what the legal rule of the row gives: days to remedy, days that an extension adds. With `in_all` the
    extension names the whole period instead; with `anyway` the period begins at the end of the term to remedy also
    when nobody mended (АПК чл. 30 ал. 4).
    """

    step: Step
    on: date
    until: date | None = None
    rule: str = ""
    ground: str = ""
    act: str = ""
    term: Period | None = None
    in_all: bool = False
    anyway: bool = False


@dataclass(frozen=True, slots=True)
class Standing:
    """The clock stands: since when, by which step, what is left of the period when it goes on.

    `until` is the last day to mend the defects, or the day until which a suspension is expected to last. `used` are
    the days of the period that went by before a suspension (C9).
    """

    step: Step
    since: date
    left: Period
    until: date | None
    used: int = 0


@dataclass(frozen=True, slots=True)
class Clock:
    """What the ledger says of the clock of a case.

    `counted` is the period as it runs; while the clock stands, what it was before. `period` includes every extension.
    `answer_until` is the last day on which another body may answer that was asked for its consent. `sitting` is the
    session of a collective body that was called last (АПК чл. 57 ал. 6).
    """

    counted: Count
    period: Period
    standing: Standing | None
    answer_until: date | None
    extended: bool
    sitting: Sitting | None = None

    @property
    def due_on(self) -> date:
        """The day that binds: the end of the period, or the session of a collective body after it."""
        return self.sitting.due_on if self.sitting else self.counted.due_on


STANDARD = Reading()


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
    return read(ledger, period, calendar).counted


@dataclass(slots=True)
class _Run:
    """The clock while the ledger is read: where the period begins, how it was lengthened, when it stood."""

    start: date
    stops: list[Stop] = field(default_factory=list)
    added: dict[str, Entry] = field(default_factory=dict)
    suspended: Entry | None = None
    defects: Entry | None = None
    asked: Entry | None = None
    called: date | None = None
    extended: bool = False
    resumption_counts: bool = False

    def restart(self, on: date) -> None:
        self.start, self.stops, self.defects = max(self.start, on), [], None

    def take(self, entry: Entry) -> None:
        """Entries that make no sense here, such as a resumption without a stop, change nothing."""
        match entry.step:
            case Step.SUSPENDED:
                self.suspended = self.suspended or entry
            case Step.RESUMED if self.suspended:
                since = self.suspended.on
                self.stops.append(Stop(since, max(since, entry.on), self.resumption_counts))
                self.suspended = None
            case Step.DEFECT_NOTED:
                self.defects = entry
            case Step.REMEDIED if self.defects:
                last = _begins_anyway(self.defects)
                self.restart(min(entry.on, last) if last else entry.on)
            case Step.EXTENDED | Step.CONSENT_ASKED:
                self._lengthen(entry)
            case Step.CONSENT_GIVEN:
                self.asked = None
            case Step.DATA_CAME:
                self.restart(entry.on)
            case Step.SESSION_CALLED:
                self.called = entry.until or self.called
            case Step.REOPENED:
                self.restart(entry.on)
                self.added, self.suspended, self.asked, self.called, self.extended = {}, None, None, None, False

    def _lengthen(self, entry: Entry) -> None:
        """One rule lengthens a period once, however often it is named."""
        self.added.setdefault(entry.rule, entry)
        if entry.step is Step.CONSENT_ASKED:
            self.asked = entry
        else:
            self.extended = True


def read(ledger: Sequence[Entry], period: Period, calendar: WorkingCalendar, reading: Reading = STANDARD) -> Clock:
    """The clock of a case, from the entries in the order in which they were written, as the municipality reads it.

    Raises BrokenLedger when they do not start it exactly once, NoCalendar.
    """
    started = [entry for entry in ledger if entry.step is Step.STARTED]
    if len(started) != 1:
        raise BrokenLedger(f"{len(started)} entries start the clock; exactly one must")
    run = _Run(started[0].on, resumption_counts=reading.resumption_counts)
    for entry in ledger:
        run.take(entry)
    if run.defects and (begins := _begins_anyway(run.defects)):
        run.restart(begins)
    whole = _lengthened(run, period, calendar)
    counted = _counted(run.start, whole, run.stops, calendar)
    return Clock(
        counted=counted,
        period=whole,
        standing=_standing(run, whole, calendar),
        answer_until=_ends(run.asked, calendar),
        extended=run.extended,
        sitting=sitting(counted.due_on, run.called, calendar) if run.called else None,
    )


def _begins_anyway(defects: Entry) -> date | None:
    """When the period begins although nobody mended: after the days for it, which are not rolled."""
    if not defects.anyway or defects.term is None:
        return None
    return defects.on + timedelta(days=defects.term.amount)


def _ends(entry: Entry | None, calendar: WorkingCalendar) -> date | None:
    return count(entry.on, entry.term, calendar).due_on if entry and entry.term else None


def _lengthened(run: _Run, period: Period, calendar: WorkingCalendar) -> Period:
    """One continuous count: nothing is rolled where the first part ends and the next begins. What names the whole comes
    before what adds to it, in whichever order they were entered."""
    for entry in sorted(run.added.values(), key=lambda one: not one.in_all):
        if entry.term is None:
            continue
        if entry.in_all:
            longest = max(period, entry.term, key=lambda one: count(run.start, one, calendar, roll=False).ends_on)
            period = longest
        elif entry.term.unit is period.unit:
            period = Period(period.amount + entry.term.amount, period.unit)
        else:
            first = count(run.start, period, calendar, roll=False).ends_on
            ends_on = count(first, entry.term, calendar, roll=False).ends_on
            period = Period((ends_on - run.start).days, Unit.DAYS)
    return period


def _counted(start: date, period: Period, stops: Sequence[Stop], calendar: WorkingCalendar) -> Count:
    """A stop that a change of the calendar left outside the period is drawn to its edge: the page must not fall."""
    taken: list[Stop] = []
    counted = count_with_stops(start, period, taken, calendar)
    for stop in stops:
        anchor = taken[-1].resumed_on if taken else start
        since = min(max(stop.stopped_on, anchor), counted.due_on)
        taken.append(Stop(since, max(since, stop.resumed_on), stop.counts))
        counted = count_with_stops(start, period, taken, calendar)
    return counted


def _standing(run: _Run, period: Period, calendar: WorkingCalendar) -> Standing | None:
    if run.suspended:
        since, until = run.suspended.on, run.suspended.until
        stops = [*run.stops, Stop(since, since)]
        pause = _counted(run.start, period, stops, calendar).pauses[-1]
        unit = Unit.WORKING_DAYS if period.unit is Unit.WORKING_DAYS else Unit.DAYS
        return Standing(Step.SUSPENDED, since, Period(pause.left, unit), until, pause.used)
    if run.defects:
        return Standing(Step.DEFECT_NOTED, run.defects.on, period, _ends(run.defects, calendar))
    return None


class Problem(StrEnum):
    """Why a step cannot be entered now."""

    FUTURE = "future"
    BEFORE_LAST = "before_last"
    STANDS = "stands"
    RUNS = "runs"
    NO_DEFECTS = "no_defects"
    NOTHING_ASKED = "nothing_asked"
    ASKED_ALREADY = "asked_already"
    EXTENDED_ALREADY = "extended_already"
    TERM_OVER = "term_over"
    STANDS_NOW = "stands_now"
    SESSION_WITHIN = "session_within"
    SESSION_BEFORE_CALL = "session_before_call"
    SESSION_KNOWN = "session_known"


_NEEDS_A_RUNNING_CLOCK = (Step.SESSION_CALLED, Step.DATA_CAME)
_NEEDS_A_RUNNING_TERM = (Step.SUSPENDED, Step.EXTENDED, Step.CONSENT_ASKED, *_NEEDS_A_RUNNING_CLOCK)
_BOUNDS_NOTHING = (Step.STARTED, Step.SILENCE)
_BEGINS_TO_STAND = (Step.SUSPENDED, Step.DEFECT_NOTED)


def problem_of(
    step: Step, *, on: date, today: date, ledger: Sequence[Entry], clock: Clock, until: date | None = None
) -> Problem | None:
    """Why the law or plain sense forbids the step on that day; None when it may be entered.

    `today` is the day of entry, `until` that of the session for which a collective body was called. A term that is
    over can neither be stopped nor lengthened: its end gave rights.
    """
    stands = clock.standing.step if clock.standing else None
    # The day from which a period runs may lie before the receipt or after it, so it is no bound. That a period ended
    # without a decision is noted at night, by nobody; what happened before may still be entered.
    last = max((entry.on for entry in ledger if entry.step not in _BOUNDS_NOTHING), default=date.min)
    checks = (
        (on > today, Problem.FUTURE),
        (on < last, Problem.BEFORE_LAST),
        (step in _BEGINS_TO_STAND and stands is not None, Problem.STANDS),
        (step is Step.RESUMED and stands is not Step.SUSPENDED, Problem.RUNS),
        (step is Step.REMEDIED and not _awaits_remedy(ledger), Problem.NO_DEFECTS),
        (step is Step.CONSENT_GIVEN and clock.answer_until is None, Problem.NOTHING_ASKED),
        (step is Step.CONSENT_ASKED and _was_asked(ledger), Problem.ASKED_ALREADY),
        (step is Step.EXTENDED and clock.extended, Problem.EXTENDED_ALREADY),
        (step in _NEEDS_A_RUNNING_TERM and stands is None and on > clock.due_on, Problem.TERM_OVER),
        (step in _NEEDS_A_RUNNING_CLOCK and stands is not None, Problem.STANDS_NOW),
    )
    found = next((problem for wrong, problem in checks if wrong), None)
    return found or (_problem_of_session(until, on, clock) if step is Step.SESSION_CALLED and until else None)


def _problem_of_session(held_on: date, on: date, clock: Clock) -> Problem | None:
    """Only a session after the period gives a day, and each is entered once."""
    if held_on <= clock.counted.due_on:
        return Problem.SESSION_WITHIN
    if held_on < on:
        return Problem.SESSION_BEFORE_CALL
    return Problem.SESSION_KNOWN if clock.sitting and clock.sitting.held_on == held_on else None


def _awaits_remedy(ledger: Sequence[Entry]) -> bool:
    steps = [entry.step for entry in ledger if entry.step in (Step.DEFECT_NOTED, Step.REMEDIED, Step.REOPENED)]
    return bool(steps) and steps[-1] is Step.DEFECT_NOTED


def _was_asked(ledger: Sequence[Entry]) -> bool:
    """In the period that runs: with a reopening another one began."""
    steps = [entry.step for entry in ledger if entry.step in (Step.CONSENT_ASKED, Step.REOPENED)]
    return bool(steps) and steps[-1] is Step.CONSENT_ASKED


def appeal_ends(ledger: Sequence[Entry], period: Period, calendar: WorkingCalendar) -> Count | None:
    """Until when the served decision may be appealed (АПК чл. 84 ал. 1); None while it is not served."""
    served = [entry for entry in ledger if entry.step is Step.SERVED]
    return count(served[-1].on, period, calendar) if served else None


def is_barred(happened_on: date, filed_on: date, period: Period, calendar: WorkingCalendar) -> bool:
    """Whether more than `period` passed before filing: signals on older violations open no case (АПК чл. 111 ал. 4)."""
    return filed_on > count(happened_on, period, calendar, roll=False).ends_on


def fee_reduction(due_on: date, given_on: date) -> int:
    """Per cent by which a late technical service becomes cheaper: one a day, at most 30 (ЗМДТ чл. 109)."""
    return min(max((given_on - due_on).days, 0), 30)


class Section(StrEnum):
    """Where an open matter stands in a worklist. One whose clock stands is due on no day: it waits."""

    OVERDUE = "overdue"
    TODAY = "today"
    WEEK = "week"
    LATER = "later"
    WAITING = "waiting"


def section_of(phase: Phase, due_on: date, *, today: date) -> Section:
    """The week ends on its Sunday."""
    if phase is Phase.WAITING:
        return Section.WAITING
    if due_on <= today:
        return Section.OVERDUE if due_on < today else Section.TODAY
    return Section.WEEK if due_on <= week_ends(today) else Section.LATER


def week_ends(day: date) -> date:
    return day + timedelta(days=6 - day.weekday())
