"""Which step of the clock may be entered, and why not."""

from collections.abc import Sequence
from datetime import date
from enum import StrEnum

from chinar.domain.cases.rules import Clock, Entry, Step
from chinar.foundation.time.sessions import is_far


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
    SESSION_FAR = "session_far"
    DATA_KNOWN = "data_known"
    DATA_ASKED_LATER = "data_asked_later"


_NEEDS_A_RUNNING_CLOCK = (Step.SESSION_CALLED, Step.DATA_CAME)
_NEEDS_A_RUNNING_TERM = (Step.SUSPENDED, Step.EXTENDED, Step.CONSENT_ASKED, *_NEEDS_A_RUNNING_CLOCK)
_BOUNDS_NOTHING = (Step.STARTED, Step.SILENCE)
_BEGINS_TO_STAND = (Step.SUSPENDED, Step.DEFECT_NOTED)


def problem_of(
    step: Step,
    *,
    on: date,
    today: date,
    ledger: Sequence[Entry],
    clock: Clock,
    until: date | None = None,
    ground: str = "",
    checked: bool = False,
) -> Problem | None:
    """Why the law or plain sense forbids the step on that day; None when it may be entered.

    `today` is the day of entry, `until` that of the session for which a collective body was called; a far one needs to
    be `checked`. Of data on paper `until` is the day on which the body named by `ground` was asked for it. A term that
    is over can neither be stopped nor lengthened: its end gave rights.
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
        (step is Step.DATA_CAME and until is not None and until > on, Problem.DATA_ASKED_LATER),
        (step is Step.DATA_CAME and _alike(ground) in _gave_data(ledger), Problem.DATA_KNOWN),
    )
    found = next((problem for wrong, problem in checks if wrong), None)
    return found or (_problem_of_session(until, on, clock, checked) if step is Step.SESSION_CALLED and until else None)


def _problem_of_session(held_on: date, on: date, clock: Clock, checked: bool) -> Problem | None:
    """Only a session after the period gives a day, and each is entered once."""
    if held_on <= clock.counted.due_on:
        return Problem.SESSION_WITHIN
    if held_on < on:
        return Problem.SESSION_BEFORE_CALL
    if clock.sitting and clock.sitting.held_on == held_on:
        return Problem.SESSION_KNOWN
    return Problem.SESSION_FAR if is_far(clock.counted.due_on, held_on) and not checked else None


def _awaits_remedy(ledger: Sequence[Entry]) -> bool:
    steps = [entry.step for entry in ledger if entry.step in (Step.DEFECT_NOTED, Step.REMEDIED, Step.REOPENED)]
    return bool(steps) and steps[-1] is Step.DEFECT_NOTED


def _gave_data(ledger: Sequence[Entry]) -> set[str]:
    """The bodies whose data on paper began the period, since the matter was last opened: each does so once."""
    bodies: set[str] = set()
    for entry in ledger:
        if entry.step is Step.REOPENED:
            bodies.clear()
        elif entry.step is Step.DATA_CAME:
            bodies.add(_alike(entry.ground))
    return bodies


def _alike(name: str) -> str:
    """The name of a body, however large, spaced or quoted it was written."""
    return "".join(letter for letter in name.casefold() if letter.isalnum())


def _was_asked(ledger: Sequence[Entry]) -> bool:
    """In the period that runs: with a reopening another one began."""
    steps = [entry.step for entry in ledger if entry.step in (Step.CONSENT_ASKED, Step.REOPENED)]
    return bool(steps) and steps[-1] is Step.CONSENT_ASKED
