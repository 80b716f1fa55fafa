from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.kill.installation import Installation
from tests.postgres import TEMPLATE, Postgres


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[Postgres]:
    with Postgres() as server:
        server.create_template()
        yield server


@pytest.fixture(params=["sqlite", "postgres"])
def installation(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Installation]:
    """An empty installation on each of both databases; call `prepare` and `start`."""
    if request.param == "sqlite":
        fresh = Installation(tmp_path)
        yield fresh
        fresh.clean_up()
        return
    server = request.getfixturevalue("postgres_server")
    name = f"kill_{abs(hash(request.node.nodeid)) % 10**9}"
    fresh = Installation(tmp_path, server.create(name, like=TEMPLATE))
    yield fresh
    fresh.clean_up()
    server.drop(name)


@pytest.fixture
def on_sqlite(tmp_path: Path) -> Iterator[Installation]:
    """For what does not depend on the database: prepared, not started."""
    fresh = Installation(tmp_path)
    fresh.prepare()
    yield fresh
    fresh.clean_up()
