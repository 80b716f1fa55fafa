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

    `until` is the day until which a suspension is expected to last, that of the session of a collective body, or that
    on which data on paper was asked for.
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
    the days of the period that went by before a suspension (C9). With a `session` the period is over and only that
    session of a collective body was awaited: `left` are the days until it.
    """

    step: Step
    since: date
    left: Period
    until: date | None
    used: int = 0
    session: date | None = None


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
    stopped_before_call: int = 0
    extended: bool = False
    resumption_counts: bool = False

    def restart(self, on: date) -> None:
        self.start, self.stops, self.defects = max(self.start, on), [], None
        self.stopped_before_call = 0

    def waiting(self, ends_on: date) -> list[Stop]:
        """The stops since the session was called, that came after the period: they hold only the wait for it."""
        return [stop for stop in self.stops[self.stopped_before_call :] if stop.stopped_on > ends_on]

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
                self.called, self.stopped_before_call = entry.until or self.called, len(self.stops)
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
    counted = _counted(run.start, whole, run.stops, calendar, run.called)
    return Clock(
        counted=counted,
        period=whole,
        standing=_standing(run, whole, counted, calendar),
        answer_until=_ends(run.asked, calendar),
        extended=run.extended,
        sitting=_sitting(run, counted.due_on, calendar),
    )


def _begins_anyway(defects: Entry) -> date | None:
    """When the period begins although nobody mended: after the days for it, which are not rolled."""
    if not defects.anyway or defects.term is None:
        return None
    return defects.on + timedelta(days=defects.term.amount)


def _ends(entry: Entry | None, calendar: WorkingCalendar) -> date | None:
    return count(entry.on, entry.term, calendar).due_on if entry and entry.term else None


def _lengthened(run: _Run, period: Period, calendar: WorkingCalendar) -> Period:
    """One continuous count: nothing is rolled where the first part ends and the next begins. The order in which they
    were entered is no matter."""
    for entry in sorted(run.added.values(), key=_weight):
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


def _weight(entry: Entry) -> tuple[bool, bool, str]:
    """What names the whole comes before what adds to it, months before days: each order of adding gives one day."""
    return not entry.in_all, entry.term is not None and entry.term.unit not in (Unit.MONTHS, Unit.YEARS), entry.rule


def _counted(
    start: date, period: Period, stops: Sequence[Stop], calendar: WorkingCalendar, session: date | None = None
) -> Count:
    """A stop that a change of the calendar left outside the period is drawn to its edge: the page must not fall. One
    that came when only the `session` was awaited stopped nothing of the period."""
    taken: list[Stop] = []
    counted = count_with_stops(start, period, taken, calendar)
    for stop in stops:
        if session and counted.due_on < min(session, stop.stopped_on):
            continue
        anchor = taken[-1].resumed_on if taken else start
        since = min(max(stop.stopped_on, anchor), counted.due_on)
        taken.append(Stop(since, max(since, stop.resumed_on), stop.counts))
        counted = count_with_stops(start, period, taken, calendar)
    return counted


def _sitting(run: _Run, ends_on: date, calendar: WorkingCalendar) -> Sitting | None:
    """The session, and, when the clock stood over its day, how the rest of the wait for it runs."""
    called = run.called
    if called is None:
        return None
    stops = run.waiting(ends_on)
    missed = any(stop.stopped_on <= called < stop.resumed_on for stop in stops)
    return sitting(ends_on, called, calendar, _wait(ends_on, called, stops, calendar) if missed else None)


def _wait(ends_on: date, called: date, stops: Sequence[Stop], calendar: WorkingCalendar) -> Count:
    """The days from the end of the period to the session: the terms stop, so also this one (АПК чл. 54)."""
    return _counted(ends_on, Period((called - ends_on).days, Unit.DAYS), stops, calendar)


def _standing(run: _Run, period: Period, counted: Count, calendar: WorkingCalendar) -> Standing | None:
    if run.suspended and run.called and counted.due_on < min(run.called, run.suspended.on):
        since, ends_on = run.suspended.on, counted.due_on
        pause = _wait(ends_on, run.called, [*run.waiting(ends_on), Stop(since, since)], calendar).pauses[-1]
        used = _days_of(run.start, period, calendar)
        return Standing(Step.SUSPENDED, since, Period(pause.left, Unit.DAYS), run.suspended.until, used, run.called)
    if run.suspended:
        since, until = run.suspended.on, run.suspended.until
        stops = [*run.stops, Stop(since, since)]
        pause = _counted(run.start, period, stops, calendar).pauses[-1]
        unit = Unit.WORKING_DAYS if period.unit is Unit.WORKING_DAYS else Unit.DAYS
        return Standing(Step.SUSPENDED, since, Period(pause.left, unit), until, pause.used)
    if run.defects:
        return Standing(Step.DEFECT_NOTED, run.defects.on, period, _ends(run.defects, calendar))
    return None


def _days_of(start: date, period: Period, calendar: WorkingCalendar) -> int:
    if period.unit is Unit.WORKING_DAYS:
        return period.amount
    return (count(start, period, calendar, roll=False).ends_on - start).days


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
