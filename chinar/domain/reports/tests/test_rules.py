from collections import Counter
from datetime import date
from statistics import median

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chinar.domain.reports.rules import (
    Course,
    Facts,
    Lack,
    Outcome,
    Rule,
    Standing,
    by_group,
    course_of,
    department_for,
    keywords_of,
    lack_of,
    likeness,
    measure,
    median_of,
    metres_between,
    standing_of,
)
from chinar.foundation.time.rules import Period, WorkingCalendar

TODAY = date(2026, 11, 16)
CALENDAR = WorkingCalendar(frozenset({2024, 2025, 2026}))


@pytest.mark.parametrize(
    ("name", "happened_on", "standing"),
    [
        ("Радост", None, Standing.ORDINARY),
        ("  ", None, Standing.ANONYMOUS),
        ("Радост", date(2024, 11, 16), Standing.ORDINARY),
        ("Радост", date(2024, 11, 15), Standing.BARRED),
        ("", date(1999, 1, 1), Standing.BARRED),
    ],
)
def test_anonymous_and_old_ones_open_no_proceeding(name: str, happened_on: date | None, standing: Standing) -> None:
    """АПК чл. 111 ал. 4."""
    bar = Period.parse("2y")
    assert standing_of(name=name, happened_on=happened_on, filed_on=TODAY, bar=bar, calendar=CALENDAR) == standing


@pytest.mark.parametrize(
    ("outcome", "has_proof", "planned_on", "lack"),
    [
        (Outcome.FIXED, False, None, Lack.PROOF),
        (Outcome.FIXED, True, None, None),
        (Outcome.PLANNED, False, None, Lack.DAY),
        (Outcome.PLANNED, False, TODAY, Lack.DAY_AHEAD),
        (Outcome.PLANNED, False, date(2027, 5, 1), None),
        (Outcome.REFUSED, False, None, None),
    ],
)
def test_fixed_is_shown_and_later_has_a_day(
    outcome: Outcome, has_proof: bool, planned_on: date | None, lack: Lack | None
) -> None:
    assert lack_of(outcome, has_proof=has_proof, planned_on=planned_on, today=TODAY) == lack


def test_the_first_rule_that_fits_decides() -> None:
    rules = [
        Rule(department=1, category=7, keywords=keywords_of("Куче, кучета ,")),
        Rule(department=2, settlement=3),
        Rule(department=3, category=7),
    ]
    for facts, department in (
        (Facts(7, 3, "Бездомни КУЧЕТА до училището"), 1),
        (Facts(7, 3, "Скъчено"), 2),
        (Facts(7, None, ""), 3),
        (Facts(8, None, "куче"), 9),
    ):
        assert department_for(rules, facts, otherwise=9) == department


def test_words_and_places_that_are_near() -> None:
    assert likeness("Лампата не свети", "две лампи пред читалището, не светят") == 2
    assert 180 < metres_between((24.715, 42.894), (24.7175, 42.894)) < 220


def course(days: int | None, outcome: str = "fixed", promise: int = 5, group: str = "lamps") -> Course:
    first = date(2026, 11, 2)
    answered = date(2026, 11, 2 + days) if days is not None else None
    return course_of(
        group=group,
        received_on=first,
        answered_on=answered,
        outcome=outcome if answered else "",
        promise_on=date(2026, 11, 2 + promise),
        today=TODAY,
    )


def test_the_formula_of_the_figures() -> None:
    some = [course(2), course(4), course(12, "planned"), course(None), course(None, promise=20)]
    told = measure(Counter(some))
    assert (told.n, told.answered, told.fixed) == (5, 3, 2)
    assert (told.days_to_answer, told.days_to_fixed) == (4, 3)
    assert (told.kept, told.promised) == (2, 4), "one answered late, one overdue without an answer, one still runs"
    assert measure({}).days_to_answer is None


@given(st.lists(st.integers(0, 400), min_size=1, max_size=60))
def test_the_median_of_counted_days_is_the_median_of_the_days(days: list[int]) -> None:
    assert median_of(Counter(days)) == median(days)


def test_small_groups_stand_together_or_not_at_all() -> None:
    many = [course(1)] * 3 + [course(2, group="holes")] + [course(2, group="dogs")] * 2
    shown, others = by_group(Counter(many), minimum=3)
    assert list(shown) == ["lamps"]
    assert others is not None
    assert others.n == 3
    assert by_group(Counter(many[:5]), minimum=3)[1] is None
