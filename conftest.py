"""The ground every test stands on: demo settings, a data folder of its own, the chosen database, no network.

CHINAR_TEST_DATABASE=postgres runs the same tests on an embedded PostgreSQL. Without CHINAR_SHARED (a folder of
reference data that is not part of the repository) the tests that need it are counted and named, not run.
"""

import atexit
import gc
import os
import shutil
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from tests import leftovers, offline

ROOT = Path(__file__).parent
_here = os.getpid()
_var = Path(tempfile.mkdtemp(prefix="chinar-test-")).resolve()
(_var / "static").mkdir()

_FOR_TESTS = ("CHINAR_SHARED", "CHINAR_BROWSER", "CHINAR_PICTURES")
for _name in [name for name in os.environ if name.startswith("CHINAR_")]:
    if not _name.startswith("CHINAR_TEST_") and _name not in _FOR_TESTS:
        del os.environ[_name]  # what the developer has set for an installation is not for the tests
os.environ.update(DJANGO_SETTINGS_MODULE="chinar.config.settings", CHINAR_DEMO="1", CHINAR_VAR=str(_var))
if (ROOT / "tests" / "tenancy").is_dir():  # models that exist in tests only
    os.environ.setdefault("CHINAR_TEST_APPS", "tests.tenancy")
_postgres = None
_is_helper = "PYTEST_XDIST_WORKER" in os.environ  # a process of a run in parallel: its settings are read by now
if os.environ.get("CHINAR_TEST_DATABASE", "sqlite") == "postgres":
    from tests import postgres

    running = os.environ.get("CHINAR_TEST_SERVER", "")
    _postgres = postgres.Postgres.running(running) if _is_helper else postgres.start_for_session()
    os.environ["CHINAR_DATABASE"] = _postgres.url("chinar")


@atexit.register
def _tidy_up() -> None:
    if os.getpid() != _here:
        return
    if _postgres is not None and not _is_helper:
        _postgres.stop()
    shutil.rmtree(_var, ignore_errors=True)


offline.install()

import django  # noqa: E402

django.setup()

import django_ratelimit.core  # noqa: E402
import hypothesis  # noqa: E402
from django.conf import settings as _settings  # noqa: E402
from django.db import connection  # noqa: E402
from django.test import TransactionTestCase  # noqa: E402
from django.utils import translation  # noqa: E402
from hypothesis.configuration import set_hypothesis_home_dir  # noqa: E402

from chinar.foundation.core.statements import Statement  # noqa: E402

