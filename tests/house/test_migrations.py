"""The migrations make what the models say, walked one by one as on an old installation or at once as on a new one."""

import os
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from django.core.management import call_command

from tests import schema


@pytest.mark.django_db
def test_no_migration_is_missing() -> None:
    call_command("makemigrations", check=True, dry_run=True, verbosity=1)


@pytest.mark.once
def test_the_history_walked_ends_in_the_tables_made_at_once(tmp_path: Path) -> None:
    apps = os.environ.get("CHINAR_TEST_APPS", "")
    at_once, walked = tmp_path / "at_once.sqlite3", tmp_path / "walked.sqlite3"
    schema.copy_to(at_once, apps=apps)
    schema.migrate(f"sqlite:///{walked}", apps, "--walk")
    found = shape(at_once)
    assert len(found) > 1000
    assert found == shape(walked)


def shape(database: Path) -> dict[tuple[str, str], list[str]]:
    """What each table, index and trigger is made of, in no order: SQLite puts an altered column last."""
    with closing(sqlite3.connect(database)) as connection:
        rows = connection.execute("select type, name, coalesce(sql, '()') from sqlite_master").fetchall()
    return {(kind, name): sorted(sql[sql.find("(") + 1 :].removesuffix(")").split(", ")) for kind, name, sql in rows}
