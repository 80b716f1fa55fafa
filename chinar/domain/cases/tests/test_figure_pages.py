"""Counting, and the pages of figures by audience."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from chinar.domain.cases.actions.moving import move, note
from chinar.domain.cases.actions.tallying import count_figures, set_public_minimum
from chinar.domain.cases.figure_tables import finished, public_tables, tables_for, year_of, years
from chinar.domain.cases.models import Case, Tally
from chinar.domain.cases.rules import Step
from chinar.domain.cases.tests.world import NOW, TOWN, client_of, official, open_department, registered, sofia
from chinar.foundation.core.actor import SYSTEM
from chinar.foundation.offices.models import Office

YEAR = year_of(2026)


def filed(department: Any, n: int, *, decided_after: int | None, month: int = 8) -> None:
    """`n` matters received on the third of the month; 7 days are theirs."""
    for _ in range(n):
        at = sofia(2026, month, 3)
        case = registered(department, received_at=at)
        if decided_after is not None:
            on = at + timedelta(days=decided_after)
            note(case, Step.DECIDED, on=on.date(), at=on, by=SYSTEM)
            move(case, "done")


def test_counting_follows_the_ledger(registry: Any) -> None:
    filed(registry, 3, decided_after=2)
    filed(registry, 1, decided_after=20)
    filed(registry, 2, decided_after=None)
    registered(registry)
    count_figures(at=NOW)
    found = tables_for(YEAR, departments=None)
    assert found.total is not None
    total = found.total
    assert (total.on_time, total.late, total.owed, total.workload) == (3, 1, 2, 3)
    assert (total.median, total.ninetieth, total.longest_delay) == (2, 20, 13)
    assert {table.code for table in found.cuts} == {"department", "subject", "office", "month"}
    assert years(on=NOW.date()) == [2026]
    assert years(on=date(2026, 7, 31)) == [], "what is due later has no figures yet"


def test_what_was_filed_at_an_office_stands_under_its_name(registry: Any, client: Client) -> None:
    village = Office.objects.create(
        code="oreshak", name="Кметство Орешак", name_en="Oreshak", kind="village_office", department=registry
    )
    for office in (village, None):
        at = sofia(2026, 8, 3)
        case = registered(registry, received_at=at, channel="village_office" if office else "online", office=office)
        note(case, Step.DECIDED, on=at.date(), at=at, by=SYSTEM)
        move(case, "done")
    count_figures(at=NOW)
    places = next(table for table in tables_for(YEAR, departments=None).cuts if table.code == "office")
    assert {line.code: line.name for line in places.lines}.keys() == {f"at:{village.pk}", "online"}
    assert "Кметство Орешак" in {line.name for line in places.lines}


def test_counting_twice_changes_nothing_and_a_decision_moves_its_matter(registry: Any) -> None:
    filed(registry, 2, decided_after=None)
    count_figures(at=NOW)
    before = sorted(Tally.objects.values_list("month_on", "standing", "n"))
    count_figures(at=NOW)
    assert sorted(Tally.objects.values_list("month_on", "standing", "n")) == before
    case = Case.objects.first()
    note(case, Step.DECIDED, on=NOW.date(), at=NOW, by=SYSTEM)
    move(case, "done")
    count_figures(at=NOW)
    total = tables_for(YEAR, departments=None).total
    assert total is not None
    assert (total.late, total.owed) == (1, 1)


def test_what_was_owed_for_years_is_counted_anew(registry: Any) -> None:
    case = registered(registry, received_at=sofia(2026, 8, 3))
    Case.objects.filter(pk=case.pk).update(due_on="2020-03-10")
    count_figures(at=NOW)
    assert Tally.objects.get().standing == "owed"
    note(case, Step.DECIDED, on=NOW.date(), at=NOW, by=SYSTEM)
    move(case, "done")
    count_figures(at=NOW)
    assert Tally.objects.get().standing == "late"


def test_terminated_is_not_counted(registry: Any) -> None:
    case = registered(registry, received_at=sofia(2026, 8, 3))
    note(case, Step.TERMINATED, on=NOW.date(), at=NOW, by=SYSTEM)
    move(case, "terminated")
    count_figures(at=NOW)
    assert not Tally.objects.exists()


def test_the_public_sees_no_small_group(registry: Any) -> None:
    small = open_department("oreshak", "Кметство Орешак")
    filed(registry, 12, decided_after=2)
    filed(small, 3, decided_after=2)
    count_figures(at=NOW)
    found = public_tables(finished(2026, on=NOW.date()))
    assert found.total is not None
    assert found.total.n == 15
    assert [line.code for line in found.cuts[0].lines] == [""], "the total without the large one were the small one"


def test_the_running_quarter_is_not_public(registry: Any) -> None:
    filed(registry, 12, decided_after=2, month=10)
    count_figures(at=NOW)
    assert public_tables(finished(2026, on=NOW.date())).total is None


def test_a_head_reads_their_own_department(registry: Any, nadezhda: Any) -> None:
    other = open_department("other", "Друг отдел")
    filed(registry, 1, decided_after=2)
    filed(other, 1, decided_after=30)
    count_figures(at=NOW)
    page = client_of(nadezhda, is_official=True).get(f"{TOWN}/desk/figures/").text
    assert "Гражданска регистрация" in page
    assert "Друг отдел" not in page
    csv = client_of(nadezhda, is_official=True).get(f"{TOWN}/desk/figures/figures.csv").text
    assert "Друг отдел" not in csv


def test_an_expert_and_a_citizen_find_no_desk_page(georgi: Any, elena: Any) -> None:
    assert client_of(georgi, is_official=True).get(f"{TOWN}/desk/figures/").status_code == 404
    assert client_of(elena).get(f"{TOWN}/desk/figures/").status_code == 404


def test_the_secretary_decides_how_small(registry: Any) -> None:
    secretary = client_of(official("svetla", "Светла Маринова", "secretary"), is_official=True)
    answer = secretary.post(f"{TOWN}/desk/figures/minimum/", {"n": "3"})
    assert answer.status_code == 200
    assert 'value="3"' in answer.text
    assert secretary.post(f"{TOWN}/desk/figures/minimum/", {"n": "20"}).status_code == 302
    filed(registry, 12, decided_after=2)
    count_figures(at=NOW)
    assert public_tables(finished(2026, on=NOW.date())).total is None
    set_public_minimum(n=12, by=SYSTEM, at=NOW)
    assert public_tables(finished(2026, on=NOW.date())).total is not None


@pytest.mark.parametrize("year", ["abcd", "20261", "1999", "٢٠٢٦", "-202", "2030"])
def test_a_year_of_nonsense_is_no_page(client: Client, registry: Any, year: str) -> None:
    assert client.get(f"{TOWN}/figures/", {"year": year}).status_code == 404


def test_the_public_page_says_the_formula_also_without_figures(client: Client, registry: Any) -> None:
    page = client.get("/troyan/en/figures/").text
    assert "silence is no decision" in page


def test_a_spreadsheet_runs_nothing(registry: Any, client: Client) -> None:
    filed(open_department("evil", "=cmd()"), 12, decided_after=1)
    count_figures(at=NOW)
    csv = client.get(f"{TOWN}/figures/figures.csv").text
    assert "'=cmd()" in csv


def test_pages_cost_the_same_however_many_groups_there_are(registry: Any) -> None:
    secretary = client_of(official("svetla", "Светла Маринова", "secretary"), is_official=True)
    for number in range(8):
        filed(open_department(f"d{number}", f"Отдел {number}"), 1, decided_after=number)
    count_figures(at=NOW)
    with CaptureQueriesContext(connection) as asked:
        assert secretary.get(f"{TOWN}/desk/figures/").status_code == 200
    ours = [query["sql"] for query in asked if "cases_" in query["sql"]]
    assert len(ours) <= 12, "\n".join(ours)