# Pages name their style sheets as they are; the names with hashes are tried where `chinar serve` is.
_settings.STORAGES = {
    **_settings.STORAGES,
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
if connection.vendor == "sqlite":  # forty writers at once on a machine that does other things too wait for long
    connection.settings_dict["OPTIONS"] = {**connection.settings_dict["OPTIONS"], "timeout": 120}
Statement.proven = True  # whatever is asked by a kept statement in any test is what Django would ask
_this_moment = time.time()
django_ratelimit.core.time = SimpleNamespace(time=lambda: _this_moment)  # no minute of a limit ends within a test
_settings.VISITORS_PAGE_SECONDS = 0  # each test sees what it has just written
_settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
# What it remembers of our constants goes where all else of the tests goes, and away with it.
set_hypothesis_home_dir(_var / "hypothesis")
hypothesis.settings.register_profile("chinar", database=None, deadline=None)
hypothesis.settings.load_profile("chinar")

_flush = TransactionTestCase._fixture_teardown


def _flush_past_the_guards(self: TransactionTestCase) -> None:
    """Emptying the tables after a test with real transactions is no change of an append-only row."""
    from chinar.foundation.core import guards

    guards.remove(connection)
    _flush(self)
    if connection.vendor == "sqlite":
        guards.install(connection)


TransactionTestCase._fixture_teardown = _flush_past_the_guards  # type: ignore[method-assign]


@pytest.fixture(scope="session")
def django_db_keepdb(django_db_modify_db_settings: None) -> bool:
    """Each process begins with a copy of a migrated database; nothing is left to migrate."""
    from tests import postgres, schema

    apps = os.environ.get("CHINAR_TEST_APPS", "")
    if _postgres is not None:
        _postgres.create_template(apps=apps)
        connection.settings_dict["TEST"]["TEMPLATE"] = postgres.TEMPLATE
        return False
    schema.copy_to(Path(connection.settings_dict["TEST"]["NAME"]), apps=apps)
    return True


@pytest.fixture(scope="module")
def rows_of_module(django_db_setup: None, django_db_blocker: Any) -> Iterator[Any]:
    """For what is dear to tell: `with rows_of_module(): ...` in a fixture of a module fills the database once for all
    tests of the module. Each test still takes back what it wrote itself."""
    from django.db import transaction

    whole = transaction.atomic()
    whole._from_testcase = True  # type: ignore[attr-defined]  # a durable block of the product may stand in it
    with django_db_blocker.unblock():
        whole.__enter__()
    yield django_db_blocker.unblock
    with django_db_blocker.unblock():
        transaction.set_rollback(True)
        whole.__exit__(None, None, None)


@pytest.fixture(autouse=True)
def _in_bulgarian() -> Iterator[None]:
    """Each test begins in the first language, whatever the one before it left."""
    with translation.override(_settings.LANGUAGE_CODE):
        yield


@pytest.fixture
def shared() -> Path:
    """The folder of reference data; a test that asks for it runs only where CHINAR_SHARED names it."""
    return Path(os.environ["CHINAR_SHARED"]).resolve()


@pytest.fixture
def town(db: None) -> Iterator[Any]:
    """Троян, an active municipality, in scope."""
    from chinar.foundation.core.scope import scoped

    troyan = _municipality(code="LOV34", slug="troyan", name="Троян", name_en="Troyan")
    with scoped(troyan.pk):
        yield troyan


@pytest.fixture
def other_town(db: None) -> Any:
    """Разлог, another active municipality, not in scope."""
    return _municipality(code="BLG37", slug="razlog", name="Разлог", name_en="Razlog")


def _municipality(**facts: Any) -> Any:
    from chinar.foundation.territory.models import Municipality

    return Municipality.objects.create(**facts)


_not_run: list[str] = []
_DATABASE = {"db", "transactional_db", "rows_of_module"}


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Without the reference data what needs it is left out; CHINAR_TEST_ONLY=database leaves what asks a database."""
    apart: list[pytest.Item] = []
    if not os.environ.get("CHINAR_SHARED"):
        apart = [item for item in items if item.get_closest_marker("shared") or "shared" in _fixtures_of(item)]
        _not_run.extend(item.nodeid for item in apart)
    if connection.vendor == "sqlite":
        apart += [item for item in items if item.get_closest_marker("again")]
    if os.environ.get("CHINAR_TEST_ONLY") == "database":
        apart += [item for item in items if not _depends_on_database(item)]
    if apart:
        gone = {id(item) for item in apart}
        config.hook.pytest_deselected(items=[item for item in items if id(item) in gone])
        items[:] = [item for item in items if id(item) not in gone]


def pytest_collection_finish(session: pytest.Session) -> None:
    """What is loaded by now stays: looking through it again and again for garbage is a tenth of the whole run."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 100)


def _depends_on_database(item: pytest.Item) -> bool:
    asks = item.get_closest_marker("django_db") or _DATABASE & _fixtures_of(item)
    return bool(asks) and not item.get_closest_marker("once")


def _fixtures_of(item: pytest.Item) -> set[str]:
    return set(getattr(item, "fixturenames", []))


def pytest_terminal_summary(terminalreporter: Any) -> None:
    terminalreporter.write_line(f"Database of this run: {connection.vendor}")
    if _not_run:
        terminalreporter.write_line(f"{len(_not_run)} tests need CHINAR_SHARED and did not run", yellow=True)


def pytest_sessionstart(session: pytest.Session) -> None:
    session.config.stash[leftovers.BEFORE] = leftovers.files(ROOT)


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node: Any) -> None:
    """A process of a run in parallel has ended: all of them left the same tests out."""
    _not_run[:] = getattr(node, "workeroutput", {}).get("not_run", _not_run)


@pytest.hookimpl(tryfirst=True)
def pytest_sessionfinish(session: pytest.Session) -> None:
    if hasattr(session.config, "workeroutput"):
        session.config.workeroutput["not_run"] = _not_run
        return
    left = leftovers.files(ROOT) - session.config.stash.get(leftovers.BEFORE, set())
    if left:
        print("\nTests left files behind:", *sorted(left), sep="\n  ")
        session.exitstatus = pytest.ExitCode.TESTS_FAILED
