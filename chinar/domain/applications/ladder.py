"""The ladder of delivery (АПК чл. 18а ал. 7-10): which step may be taken after which. Pure of clock and database."""

from collections.abc import Sequence
from datetime import date
from enum import StrEnum
from typing import Any


class Problem(StrEnum):
    STANDS = "stands"
    """An earlier step still waits for what comes of it."""
    EARLY = "early"
    """The step before it was not tried in vain yet."""
    DAY = "day"
    """Before the step, or in the future."""
    ENDED = "ended"
    """What came of it was noted before."""


BEFORE = {"door": ("post", "oral"), "board": ("door",)}
"""A notice at the address follows a letter or an oral notice in vain; one on the board a notice at the address."""


def outcome_of(attempt: Any) -> str:
    """ "" while it stands."""
    return str(attempt.result.outcome) if hasattr(attempt, "result") else ""


def ways_open(attempts: Sequence[Any]) -> set[str]:
    """Steps that an official may begin now. While a letter or notice stands nothing else is begun; what waits for a
    download stands beside everything."""
    standing = [one for one in attempts if not outcome_of(one) and one.way != "download"]
    if standing:
        return set()
    failed = {one.way for one in attempts if outcome_of(one) == "failed"}
    return {"post", "oral"} | {way for way, before in BEFORE.items() if failed & set(before)}


def problem_of(way: str, attempts: Sequence[Any], *, on: date, today: date, decided_on: date) -> Problem | None:
    """Why the step may not be begun on that day; None when it may. An oral notice or a notice at the address whose
    period is over gives way to the next step by itself."""
    over = [one for one in attempts if not outcome_of(one) and one.way in ("oral", "door") and _is_over(one, on)]
    rest = [one for one in attempts if one not in over]
    if any(not outcome_of(one) and one.way != "download" for one in rest):
        return Problem.STANDS
    failed = {one.way for one in rest if outcome_of(one) == "failed"} | {one.way for one in over}
    if way in BEFORE and not failed & set(BEFORE[way]):
        return Problem.EARLY
    return None if decided_on <= on <= today else Problem.DAY


def _is_over(attempt: Any, on: date) -> bool:
    return attempt.until is not None and attempt.until < on
