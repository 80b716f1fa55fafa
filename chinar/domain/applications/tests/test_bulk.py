"""Matters made in bulk for the benchmarks have the rows of one that was acted."""

from datetime import timedelta
from typing import Any

from benchmarks.bulk import Copy, multiply, rows_of
from chinar.domain.applications.tests.world import granted
from chinar.domain.cases.models import Case
from chinar.domain.cases.tests.world import client_of

OTHER_IN_EACH = {"id", "case_id", "application_id", "decision_id", "number", "sequence", "year", "idempotency_key"}


def test_a_matter_in_bulk_has_the_rows_of_one_that_was_acted(application: Any, georgi: Any, expert: Any) -> None:
    granted(application, georgi)
    acted = Case.objects.get()
    multiply(acted, [Copy(1000 + n, timedelta(weeks=n + 1), acted.department_id, georgi.pk) for n in range(3)])
    assert Case.objects.count() == 4
    pattern = rows_of(acted)
    assert {"cases_case", "cases_ledgerentry", "cases_party", "cases_assignment", "cases_casedocument"} < pattern.keys()
    assert {"applications_application", "applications_decision", "applications_heir"} < pattern.keys()
    for case in Case.objects.exclude(pk=acted.pk):
        copied = rows_of(case)
        assert {name: len(table.rows) for name, table in copied.items()} == {
            name: len(table.rows) for name, table in pattern.items()
        }
        for name, table in pattern.items():
            for told, same in zip(table.rows, copied[name].rows, strict=True):
                differing = {c for c, a, b in zip(table.columns, told, same, strict=True) if a != b}
                days = {c for c in differing if c.endswith(("_on", "_at")) or c in ("on", "at", "until")}
                assert differing - days <= OTHER_IN_EACH, name
        assert case.due_on - acted.due_on == case.received_at - acted.received_at
        assert client_of(georgi, is_official=True).get(f"/troyan/bg/desk/cases/{case.number}/").status_code == 200
