"""What the ledger says of the clock: vectors computed by hand from the law, and what holds for every ledger."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chinar.domain.cases.legal_periods import in_force
from chinar.domain.cases.models.ledger_entry import entry_of
from chinar.domain.cases.rules import (
    Clock,
    Entry,
    Step,
    appeal_ends,
    fee_reduction,
    is_barred,
    read,
)
from chinar.domain.cases.step_rules import Problem, problem_of
from chinar.foundation.time.calendar_file import shipped_calendar
from chinar.foundation.time.rules import Period, Unit, deemed_served_on

CALENDAR = shipped_calendar()


def on(text: str) -> date:
    """`11-02` is a day of 2026."""
    return date.fromisoformat(f"2026-{text}")


def clock(period: str, *rows: tuple[Step, str] | tuple[Step, str, str]) -> Clock:
    entries = [entry_of(row[0], on=on(row[1]), rule=row[2] if len(row) > 2 else "") for row in rows]
    return read(entries, Period.parse(period), CALENDAR)


@pytest.mark.parametrize(
    ("vector", "period", "rows", "due_on"),
    [
        ("V34 decision", "14d", [(Step.STARTED, "10-23")], "11-06"),
        (
            "V34 great volume",
            "14d",
            [(Step.STARTED, "10-23"), (Step.EXTENDED, "10-30", "information_extension")],
            "11-16",
        ),
        (
            "V34 third person",
            "14d",
            [(Step.STARTED, "10-23"), (Step.EXTENDED, "10-30", "information_third_person")],
            "11-20",
        ),
        (
            "V35 clarified",
            "14d",
            [
                (Step.STARTED, "10-01"),
                (Step.DEFECT_NOTED, "10-05", "information_clarification"),
                (Step.REMEDIED, "10-20"),
            ],
            "11-03",
        ),
        ("V36 opinion asked", "14d", [(Step.STARTED, "11-02"), (Step.CONSENT_ASKED, "11-05", "consent")], "11-30"),
        (
            "V36 an early answer shortens nothing",
            "14d",
            [
                (Step.STARTED, "11-02"),
                (Step.CONSENT_ASKED, "11-05", "consent"),
                (Step.CONSENT_GIVEN, "11-06"),
            ],
            "11-30",
        ),
        (
            "V37 mended",
            "14d",
            [(Step.STARTED, "11-09"), (Step.DEFECT_NOTED, "11-10", "defect_remedy"), (Step.REMEDIED, "11-12")],
            "11-26",
        ),
        (
            "V38 stopped and resumed",
            "14d",
            [(Step.STARTED, "11-02"), (Step.SUSPENDED, "11-10"), (Step.RESUMED, "11-25")],
            "12-02",
        ),
        (
            "A13 nobody sends again: three days later all the same",
            "14d",
            [(Step.STARTED, "11-02"), (Step.DEFECT_NOTED, "11-04", "unreadable_attachments")],
            "11-23",  # 7 + 14 = 21, a Saturday
        ),
        (
            "A13 sent again on the next day",
            "14d",
            [
                (Step.STARTED, "11-02"),
                (Step.DEFECT_NOTED, "11-04", "unreadable_attachments"),
                (Step.REMEDIED, "11-05"),
            ],
            "11-19",
        ),
        (
            "signal lengthened by a month: one count",
            "2m",
            [(Step.STARTED, "08-14"), (Step.EXTENDED, "10-01", "signal_extension")],
            "11-16",  # 14 November is a Saturday
        ),
        (
            "proposal lengthened to six months in all",
            "2m",
            [(Step.STARTED, "07-06"), (Step.EXTENDED, "08-01", "proposal_extended")],
            None,
        ),
        (
            "month and days together: one count, nothing rolled between",
            "1m",
            [(Step.STARTED, "10-01"), (Step.CONSENT_ASKED, "10-05", "consent")],
            "11-16",  # 1 November is a Sunday; 15 November is one too
        ),
        (
            "A4 data that another body keeps on paper",
            "7d",
            [(Step.STARTED, "11-02"), (Step.DATA_CAME, "11-05")],
            "11-12",
        ),
        (
            "A14 a part for another body moves nothing",
            "14d",
            [(Step.STARTED, "11-02"), (Step.PARTLY_ELSEWHERE, "11-05")],
            "11-16",
        ),
        (
            "A5 others must be able to defend themselves",
            "14d",
            [(Step.STARTED, "11-02"), (Step.EXTENDED, "11-05", "defence_needed")],
            "12-02",
        ),
        ("opened again", "7d", [(Step.STARTED, "10-01"), (Step.DECIDED, "10-05"), (Step.REOPENED, "11-13")], "11-20"),
    ],
)
def test_the_due_date_follows_from_the_ledger(
    vector: str, period: str, rows: list[tuple[Step, str]], due_on: str | None
) -> None:
    expected = on(due_on) if due_on else date(2027, 1, 6)
    assert clock(period, *rows).counted.due_on == expected, vector


def test_v38_seven_days_are_used_and_seven_left() -> None:
    standing = clock("14d", (Step.STARTED, "11-02"), (Step.SUSPENDED, "11-10")).standing
    assert standing is not None
    assert (standing.step, standing.since, standing.left) == (Step.SUSPENDED, on("11-10"), Period(7, Unit.DAYS))
    assert standing.used == 7


def test_v35_who_does_not_clarify_has_until_the_thirtieth_day() -> None:
    standing = clock("14d", (Step.STARTED, "10-01"), (Step.DEFECT_NOTED, "10-05", "information_clarification")).standing
    assert standing is not None
    assert (standing.until, standing.left) == (on("11-04"), Period(14, Unit.DAYS))


def test_v37_three_days_to_mend() -> None:
    standing = clock("14d", (Step.STARTED, "11-09"), (Step.DEFECT_NOTED, "11-10", "defect_remedy")).standing
    assert standing is not None
    assert standing.until == on("11-13")


def test_the_other_body_has_fourteen_days() -> None:
    rows = [(Step.STARTED, "11-02"), (Step.CONSENT_ASKED, "11-05", "consent")]
    assert clock("14d", *rows).answer_until == on("11-19")
    assert clock("14d", *rows, (Step.CONSENT_GIVEN, "11-06")).answer_until is None


def test_a_period_of_working_days_stands_in_working_days() -> None:
    rows = [(Step.STARTED, "11-02"), (Step.SUSPENDED, "11-05")]  # 3 and 4 November are used
    standing = clock("5wd", *rows).standing
    assert standing is not None
    assert standing.left == Period(3, Unit.WORKING_DAYS)
    assert clock("5wd", *rows, (Step.RESUMED, "11-09")).counted.due_on == on("11-12")


@pytest.mark.parametrize(
    ("vector", "sent", "roll", "until"),
    [
        ("V20 rolled", date(2026, 12, 17), True, date(2027, 1, 13)),
        ("V20 unrolled", date(2026, 12, 17), False, date(2027, 1, 8)),
        ("V21", date(2026, 11, 2), True, date(2026, 11, 24)),
    ],
)
def test_an_appeal_after_a_message_that_nobody_downloaded(vector: str, sent: date, roll: bool, until: date) -> None:
    served = deemed_served_on(sent, CALENDAR, roll=roll)
    rows = [Entry(Step.STARTED, date(2026, 10, 1)), Entry(Step.DECIDED, sent), Entry(Step.SERVED, served)]
    counted = appeal_ends(rows, in_force("appeal_of_act", on=served).period, CALENDAR)
    assert counted is not None
    assert counted.due_on == until, vector


@pytest.mark.parametrize(("filed", "barred"), [(date(2026, 11, 20), False), (date(2026, 11, 21), True)])
def test_v44_a_signal_more_than_two_years_late(filed: date, barred: bool) -> None:
    assert is_barred(date(2024, 11, 20), filed, Period.parse("2y"), CALENDAR) is barred


@pytest.mark.parametrize(
    ("given", "per_cent"),
    [(date(2026, 11, 16), 0), (date(2026, 11, 2), 0), (date(2026, 11, 30), 14), (date(2027, 1, 15), 30)],
)
def test_v45_a_late_technical_service_is_cheaper(given: date, per_cent: int) -> None:
    assert fee_reduction(date(2026, 11, 16), given) == per_cent


STARTED = (Step.STARTED, "11-02")
STOPPED = (Step.SUSPENDED, "11-10")
DEFECTS = (Step.DEFECT_NOTED, "11-10", "defect_remedy")
ASKED = (Step.CONSENT_ASKED, "11-05", "consent")
LONGER = (Step.EXTENDED, "11-05", "information_extension")
AGAIN, REOPENED_LATER = (Step.REOPENED, "11-06"), (Step.REOPENED, "11-11")
ASKED_ANEW = (Step.CONSENT_ASKED, "11-07", "consent")
LONGER_ANEW = (Step.EXTENDED, "11-07", "information_extension")


@pytest.mark.parametrize(
    ("rows", "step", "day", "problem"),
    [
        ([STARTED], Step.SUSPENDED, "11-10", None),
        ([STARTED], Step.SUSPENDED, "11-21", Problem.FUTURE),
        ([STARTED], Step.SUSPENDED, "11-18", Problem.TERM_OVER),
        ([STARTED], Step.RESUMED, "11-10", Problem.RUNS),
        ([STARTED], Step.REMEDIED, "11-10", Problem.NO_DEFECTS),
        ([STARTED], Step.CONSENT_GIVEN, "11-10", Problem.NOTHING_ASKED),
        ([STARTED], Step.EXTENDED, "11-16", None),
        ([STARTED], Step.EXTENDED, "11-17", Problem.TERM_OVER),
        ([STARTED], Step.DEFECT_NOTED, "11-17", None),
        ([STARTED], Step.TERMINATED, "11-17", None),
        ([STARTED, STOPPED], Step.SUSPENDED, "11-12", Problem.STANDS),
        ([STARTED, STOPPED], Step.DEFECT_NOTED, "11-12", Problem.STANDS),
        ([STARTED, STOPPED], Step.RESUMED, "11-09", Problem.BEFORE_LAST),
        ([STARTED, STOPPED], Step.RESUMED, "11-10", None),
        ([STARTED, DEFECTS], Step.RESUMED, "11-12", Problem.RUNS),
        ([STARTED, DEFECTS], Step.REMEDIED, "11-12", None),
        ([STARTED, DEFECTS], Step.REMEDIED, "11-18", None),
        ([STARTED, ASKED], Step.CONSENT_ASKED, "11-06", Problem.ASKED_ALREADY),
        ([STARTED, ASKED], Step.CONSENT_GIVEN, "11-06", None),
        ([STARTED, LONGER], Step.EXTENDED, "11-06", Problem.EXTENDED_ALREADY),
        ([STARTED, ASKED, AGAIN], Step.CONSENT_ASKED, "11-07", None),
        ([STARTED, ASKED, AGAIN], Step.CONSENT_GIVEN, "11-07", Problem.NOTHING_ASKED),
        ([STARTED, ASKED, AGAIN, ASKED_ANEW], Step.CONSENT_ASKED, "11-08", Problem.ASKED_ALREADY),
        ([STARTED, LONGER, AGAIN], Step.EXTENDED, "11-07", None),
        ([STARTED, LONGER, AGAIN, LONGER_ANEW], Step.EXTENDED, "11-08", Problem.EXTENDED_ALREADY),
        ([STARTED, DEFECTS, REOPENED_LATER], Step.REMEDIED, "11-12", Problem.NO_DEFECTS),
        ([STARTED, STOPPED, REOPENED_LATER], Step.RESUMED, "11-12", Problem.RUNS),
        ([STARTED, STOPPED, REOPENED_LATER], Step.SUSPENDED, "11-12", None),
    ],
)
def test_what_the_law_or_plain_sense_forbids(
    rows: list[tuple[Step, str]], step: Step, day: str, problem: Problem | None
) -> None:
    entries = [entry_of(row[0], on=on(row[1]), rule=row[2] if len(row) > 2 else "") for row in rows]
    now = read(entries, Period.parse("14d"), CALENDAR)
    assert problem_of(step, on=on(day), today=on("11-20"), ledger=entries, clock=now) is problem


START = date(2026, 7, 6)
RULES = {
    Step.DEFECT_NOTED: ["defect_remedy", "unreadable_attachments", "information_clarification"],
    Step.EXTENDED: ["information_extension", "signal_extension", "proposal_extended"],
    Step.CONSENT_ASKED: ["consent"],
    Step.SESSION_CALLED: ["collective_body"],
}
steps = st.tuples(st.sampled_from([step for step in Step if step is not Step.STARTED]), st.integers(0, 200))
periods = st.sampled_from(["7d", "14d", "1m", "2m", "5wd", "2w"])


def _entries(drawn: list[tuple[Step, int]], which: int) -> list[Entry]:
    rows = [Entry(Step.STARTED, START)]
    for step, days in drawn:
        rules = RULES.get(step, [""])
        happened = START + timedelta(days=days)
        until = happened + timedelta(days=20) if step is Step.SESSION_CALLED else None
        rows.append(entry_of(step, on=happened, until=until, rule=rules[which % len(rules)]))
    return rows


@given(drawn=st.lists(steps, max_size=8), period=periods, which=st.integers(0, 2))
def test_no_order_of_steps_is_due_before_it_starts_or_on_a_day_off(
    drawn: list[tuple[Step, int]], period: str, which: int
) -> None:
    now = read(_entries(drawn, which), Period.parse(period), CALENDAR)
    assert now.counted.due_on > START
    assert CALENDAR.is_working(now.counted.due_on)
    assert now.due_on >= now.counted.due_on
    if now.standing:
        assert now.standing.left.amount >= 1


@given(first=st.integers(0, 60), stood=st.integers(0, 90), period=periods)
def test_time_that_stood_still_never_shortens(first: int, stood: int, period: str) -> None:
    plain = read([Entry(Step.STARTED, START)], Period.parse(period), CALENDAR).counted.due_on
    since = START + timedelta(days=first)
    rows = [
        Entry(Step.STARTED, START),
        Entry(Step.SUSPENDED, since),
        Entry(Step.RESUMED, since + timedelta(days=stood)),
    ]
    assert read(rows, Period.parse(period), CALENDAR).counted.due_on >= plain


@given(drawn=st.lists(steps, max_size=6), period=periods, which=st.integers(0, 2), days=st.integers(0, 200))
def test_lengthening_never_shortens(drawn: list[tuple[Step, int]], period: str, which: int, days: int) -> None:
    rows = _entries(drawn, which)
    before = read(rows, Period.parse(period), CALENDAR).counted.due_on
    longer = entry_of(Step.EXTENDED, on=START + timedelta(days=days), rule="information_extension")
    assert read([*rows, longer], Period.parse(period), CALENDAR).counted.due_on >= before


ADDING = [
    (Step.EXTENDED, "proposal_extended"),
    (Step.EXTENDED, "signal_extension"),
    (Step.EXTENDED, "information_extension"),
    (Step.EXTENDED, "defence_needed"),
    (Step.CONSENT_ASKED, "consent"),
]


@given(
    drawn=st.lists(st.sampled_from(ADDING), unique=True, max_size=5).flatmap(
        lambda rows: st.tuples(st.permutations(rows), st.permutations(rows))
    ),
    days=st.lists(st.integers(0, 60), min_size=5, max_size=5),
    period=periods,
)
def test_in_which_order_a_period_was_lengthened_is_no_matter(
    drawn: tuple[list[tuple[Step, str]], list[tuple[Step, str]]], days: list[int], period: str
) -> None:
    one, other = (
        [
            entry_of(step, on=START + timedelta(days=day), rule=rule)
            for (step, rule), day in zip(rows, sorted(days), strict=False)
        ]
        for rows in drawn
    )
    started = Entry(Step.STARTED, START)
    now, again = (read([started, *rows], Period.parse(period), CALENDAR) for rows in (one, other))
    assert (now.due_on, now.extended) == (again.due_on, again.extended)
