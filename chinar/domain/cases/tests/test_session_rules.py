"""The session of a collective body: which day binds, which can be called, what holds while the clock stands over it."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chinar.domain.cases.models.ledger_entry import entry_of
from chinar.domain.cases.rules import Entry, Step, read
from chinar.domain.cases.step_rules import Problem, problem_of
from chinar.foundation.time.calendar_file import shipped_calendar
from chinar.foundation.time.rules import Period, Unit

CALENDAR = shipped_calendar()
START = date(2026, 7, 6)
periods = st.sampled_from(["7d", "14d", "1m", "2m", "5wd", "2w"])


def on(text: str) -> date:
    """`11-02` is a day of 2026."""
    return date.fromisoformat(text if len(text) > 5 else f"2026-{text}")


def called(at: str, for_day: str) -> Entry:
    """A session of a collective body."""
    return entry_of(Step.SESSION_CALLED, on=on(at), until=on(for_day), rule="collective_body")


def stood(since: str, resumed: str) -> list[Entry]:
    return [Entry(Step.SUSPENDED, on(since)), Entry(Step.RESUMED, on(resumed))]


@pytest.mark.parametrize(
    ("case", "rows", "due_on"),
    [
        ("no session was called yet: the end of the period", [], "11-16"),
        ("the first session after it", [called("11-05", "11-26")], "11-26"),
        ("a session on a Saturday is not moved", [called("11-05", "11-28")], "11-28"),
        ("put off", [called("11-05", "11-26"), called("11-24", "12-03")], "12-03"),
        ("called earlier than before", [called("11-05", "12-03"), called("11-06", "11-26")], "11-26"),
        (
            "the period grew past it",
            [called("11-05", "11-26"), entry_of(Step.CONSENT_ASKED, on=on("11-06"), rule="consent")],
            "11-30",
        ),
        (
            "after the consent of another body",
            [entry_of(Step.CONSENT_ASKED, on=on("11-06"), rule="consent"), called("11-06", "12-03")],
            "12-03",
        ),
        (
            "the clock stood past it",
            [
                called("11-05", "11-26"),
                entry_of(Step.SUSPENDED, on=on("11-10")),
                entry_of(Step.RESUMED, on=on("11-25")),
            ],
            "12-02",
        ),
        (
            "the clock stood over the session: the days left until it run on, 10 December and three, a Sunday",
            [called("11-05", "11-20"), *stood("11-18", "12-10")],
            "12-14",
        ),
        ("it went on in time for the session", [called("11-05", "11-20"), *stood("11-18", "11-20")], "11-20"),
        (
            "called anew",
            [called("11-05", "11-20"), *stood("11-18", "12-10"), called("12-11", "12-17")],
            "12-17",
        ),
        (
            "it stood again before that",
            [called("11-05", "11-20"), *stood("11-18", "12-10"), *stood("12-11", "12-17")],
            "12-21",  # three days after 17 December, a Sunday
        ),
        (
            "the consent of others takes the stop into the period",
            [
                called("11-05", "11-20"),
                *stood("11-18", "12-10"),
                entry_of(Step.CONSENT_ASKED, on=on("12-11"), rule="consent"),
            ],
            "12-23",
        ),
        (
            "opened again: an old session counts no more",
            [called("11-05", "11-26"), Entry(Step.REOPENED, on("11-06"))],
            "11-20",
        ),
    ],
)
def test_a_collective_body_decides_at_its_first_session_after_the_period(
    case: str, rows: list[Entry], due_on: str
) -> None:
    entries = [Entry(Step.STARTED, on("11-02")), *rows]
    assert read(entries, Period.parse("14d"), CALENDAR).due_on == on(due_on), case


@pytest.mark.parametrize(
    ("rows", "at", "for_day", "problem"),
    [
        ([], "11-16", "11-17", None),
        ([], "11-05", "11-16", Problem.SESSION_WITHIN),
        ([], "11-05", "11-03", Problem.SESSION_WITHIN),
        ([], "11-17", "11-26", Problem.TERM_OVER),
        ([Entry(Step.SUSPENDED, on("11-10"))], "11-12", "11-26", Problem.STANDS_NOW),
        ([called("11-05", "11-26")], "11-20", "12-03", None),
        ([called("11-05", "11-26")], "11-20", "11-19", Problem.SESSION_BEFORE_CALL),
        ([called("11-05", "11-26")], "11-20", "11-26", Problem.SESSION_KNOWN),
        ([called("11-05", "11-18")], "11-19", "11-26", Problem.TERM_OVER),
        ([called("11-05", "11-26"), Entry(Step.REOPENED, on("11-06"))], "11-07", "11-26", None),
        ([called("11-05", "11-26"), *stood("11-18", "11-20")], "11-20", "12-03", None),
        ([], "11-05", "2027-02-16", None),
        ([], "11-05", "2027-02-17", Problem.SESSION_FAR),
        ([], "11-05", "2027-12-31", Problem.SESSION_FAR),
    ],
)
def test_which_session_can_be_called(rows: list[Entry], at: str, for_day: str, problem: Problem | None) -> None:
    entries = [Entry(Step.STARTED, on("11-02")), *rows]
    now = read(entries, Period.parse("14d"), CALENDAR)
    found = problem_of(Step.SESSION_CALLED, on=on(at), today=on("11-20"), ledger=entries, clock=now, until=on(for_day))
    assert found is problem
    ways = {"on": on(at), "today": on("11-20"), "ledger": entries, "clock": now, "until": on(for_day)}
    if problem is Problem.SESSION_FAR:
        assert problem_of(Step.SESSION_CALLED, **ways, checked=True) is None


def test_who_waits_only_for_the_session_has_used_the_whole_period() -> None:
    rows = [Entry(Step.STARTED, on("11-02")), called("11-05", "11-20"), Entry(Step.SUSPENDED, on("11-18"))]
    now = read(rows, Period.parse("14d"), CALENDAR)
    assert now.standing is not None
    assert (now.standing.used, now.standing.left, now.standing.session) == (14, Period(3, Unit.DAYS), on("11-20"))
    assert (now.counted.due_on, now.due_on) == (on("11-16"), on("11-20"))


def test_what_a_session_lengthened_can_still_be_lengthened() -> None:
    entries = [Entry(Step.STARTED, on("11-02")), called("11-05", "11-26")]
    now = read(entries, Period.parse("14d"), CALENDAR)
    assert problem_of(Step.CONSENT_ASKED, on=on("11-20"), today=on("11-20"), ledger=entries, clock=now) is None


@given(
    session=st.integers(1, 60),
    pauses=st.lists(st.tuples(st.integers(0, 40), st.integers(0, 60)), min_size=1, max_size=3),
    period=periods,
)
def test_a_stop_uses_no_more_than_the_period_and_what_was_told_is_never_too_late(
    session: int, pauses: list[tuple[int, int]], period: str
) -> None:
    """Only what the rules let in is entered, each stop on a day after the one before."""
    whole, rows = Period.parse(period), [Entry(Step.STARTED, START)]
    ends_on = read(rows, whole, CALENDAR).due_on
    rows.append(
        entry_of(Step.SESSION_CALLED, on=START, until=ends_on + timedelta(days=session), rule="collective_body")
    )
    length = (ends_on - START).days
    last, told = START, read(rows, whole, CALENDAR).due_on
    for after, long in pauses:
        since = last + timedelta(days=after)
        now = read(rows, whole, CALENDAR)
        if problem_of(Step.SUSPENDED, on=since, today=since, ledger=rows, clock=now):
            break
        rows.append(Entry(Step.SUSPENDED, since))
        standing = read(rows, whole, CALENDAR).standing
        assert standing is not None
        assert 0 <= standing.used <= length
        assert standing.left.amount >= 1
        last = since + timedelta(days=long)
        rows.append(Entry(Step.RESUMED, last))
        now = read(rows, whole, CALENDAR)
        assert now.due_on >= told
        told = now.due_on
        assert sum(pause.used for pause in now.counted.pauses) <= length
