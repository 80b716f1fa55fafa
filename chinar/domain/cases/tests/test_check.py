"""`chinar cases check`: the stored due date is proven equal to the counted one."""

from datetime import date
from io import StringIO
from typing import Any

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from chinar.domain.cases.actions.clock import call_session
from chinar.domain.cases.models import Case
from chinar.domain.cases.tests.world import NOW, registered, sofia
from chinar.foundation.core.actor import SYSTEM
from chinar.foundation.core.scope import scoped
from chinar.foundation.journal.models import Entry
from chinar.foundation.time.actions import NewLocalDay, declare_local_day


def check(*options: str) -> str:
    out = StringIO()
    with scoped(None):
        call_command("cases", "check", *options, stdout=out)
    return out.getvalue()


def test_all_is_well(registry: Any) -> None:
    registered(registry)
    assert "Every due date" in check()


@pytest.mark.parametrize("stored", [date(2026, 11, 20), date(2026, 12, 20)])
def test_a_copy_that_differs_is_named(registry: Any, stored: date, capsys: Any) -> None:
    case = registered(registry)
    Case.objects.filter(pk=case.pk).update(due_on=stored)
    with pytest.raises(CommandError) as refused:
        check()
    assert refused.value.returncode == 1


def test_a_copy_of_what_was_asked_that_differs_is_named_and_written_anew(registry: Any) -> None:
    case = registered(registry)
    Case.objects.filter(pk=case.pk).update(subject="another-service", phase="closed")
    for _ in range(2):
        with pytest.raises(CommandError, match="what was asked"):
            check()
    with pytest.raises(CommandError):
        check("--repair")
    assert Case.objects.get(pk=case.pk).subject == ""
    assert "Every due date" in check()


def test_repair_moves_what_is_too_early_and_shortens_nothing(registry: Any) -> None:
    early, late = registered(registry), registered(registry)
    Case.objects.filter(pk=early.pk).update(due_on=date(2026, 11, 20))
    Case.objects.filter(pk=late.pk).update(due_on=date(2026, 12, 20))
    with pytest.raises(CommandError):
        check("--repair")
    assert Case.objects.get(pk=early.pk).due_on == date(2026, 11, 23)
    assert Case.objects.get(pk=late.pk).due_on == date(2026, 12, 20)
    assert Entry.objects.get(verb="case.recounted").subject == early.number


def test_a_later_date_that_was_told_is_no_fault(registry: Any, town: Any) -> None:
    registered(registry)
    declare_local_day(NewLocalDay(date(2026, 11, 23), name="Празник", act="№ 7"), by=SYSTEM, at=NOW)
    declare_local_day(NewLocalDay(date(2026, 11, 23), name="", act="№ 8", working=True), by=SYSTEM, at=NOW)
    assert "was told and stays" in check()


def test_a_session_is_proven_too_and_one_called_earlier_was_told(registry: Any) -> None:
    case = registered(registry)
    for held_on in (date(2026, 12, 3), date(2026, 11, 26)):
        call_session(case, body="ОбС", session_on=held_on, rule="collective_body", on=NOW.date(), by=SYSTEM, at=NOW)
        assert Case.objects.get(pk=case.pk).due_on == date(2026, 12, 3)
    assert "was told and stays" in check()


def test_a_date_told_at_registration_stays_on_record(registry: Any, town: Any) -> None:
    """The seventh day was a day off when it was told, and is worked now."""
    declare_local_day(NewLocalDay(date(2026, 11, 23), name="Празник", act="№ 7"), by=SYSTEM, at=NOW)
    case = registered(registry, received_at=sofia(2026, 11, 16))
    assert case.due_on == date(2026, 11, 24)
    declare_local_day(NewLocalDay(date(2026, 11, 23), name="", act="№ 8", working=True), by=SYSTEM, at=NOW)
    assert Entry.objects.get(verb="case.due_kept").facts == {"told": "2026-11-24", "due": "2026-11-23"}
    assert "was told and stays" in check()
