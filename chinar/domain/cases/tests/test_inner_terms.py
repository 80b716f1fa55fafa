"""The inner term of a resolution: who is reminded, when, once; and who is not.

A matter received on Monday, 16 November 2026, due on Monday, 23 November, expected inside by Thursday, 19 November.
"""

from collections import Counter
from datetime import date
from typing import Any

import pytest

from chinar.domain.cases.actions.assigning import resolve
from chinar.domain.cases.actions.recusing import recuse
from chinar.domain.cases.actions.substituting import enter_absence
from chinar.domain.cases.models import Case
from chinar.domain.cases.tests.world import NOW, decide, official, registered, sofia
from chinar.domain.cases.watching import round as rounds
from chinar.domain.cases.watching.inner_terms import remind_of_inner_terms
from chinar.foundation.core.actor import SYSTEM, Actor
from chinar.foundation.notifications.models import Message


@pytest.fixture(autouse=True)
def only_these(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rounds, "PARTS", (remind_of_inner_terms,))


@pytest.fixture
def given(registry: Any, georgi: Any, nadezhda: Any) -> Case:
    case = registered(registry)
    write(case, georgi, nadezhda)
    return case


def write(case: Case, to: Any, by: Any, day: int = 19) -> None:
    resolve(case, to=to, expected="Проверка", inner_due_on=date(2026, 11, day), by=Actor(by.pk, "official"), at=NOW)


def watch(day: int, hour: int = 9) -> None:
    rounds.watch("troyan", at=sofia(2026, 11, day, hour, 0))


def told() -> Counter[tuple[str, str]]:
    rows = Message.objects.select_related("account")
    return Counter((row.template.rpartition("_")[2], row.account.name.split()[0]) for row in rows)


def test_a_table_of_days(given: Case) -> None:
    """Each once, however often the watch runs and though it stood for a day."""
    for day, expected in (
        (17, {}),
        (18, {("due.txt", "Георги"): 1}),
        (19, {("due.txt", "Георги"): 1}),
        (21, {("due.txt", "Георги"): 1}),  # Saturday
        (23, {("due.txt", "Георги"): 1, ("late.txt", "Георги"): 1, ("late.txt", "Надежда"): 1}),
        (25, {("due.txt", "Георги"): 1, ("late.txt", "Георги"): 1, ("late.txt", "Надежда"): 1}),
    ):
        for hour in (7, 9, 9, 12):
            watch(day, hour)
        assert told() == expected, day
    message = Message.objects.filter(template="cases/notices/official_inner_late.txt").first()
    assert message is not None
    assert "19 ноември 2026 г." in message.text
    assert "23 ноември 2026 г." in message.text
    assert "Проверка" not in message.text


def test_what_holds_no_more_reminds_of_nothing(given: Case, georgi: Any, nadezhda: Any) -> None:
    write(given, georgi, nadezhda, day=20)
    watch(18)
    assert told() == {}
    watch(19)
    assert told() == {("due.txt", "Георги"): 1}
    decide(Case.objects.get())
    watch(23)
    assert told() == {("due.txt", "Георги"): 1}


def test_the_substitute_is_told_and_whoever_is_kept_away_is_not(
    given: Case, registry: Any, georgi: Any, nadezhda: Any
) -> None:
    days = {"first_on": date(2026, 11, 16), "last_on": date(2026, 11, 20), "by": SYSTEM, "at": NOW}
    enter_absence(official=georgi, substitute=official("todor", "Тодор Василев", "expert", registry), **days)
    recuse(given, accounts=[nadezhda.pk], by=SYSTEM, at=NOW)
    watch(18)
    watch(20)
    assert told() == {("due.txt", "Тодор"): 1, ("late.txt", "Тодор"): 1}
