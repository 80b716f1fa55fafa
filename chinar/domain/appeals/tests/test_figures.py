"""How many appeals ended, and how: for the officials, and folded for everybody."""

from typing import Any

import pytest
from django.test import Client

from chinar.domain.appeals import figures
from chinar.domain.appeals.tests.world import appealed, sent_up
from chinar.domain.cases.figure_tables import finished, year_of
from chinar.domain.cases.models import Case
from chinar.domain.cases.reporting import as_csv, find, parts
from chinar.domain.cases.tests.world import NOW, TOWN, client_of, official, sofia

YEAR = year_of(2026)


@pytest.fixture
def ended(against: Case) -> Any:
    """Makes `n` closed appeals with an outcome; rows of the spine are all that the figures read."""
    pattern = Case.objects.get(pk=appealed(against).case_id)
    made = iter(range(1000, 9000))

    def end(n: int, outcome: str, *, month: int = 8) -> None:
        for _ in range(n):
            number = next(made)
            fields = {field.attname: getattr(pattern, field.attname) for field in Case._meta.concrete_fields}
            fields |= {"id": None, "number": f"1207-{number}", "sequence": number, "phase": "closed"}
            Case.objects.create(**{**fields, "outcome": outcome, "closed_at": sofia(2026, month, 3)})

    return end


def test_the_officials_see_all_and_the_public_no_small_group(ended: Any, against: Case, client: Client) -> None:
    ended(12, "upheld")
    ended(3, "annulled")
    ended(1, "withdrawn")
    ended(5, "upheld", month=11)
    found = figures.of(YEAR, departments=None)
    assert found.total == 21
    assert [(line.n, line.share) for line in found.lines] == [(17, 80), (3, 14), (1, 4)]
    assert figures.of(YEAR, departments=[]).total == 0
    public, minimum = figures.public(finished(2026, on=NOW.date()))
    assert minimum == 10
    assert (public.total, [line.n for line in public.lines]) == (16, [16]), "4 would be found by subtracting"
    page = client.get(f"{TOWN}/figures/").text
    assert 'id="appeals"' in page
    secretary = client_of(official("svetla", "Светла Маринова", "secretary"), is_official=True)
    assert ">17<" in secretary.get(f"{TOWN}/desk/figures/").text


def test_too_few_are_not_shown_at_all(ended: Any) -> None:
    ended(4, "annulled")
    public, _minimum = figures.public(finished(2026, on=NOW.date()))
    assert (public.total, public.lines) == (None, ())


def test_the_yearly_report_counts_what_was_appealed_and_how_appeals_ended(ended: Any, against: Case) -> None:
    ended(2, "annulled")
    report = find("administrative_service")
    assert report is not None
    numbers, outcomes = parts(report, 2026)
    position = numbers.heads.index("Обжалвани") + 1
    assert sorted(row[position] for row in numbers.rows) == ["0", "1"]
    assert any(name.startswith("жалба") and n == "2" for name, n in outcomes.rows)
    assert "образец" in as_csv(report, 2026).lower(), "that the official form is not known stands on it"


def test_the_yearly_report_says_how_an_appeal_stands_that_nobody_has_decided(against: Case, georgi: Any) -> None:
    sent_up(against, georgi)
    report = find("administrative_service")
    assert report is not None
    outcomes = dict(parts(report, 2026)[1].rows)
    assert outcomes["жалба: изпратена нагоре, още не е решена там"] == "1"
    assert "" not in outcomes
