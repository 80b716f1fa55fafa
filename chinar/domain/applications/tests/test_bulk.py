"""Matters made in bulk for the benchmarks have the rows of one that was acted."""

from typing import Any

from django.utils.timezone import localtime

from benchmarks.copying import Copies, Pattern, multiply, rows_of
from chinar.domain.applications.tests.world import granted
from chinar.domain.cases.models import Case
from chinar.domain.cases.tests.world import client_of

OTHER_IN_EACH = {"id", "case_id", "application_id", "decision_id", "number", "sequence", "year", "idempotency_key"}


def _values(pattern: Pattern) -> dict[Any, list[dict[str, Any]]]:
    return {model: list(model.objects.filter(pk__in=ids).order_by("pk").values()) for model, ids in pattern.items()}


def test_a_matter_in_bulk_has_the_rows_of_one_that_was_acted(application: Any, georgi: Any, expert: Any) -> None:
    granted(application, georgi)
    acted = Case.objects.get()
    multiply(rows_of(acted), Copies(3, 1000, range(1, 4), [(acted.department_id, georgi.pk)]))
    assert list(Case.objects.exclude(pk=acted.pk).values_list("sequence", flat=True)) == [1000, 1001, 1002]
    pattern = _values(rows_of(acted))
    names = {model._meta.db_table for model in pattern}
    assert {"cases_case", "cases_ledgerentry", "cases_party", "cases_assignment", "cases_casedocument"} < names
    assert {"applications_application", "applications_decision", "applications_heir"} < names
    for case in Case.objects.exclude(pk=acted.pk):
        copied = _values(rows_of(case))
        assert {model: len(rows) for model, rows in copied.items()} == {
            model: len(rows) for model, rows in pattern.items()
        }
        for model, rows in pattern.items():
            for told, same in zip(rows, copied[model], strict=True):
                differing = {name for name in told if told[name] != same[name]}
                days = {name for name in differing if name.endswith(("_on", "_at")) or name in ("on", "at", "until")}
                assert differing - days <= OTHER_IN_EACH, model
        assert case.due_on - acted.due_on == case.received_at - acted.received_at
        assert case.number == f"{case.counter.register}-{case.sequence}-{localtime(case.received_at):%d.%m.%Y}"
        assert case.counter.year == localtime(case.received_at).year
        assert client_of(georgi, is_official=True).get(f"/troyan/bg/desk/cases/{case.number}/").status_code == 200
