"""A list of matters of every kind, some of which wait, costs what a list of one kind does."""

from typing import Any

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from chinar.domain.appeals.tests.world import appealed
from chinar.domain.applications.tests.world import submitted
from chinar.domain.cases import kinds
from chinar.domain.cases.actions import clock as clock_actions
from chinar.domain.cases.models import Case
from chinar.domain.cases.rules import Phase
from chinar.domain.cases.tests.world import NOW, TOWN
from chinar.domain.enquiries.tests.world import asked
from chinar.domain.reports.tests import world as reports
from chinar.foundation.core.actor import Actor
from chinar.foundation.territory.models import Settlement

NOT_COUNTED = ("SAVEPOINT", "RELEASE", "BEGIN", "select set_config")


def statements(client: Client, page: str) -> list[str]:
    client.get(page)
    with CaptureQueriesContext(connection) as made:
        assert client.get(page).status_code == 200
    return [one["sql"] for one in made if not one["sql"].startswith(NOT_COUNTED)]


def test_a_list_that_reaches_what_waits_costs_the_same_for_any_number_of_kinds(
    against: Case, version: Any, expert: Client, georgi: Any
) -> None:
    page, by = f"{TOWN}/desk/cases/", Actor(georgi.pk, "official")
    waiting = submitted(version).case
    clock_actions.suspend(waiting, ground="expert_opinion", act="17", on=NOW.date(), until=None, at=NOW, by=by)
    assert Case.objects.get(pk=waiting.pk).phase == Phase.WAITING
    alone = statements(expert, page)
    Settlement.objects.update(ekatte="53707")
    asked(against.department)
    appealed(against)
    for n in range(3):
        reports.filed(reports.category(department=against.department, code=f"lamps-{n}"))
    assert {one.code for one in kinds.registered()} >= set(Case.objects.values_list("kind", flat=True))
    together = statements(expert, page)
    assert len(together) <= len(alone) <= 11, "\n".join(together)
