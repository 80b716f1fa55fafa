"""The formula of "on time", by table."""

import re
from datetime import date
from pathlib import Path

import pytest

import chinar
from chinar.domain.cases.figures import Count, Figures, Standing, outcome_of, percentile
from chinar.domain.cases.rules import Phase

RECEIVED, DUE, TODAY = date(2026, 11, 2), date(2026, 11, 9), date(2026, 11, 16)


@pytest.mark.parametrize(
    ("phase", "due_on", "decided_on", "expected"),
    [
        (Phase.DECIDED, DUE, date(2026, 11, 5), (Standing.ON_TIME, 3, 0)),
        (Phase.CLOSED, DUE, DUE, (Standing.ON_TIME, 7, 0)),
        (Phase.CLOSED, DUE, date(2026, 11, 10), (Standing.LATE, 8, 1)),
        (Phase.IN_PROGRESS, DUE, None, (Standing.OWED, None, None)),
        (Phase.RECEIVED, TODAY, None, (Standing.RUNNING, None, None)),
        (Phase.WAITING, DUE, None, (Standing.WAITING, None, None)),
        # reopened: an earlier decision counts no more
        (Phase.IN_PROGRESS, DUE, date(2026, 11, 5), (Standing.OWED, None, None)),
        # a decision dated before the receipt took no time, never less
        (Phase.DECIDED, DUE, date(2026, 11, 1), (Standing.ON_TIME, 0, 0)),
    ],
)
def test_how_a_matter_counts(phase: Phase, due_on: date, decided_on: date | None, expected: tuple[object, ...]) -> None:
    found = outcome_of(phase=phase, received_on=RECEIVED, due_on=due_on, decided_on=decided_on, today=TODAY)
    assert found is not None
    assert (found.standing, found.taken, found.late) == expected


@pytest.mark.parametrize("phase", [Phase.DECIDED, Phase.CLOSED])
def test_what_ended_without_a_decision_is_left_out(phase: Phase) -> None:
    assert outcome_of(phase=phase, received_on=RECEIVED, due_on=DUE, decided_on=None, today=TODAY) is None


@pytest.mark.parametrize(
    ("histogram", "median", "ninetieth"),
    [
        ({}, None, None),
        ({4: 1}, 4, 4),
        ({1: 1, 2: 1}, 1, 2),
        ({1: 5, 2: 4, 30: 1}, 1, 2),
        ({1: 5, 2: 3, 30: 2}, 1, 30),
        ({0: 1_000_000, 7: 1}, 0, 0),
    ],
)
def test_percentiles_are_of_the_nearest_rank(
    histogram: dict[int, int], median: int | None, ninetieth: int | None
) -> None:
    assert (percentile(histogram, 50), percentile(histogram, 90)) == (median, ninetieth)


def figures(*counts: tuple[Standing, int | None, int | None, int]) -> Figures:
    made = Figures()
    for count in counts:
        made.add(Count(*count))
    return made


def test_the_share_is_rounded_down_and_what_is_owed_counts_as_not_in_time() -> None:
    made = figures((Standing.ON_TIME, 3, 0, 999), (Standing.OWED, None, None, 1))
    assert (made.n, made.decided, made.share) == (1000, 999, 99)


def test_what_runs_or_waits_is_not_measured() -> None:
    made = figures((Standing.RUNNING, None, None, 5), (Standing.WAITING, None, None, 5))
    assert (made.n, made.share, made.median) == (0, None, None)


def test_delays_are_those_of_the_late_ones_alone() -> None:
    made = figures((Standing.ON_TIME, 3, 0, 50), (Standing.LATE, 9, 2, 2), (Standing.LATE, 40, 33, 1))
    assert (made.delay, made.longest_delay) == (2, 33)


def test_the_page_says_what_the_law_file_says() -> None:
    root = Path(chinar.__file__).parents[1]
    page = (root / "chinar/domain/cases/jinja2/cases/figures.html").read_text(encoding="utf-8")
    law = (root / "docs/law/on-time.md").read_text(encoding="utf-8")
    sentences = re.findall(r'<p class="govuk-body">{{ _\("([^"]+)"\) }}', page)
    assert len(sentences) == 4
    assert [sentence for sentence in sentences if sentence not in law] == []
