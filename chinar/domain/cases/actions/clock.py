"""What happens to the clock of a matter: each verb is one row of the ledger and one of the journal.

Every verb locks the matter. `seen` is the id of the last ledger row that the official saw: what came meanwhile is
never overruled unseen. All raise AlreadyDecided, ChangedMeanwhile, StepRefused, NoCalendar.
"""

from datetime import date, datetime

from django.db import transaction
from django.utils.timezone import localtime

from chinar.domain.cases import law_here, legal_periods
from chinar.domain.cases.actions.moving import lock_open, move, note
from chinar.domain.cases.kinds import kind_of
from chinar.domain.cases.models import Case
from chinar.domain.cases.models.ledger_entry import body_and_reason
from chinar.domain.cases.notices import OF_STEPS, tell
from chinar.domain.cases.queries import clock_of, ledger_of
from chinar.domain.cases.rules import Step
from chinar.domain.cases.step_rules import Problem, problem_of
from chinar.foundation.core.actor import Actor
from chinar.foundation.journal.actions import record
from chinar.foundation.time.sessions import is_far


class StepRefused(Exception):
    """The law or plain sense forbids the step; `problem` says why. Nothing was changed."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.value)
        self.problem = problem


class ChangedMeanwhile(Exception):
    """A colleague entered something after the page was shown; `step` is the last of it. Nothing was changed."""

    def __init__(self, step: Step) -> None:
        super().__init__(step.value)
        self.step = step


class CannotWait(LookupError):
    """The kind of the case has no state for waiting, or none for being terminated."""


@transaction.atomic
def suspend(
    case: Case,
    *,
    ground: str,
    on: date,
    act: str = "",
    until: date | None = None,
    by: Actor,
    at: datetime,
    seen: int | None = None,
) -> Case:
    """Stops the clock on a ground of the law (grounds.py, by its code; АПК чл. 54). Raises CannotWait."""
    case = _ready(case, Step.SUSPENDED, on=on, at=at, seen=seen)
    note(case, Step.SUSPENDED, on=on, at=at, by=by, ground=ground, act=act, until=until)
    return _waits(case, "case.suspended", by=by, at=at)


@transaction.atomic
def resume(case: Case, *, on: date, by: Actor, at: datetime, act: str = "", seen: int | None = None) -> Case:
    """The clock goes on, from the action at which it stopped (АПК чл. 55)."""
    case = _ready(case, Step.RESUMED, on=on, at=at, seen=seen)
    note(case, Step.RESUMED, on=on, at=at, by=by, act=act)
    return _goes_on(case, "case.resumed", by=by, at=at)


@transaction.atomic
def note_defects(
    case: Case,
    *,
    what: str,
    on: date,
    by: Actor,
    at: datetime,
    rule: str = "defect_remedy",
    seen: int | None = None,
) -> Case:
    """Asks the applicant to mend the request; the period begins when it is mended (АПК чл. 30, 56). `what` is read
    by the applicant. Raises CannotWait.
    """
    case = _ready(case, Step.DEFECT_NOTED, on=on, at=at, seen=seen)
    note(case, Step.DEFECT_NOTED, on=on, at=at, by=by, ground=what, rule=rule)
    if law_here.in_force(rule, on=on).effect == "starts_anyway":
        return _goes_on(case, "case.defects_noted", by=by, at=at)
    return _waits(case, "case.defects_noted", by=by, at=at)


@transaction.atomic
def note_remedy(case: Case, *, on: date, by: Actor, at: datetime, seen: int | None = None) -> Case:
    """The applicant mended the request: the period begins on this day."""
    case = _ready(case, Step.REMEDIED, on=on, at=at, seen=seen)
    note(case, Step.REMEDIED, on=on, at=at, by=by)
    return _goes_on(case, "case.remedied", by=by, at=at)


@transaction.atomic
def extend(
    case: Case, *, rule: str, reason: str, on: date, by: Actor, at: datetime, act: str = "", seen: int | None = None
) -> Case:
    """Lengthens the period by a rule that allows it for this kind of matter, once. Raises NoLegalPeriod."""
    case = _ready(case, Step.EXTENDED, on=on, at=at, seen=seen)
    _may_lengthen(case, rule, on=on)
    note(case, Step.EXTENDED, on=on, at=at, by=by, rule=rule, ground=reason, act=act)
    return _derived(case, "case.extended", by=by, at=at)


@transaction.atomic
def ask_consent(case: Case, *, of: str, on: date, by: Actor, at: datetime, seen: int | None = None) -> Case:
    """Asks another body for its consent: the period grows by its term (АПК чл. 57 ал. 7). Raises NoLegalPeriod."""
    case = _ready(case, Step.CONSENT_ASKED, on=on, at=at, seen=seen)
    _may_lengthen(case, "consent", on=on)
    note(case, Step.CONSENT_ASKED, on=on, at=at, by=by, ground=of, rule="consent")
    return _derived(case, "case.consent_asked", by=by, at=at)


@transaction.atomic
def receive_consent(case: Case, *, on: date, by: Actor, at: datetime, act: str = "", seen: int | None = None) -> Case:
    """The other body answered. The date that the applicant was told at the asking stays."""
    case = _ready(case, Step.CONSENT_GIVEN, on=on, at=at, seen=seen)
    note(case, Step.CONSENT_GIVEN, on=on, at=at, by=by, act=act)
    return _derived(case, "case.consent_given", by=by, at=at)


@transaction.atomic
def call_session(
    case: Case,
    *,
    body: str,
    session_on: date,
    rule: str,
    on: date,
    by: Actor,
    at: datetime,
    act: str = "",
    reason: str = "",
    checked: bool = False,
    seen: int | None = None,
) -> Case:
    """A collective body decides, at its first session after the period (АПК чл. 57 ал. 6). One that is put off is
    called anew, and the applicant reads the `reason`; a date that was told is never shortened. A day more than three
    months after the period must have been `checked`, and the journal keeps that it was. Raises NoLegalPeriod."""
    case = _ready(case, Step.SESSION_CALLED, on=on, at=at, seen=seen, until=session_on, checked=checked)
    far = is_far(clock_of(case).counted.due_on, session_on)
    ground = body_and_reason(body, reason)
    if rule not in {one.code for one in law_here.sessions_of(case.legal_period, on=on)}:
        raise legal_periods.NoLegalPeriod(f"{rule} lets no {case.legal_period} be decided at a session")
    note(case, Step.SESSION_CALLED, on=on, at=at, by=by, rule=rule, ground=ground, act=act, until=session_on)
    return _derived(case, "case.session_far" if far else "case.session_called", by=by, at=at)


@transaction.atomic
def receive_data(
    case: Case,
    *,
    of: str,
    asked_on: date,
    rule: str,
    on: date,
    by: Actor,
    at: datetime,
    seen: int | None = None,
) -> Case:
    """What another body keeps on paper has come: the period runs from this day, once for each body (АПК чл. 57 ал. 4).
    Raises NoLegalPeriod."""
    case = _ready(case, Step.DATA_CAME, on=on, at=at, seen=seen, until=asked_on, ground=of)
    if rule not in {one.code for one in law_here.receipts_of(case.legal_period, on=on)}:
        raise legal_periods.NoLegalPeriod(f"{rule} starts no {case.legal_period}")
    note(case, Step.DATA_CAME, on=on, at=at, by=by, rule=rule, ground=of, until=asked_on)
    return _derived(case, "case.data_came", by=by, at=at)


@transaction.atomic
def tell_of_part(case: Case, *, part: str, on: date, by: Actor, at: datetime, seen: int | None = None) -> Case:
    """A part of the request is for another body: the applicant is told to file it there, the rest goes on (АПК чл. 31).
    `part` is read by the applicant."""
    case = _ready(case, Step.PARTLY_ELSEWHERE, on=on, at=at, seen=seen)
    note(case, Step.PARTLY_ELSEWHERE, on=on, at=at, by=by, ground=part)
    return _derived(case, "case.part_elsewhere", by=by, at=at)


@transaction.atomic
def terminate(case: Case, *, ground: str, on: date, by: Actor, at: datetime, seen: int | None = None) -> Case:
    """Ends the matter without a decision: at the applicant's wish or for defects not mended (АПК чл. 56).

    Raises CannotWait for a kind that has no state for it.
    """
    case = _ready(case, Step.TERMINATED, on=on, at=at, seen=seen)
    state = kind_of(case).terminated_state
    if not state:
        raise CannotWait(case.kind)
    entry = note(case, Step.TERMINATED, on=on, at=at, by=by, ground=ground)
    case.outcome, case.closed_at = Step.TERMINATED.value, at
    move(case, state)
    record("case.terminated", by=by, at=at, subject=case.number, subject_kind="case")
    tell(case, "terminated", key=entry.pk, at=at)
    return case


def _ready(
    case: Case,
    step: Step,
    *,
    on: date,
    at: datetime,
    seen: int | None,
    until: date | None = None,
    ground: str = "",
    checked: bool = False,
) -> Case:
    """The matter locked, when the step may be entered."""
    case = lock_open(case)
    rows = ledger_of(case)
    if seen is not None and rows[-1].pk != seen:
        raise ChangedMeanwhile(Step(rows[-1].step))
    entries = [row.as_entry() for row in rows]
    today, clock = localtime(at).date(), clock_of(case)
    problem = problem_of(
        step, on=on, today=today, ledger=entries, clock=clock, until=until, ground=ground, checked=checked
    )
    if problem:
        raise StepRefused(problem)
    return case


def _may_lengthen(case: Case, rule: str, *, on: date) -> None:
    if rule not in {one.code for one in law_here.extensions_of(case.legal_period, on=on)}:
        raise legal_periods.NoLegalPeriod(f"{rule} lengthens no {case.legal_period}")


def _waits(case: Case, verb: str, *, by: Actor, at: datetime) -> Case:
    state = kind_of(case).waiting_state
    if not state:
        raise CannotWait(case.kind)
    move(case, state)
    return _derived(case, verb, by=by, at=at)


def _goes_on(case: Case, verb: str, *, by: Actor, at: datetime) -> Case:
    """Back to whoever had the matter, or to those who take new ones."""
    move(case, "in_progress" if case.handler_id else kind_of(case).states[0].code)
    return _derived(case, verb, by=by, at=at)


def _derived(case: Case, verb: str, *, by: Actor, at: datetime) -> Case:
    """Keeps the copy of the due date; a date that was told is never shortened. The journal has both, and whoever is
    party to the matter is told what happened."""
    told, counted = case.due_on, clock_of(case).due_on
    case.due_on = max(told, counted)
    case.save(update_fields=["due_on"])
    facts = {"told": told.isoformat(), "due": case.due_on.isoformat()}
    record(verb, by=by, at=at, subject=case.number, subject_kind="case", facts=facts)
    last = ledger_of(case)[-1]
    notice = OF_STEPS.get(Step(last.step))
    if notice == "defects" and clock_of(case).standing is None:
        notice = "unreadable"
    if notice:
        tell(case, notice, key=last.pk, at=at)
    return case
