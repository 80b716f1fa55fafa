"""An official takes a matter; what is decided is taken by nobody."""

from typing import Any

import pytest

from chinar.domain.cases.actions.moving import AlreadyDecided, TakenMeanwhile, lock_open, move, take_case
from chinar.domain.cases.models import Case
from chinar.domain.cases.tests.world import NOW, registered
from chinar.foundation.core.actor import Actor
from chinar.foundation.journal.models import Entry


def test_whoever_takes_it_is_responsible_and_the_journal_knows(registry: Any, georgi: Any) -> None:
    case = registered(registry)
    take_case(case, handler=georgi, by=Actor(georgi.pk, "official"), at=NOW)
    case = Case.objects.get(pk=case.pk)
    assert (case.handler_id, case.phase, case.state) == (georgi.pk, "in_progress", "in_progress")
    entry = Entry.objects.get(verb="case.taken")
    assert (entry.subject, entry.actor_id) == (case.number, georgi.pk)


def test_a_colleague_may_take_it_over_knowingly(registry: Any, georgi: Any, nadezhda: Any) -> None:
    case = registered(registry)
    take_case(case, handler=georgi, by=Actor(georgi.pk, "official"), at=NOW)
    with pytest.raises(TakenMeanwhile):
        take_case(case, handler=nadezhda, by=Actor(nadezhda.pk, "official"), at=NOW)
    assert Case.objects.get(pk=case.pk).handler_id == georgi.pk
    take_case(case, handler=nadezhda, seen=georgi.pk, by=Actor(nadezhda.pk, "official"), at=NOW)
    assert Case.objects.get(pk=case.pk).handler_id == nadezhda.pk


def test_taking_twice_is_taking_once(registry: Any, georgi: Any) -> None:
    case = registered(registry)
    for _ in range(2):
        take_case(case, handler=georgi, by=Actor(georgi.pk, "official"), at=NOW)
    assert Case.objects.get(pk=case.pk).handler_id == georgi.pk


@pytest.mark.parametrize("state", ["done", "over"])
def test_what_is_decided_stays_as_it_is(registry: Any, georgi: Any, state: str) -> None:
    case = registered(registry)
    stale = Case.objects.get(pk=case.pk)
    move(case, state)
    with pytest.raises(AlreadyDecided):
        take_case(stale, handler=georgi, by=Actor(georgi.pk, "official"), at=NOW)
    with pytest.raises(AlreadyDecided):
        lock_open(stale)
    assert Case.objects.get(pk=case.pk).handler_id is None
    assert not Entry.objects.filter(verb="case.taken").exists()
