"""Why a matter is due when it is due, in both languages, and until when its end may be appealed."""

from datetime import date
from typing import Any

import pytest
from django.utils import translation

from chinar.domain.cases.actions.moving import note
from chinar.domain.cases.models import Case
from chinar.domain.cases.queries import appeal_until, explain, milestones, receiving_hours, silence_of
from chinar.domain.cases.rules import Step
from chinar.domain.cases.tests.world import NOW, decide, registered, sofia
from chinar.foundation.core.actor import SYSTEM
from chinar.foundation.core.scope import scoped
from chinar.foundation.journal.models import Entry
from chinar.foundation.time.actions import NewLocalDay, declare_local_day, declare_national_day
from chinar.foundation.time.calendar_file import DayKind, NationalDay


@pytest.mark.parametrize(
    ("language", "sentence", "said"),
    [
        ("bg", "до понеделник, 23 ноември 2026 г.", ["16 ноември 2026 г., 10:30", "7 дни", "АПК чл. 57, ал. 2"]),
        ("en", "by Monday, 23 November 2026", ["16 November 2026, 10:30", "7 days", "(АПК), art. 57, para. 2"]),
    ],
)
def test_the_explanation_names_receipt_period_and_article(
    registry: Any, language: str, sentence: str, said: list[str]
) -> None:
    case = registered(registry)
    with translation.override(language):
        explanation = explain(case)
    assert explanation.sentence == sentence
    whole = "\n".join(explanation.lines)
    assert [words for words in said if words not in whole] == []


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("bg", ["извън работното време", "понеделник, 23 ноември 2026 г.", "АПК, чл. 29, ал. 6"]),
        ("en", ["outside office hours", "Monday, 23 November 2026", "(АПК), art. 29, para. 6"]),
    ],
)
def test_what_came_on_a_saturday_is_explained(registry: Any, language: str, said: list[str]) -> None:
    case = registered(registry, received_at=sofia(2026, 11, 21))
    with translation.override(language):
        whole = "\n".join(explain(case).lines)
    assert [words for words in said if words not in whole] == []


def test_holidays_that_are_passed_over_are_named(registry: Any) -> None:
    case = registered(registry, received_at=sofia(2026, 12, 18))  # the seventh day is 25 December
    assert case.due_on == date(2026, 12, 29)
    assert "Рождество" in "\n".join(explain(case).lines)


def test_a_date_that_was_told_is_never_shortened(registry: Any) -> None:
    case = registered(registry, received_at=sofia(2026, 12, 18))
    Case.objects.filter(pk=case.pk).update(due_on=date(2026, 12, 30))
    explanation = explain(Case.objects.get(pk=case.pk))
    assert explanation.due_on == date(2026, 12, 30)
    assert "30 декември 2026" in explanation.sentence
    assert "30 декември 2026" in explanation.lines[-1]


def test_a_day_off_moves_open_matters_later_and_never_earlier(registry: Any, town: Any) -> None:
    moved, decided = registered(registry), registered(registry)
    decide(decided)
    declare_local_day(NewLocalDay(date(2026, 11, 23), name="Празник на града", act="№ 7"), by=SYSTEM, at=NOW)
    assert Case.objects.get(pk=moved.pk).due_on == date(2026, 11, 24)
    assert Case.objects.get(pk=decided.pk).due_on == date(2026, 11, 23)
    told = Entry.objects.get(verb="case.recounted")
    assert (told.subject, told.facts) == (moved.number, {"told": "2026-11-23", "due": "2026-11-24"})
    declare_local_day(NewLocalDay(date(2026, 11, 23), name="", act="№ 8", working=True), by=SYSTEM, at=NOW)
    assert Case.objects.get(pk=moved.pk).due_on == date(2026, 11, 24)


def test_a_national_day_off_moves_matters_of_every_municipality(registry: Any, town: Any) -> None:
    case = registered(registry)
    day = NationalDay(date(2026, 11, 23), "Неприсъствен ден", "Day off", DayKind.DECLARED)
    with scoped(None):
        declare_national_day(day, act="№ 1", by=SYSTEM, at=NOW)
    assert Case.objects.get(pk=case.pk).due_on == date(2026, 11, 24)


def test_silence_gives_a_right_only_once_the_matter_is_late(registry: Any) -> None:
    case = registered(registry)
    assert silence_of(case, due_on=case.due_on, on=case.due_on) is None
    silence = silence_of(case, due_on=case.due_on, on=date(2026, 11, 24))
    assert silence is not None
    assert silence.appeal_until == date(2027, 1, 25)  # two months end on a Saturday
    assert silence.article == "АПК чл. 84, ал. 2"
    decide(case)
    assert silence_of(case, due_on=case.due_on, on=date(2026, 11, 24)) is None


def test_an_appeal_is_counted_from_the_day_of_service(registry: Any) -> None:
    case = registered(registry)
    assert appeal_until(case) is None
    del case._ledger
    note(case, Step.SERVED, on=date(2026, 11, 20), at=NOW, by=SYSTEM)
    counted = appeal_until(case)
    assert counted is not None
    assert counted.due_on == date(2026, 12, 4)


def test_the_way_says_what_was_what_is_and_what_comes(registry: Any) -> None:
    case = registered(registry)
    assert [step.state for step in milestones(case, on=date(2026, 11, 16))] == ["received", "ahead"]
    assert [step.state for step in milestones(case, on=date(2026, 11, 24))] == ["received", "late"]


def test_a_day_is_late_only_after_it(registry: Any) -> None:
    case = registered(registry)
    assert not case.is_overdue(on=case.due_on)
    assert case.is_overdue(on=date(2026, 11, 24))


def test_without_an_office_the_usual_hours_hold(registry: Any) -> None:
    assert str(receiving_hours(date(2026, 11, 16)).closes) == "17:00:00"
