"""What each page asks of the database: bounds that hold whatever lies in it.

Counted are statements about rows. Not counted: where a transaction begins and ends, the one by which PostgreSQL learns
the municipality in scope where the last statement of that process was of another, and the lookup of the municipality,
which a process remembers for ten seconds.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from chinar.domain.applications.tests.world import PAGES, answers, fill, granted, page_of, send, submitted
from chinar.domain.cases.tests.world import TOWN, client_of
from chinar.domain.catalogue.tests.world import CODE

NOT_COUNTED = ("SAVEPOINT", "RELEASE", "BEGIN", "COMMIT", "select set_config", 'SELECT "territory_municipality"')


@contextmanager
def costs(most: int) -> Iterator[None]:
    with CaptureQueriesContext(connection) as asked:
        yield
    about_rows = [query["sql"] for query in asked if not query["sql"].startswith(NOT_COUNTED)]
    assert len(about_rows) <= most, "\n".join(about_rows)


def test_the_page_of_a_service(version: Any, client: Client, citizen: Client) -> None:
    with costs(6):
        assert client.get(f"{TOWN}/services/{CODE}/").status_code == 200
    with costs(10):
        assert citizen.get(f"{TOWN}/services/{CODE}/").status_code == 200


@pytest.mark.parametrize("page", PAGES)
def test_a_page_of_the_journey(citizen: Client, page: str) -> None:
    """Session, account, draft, and what is written; on the pages of places and of village offices also those."""
    places = {"death": 2, "delivery": 1}.get(page, 0)
    key, typed = fill(citizen), answers()[page]
    with costs(4 + places):
        assert citizen.get(page_of(key, page)).status_code == 200
    with costs(5 + places):
        assert citizen.post(page_of(key, page), typed).status_code == 302
    with costs(4 + places):
        assert citizen.post(page_of(key, page), {}).status_code == 200


def test_the_check_and_the_confirmation(citizen: Client) -> None:
    key = fill(citizen)
    with costs(8):
        assert citizen.get(page_of(key, "check")).status_code == 200
    send(citizen, key)
    with costs(8):
        assert citizen.get(page_of(key, "done")).status_code == 200


def test_sending_an_application(version: Any, citizen: Client) -> None:
    submitted(version)  # the first of the year opens the counter
    for most in (31, 28):  # a new person; one who is known; one asks for files of the draft
        key = fill(citizen)
        with costs(most):
            send(citizen, key)


@pytest.mark.parametrize("others", [0, 30])
def test_pages_of_one_matter(
    version: Any, application: Any, elena: Any, georgi: Any, expert: Client, others: int
) -> None:
    for _ in range(others):
        submitted(version, account=elena)
    citizen, number = client_of(elena), application.case.number
    with costs(10):
        assert citizen.get(f"{TOWN}/follow/{number}/").status_code == 200
    with costs(10):
        assert citizen.get(f"{TOWN}/follow/{number}/receipt/").status_code == 200
    with costs(13):
        assert expert.get(f"{TOWN}/desk/cases/{number}/").status_code == 200
    with costs(10):
        assert expert.get(f"{TOWN}/desk/cases/{number}/issue/").status_code == 200
    granted(application, georgi)
    with costs(13):
        assert expert.get(f"{TOWN}/desk/cases/{number}/").status_code == 200
    with costs(10):
        assert citizen.get(f"{TOWN}/follow/{number}/").status_code == 200
    with costs(19):
        assert citizen.post(f"{TOWN}/follow/{number}/result/").status_code == 200


@pytest.mark.parametrize("rows", [3, 60])
def test_the_worklist(version: Any, expert: Client, rows: int) -> None:
    for _ in range(rows):
        submitted(version)
    with costs(10):
        assert expert.get(f"{TOWN}/desk/cases/").status_code == 200
    for shape in (f"?service=application.{CODE}", f"?service=application.{CODE}&show=mine&due=overdue"):
        with costs(11):
            assert expert.get(f"{TOWN}/desk/cases/{shape}").status_code == 200
    with costs(8):
        assert expert.get(f"{TOWN}/desk/").status_code == 200


@pytest.mark.parametrize("rows", [3, 60])
def test_my_matters(version: Any, elena: Any, rows: int) -> None:
    for _ in range(rows):
        submitted(version, account=elena)
    client = client_of(elena)
    with costs(6):
        assert client.get(f"{TOWN}/mine/").status_code == 200
