"""Yearly reports: from what the installation has, as PDF and CSV, for those who answer for the town hall."""

from typing import Any

import pytest

from chinar.domain.applications.tests.world import granted, submitted
from chinar.domain.cases import reporting
from chinar.domain.cases.actions.tallying import count_figures
from chinar.domain.cases.models import Case
from chinar.domain.cases.tests.world import NOW, TOWN, client_of, official
from chinar.foundation.journal.models import Entry


@pytest.fixture
def secretary(version: Any) -> Any:
    return client_of(official("svetla", "Светла Маринова", "secretary"), is_official=True)


def test_only_reports_of_installed_kinds_are_listed(version: Any) -> None:
    known = {kind for report in reporting.available() for kind in report.kinds}
    assert "application" in known
    assert "information_request" not in known or any(k.code == "information_request" for k in _registered())


def _registered() -> Any:
    from chinar.domain.cases import kinds

    return kinds.registered()


def test_the_numbers_are_those_of_the_year(version: Any, georgi: Any, secretary: Any) -> None:
    for _ in range(2):
        submitted(version)
    granted(submitted(version, channel="counter"), georgi)
    count_figures(at=NOW)
    csv = secretary.get(f"{TOWN}/desk/reports/administrative_service-2026.csv").text.splitlines()
    row = next(line for line in csv if line.startswith("Издаване на удостоверение"))
    assert row.split(",")[1:4] == ["3", "2", "1"]
    assert row.split(",")[8] == "1", "decided on time"
    assert secretary.get(f"{TOWN}/desk/reports/administrative_service-2025.csv").text.count("Издаване") == 0
    assert Entry.objects.filter(verb="report.made").count() == 2


def test_the_paper_is_made_also_of_an_empty_year(version: Any, secretary: Any) -> None:
    submitted(version)
    for year in (2026, 2020):
        paper = secretary.get(f"{TOWN}/desk/reports/administrative_service-{year}.pdf")
        assert paper.content.startswith(b"%PDF")


@pytest.mark.parametrize("name", ["administrative_service-1999.pdf", "administrative_service-2030.csv", "x-2026.csv"])
def test_what_cannot_be_made_is_not_there(secretary: Any, name: str) -> None:
    assert secretary.get(f"{TOWN}/desk/reports/{name}").status_code == 404


def test_an_expert_finds_none(version: Any, georgi: Any) -> None:
    expert = client_of(georgi, is_official=True)
    assert expert.get(f"{TOWN}/desk/reports/").status_code == 404
    assert expert.get(f"{TOWN}/desk/reports/administrative_service-2026.csv").status_code == 404


def test_the_last_row_counts_all_and_no_way_is_left_out(version: Any) -> None:
    """Whichever way somebody filed stands in one column: the ways together are what was received."""
    for channel in Case.Channel.values:
        submitted(version, channel=channel)
    report = reporting.find("administrative_service")
    assert report is not None
    numbers = reporting.parts(report, 2026)[0]
    received, *ways = map(int, numbers.rows[0][1:8])
    assert sum(ways) == received == len(Case.Channel.values)
    assert numbers.total == (), "one row needs no row of all"
    Case.objects.filter(channel__in=["email", "counter"]).update(subject="another")
    numbers = reporting.parts(report, 2026)[0]
    assert sorted(row[1] for row in numbers.rows) == ["2", "5"]
    assert numbers.total[1] == "7"
