"""An empty database with all tables, made once for each set of migrations and copied for each process of a test run.

The copy (of SQLite the file, of PostgreSQL a dump) lies in the environment that runs the tests, outside the sources,
under a name that says which migrations made it; it is `chinar migrate` itself that makes it.
"""

import fcntl
import hashlib
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import django

ROOT = Path(__file__).resolve().parents[1]
SHELF = Path(sys.prefix) / "test-schemas"
DAY_IN_SECONDS = 24 * 3600


def copy_to(target: Path, *, apps: str = "") -> None:
    """Puts the empty SQLite database at `target`, with the tables of these test apps too; makes it if there is none."""
    shutil.copy(_made_once(f"{_mark(apps)}.sqlite3", lambda growing: migrate(f"sqlite:///{growing}", apps)), target)


def dump(new_database: Callable[[], str], *, apps: str, pg_dump: list[str]) -> Path:
    """The tables as text for psql. If there is none yet, the database whose address `new_database` gives is migrated
    for it."""

    def make(growing: Path) -> None:
        migrate(new_database(), apps)
        subprocess.run([*pg_dump, f"--file={growing}"], check=True)

    return _made_once(f"{_mark(apps)}.sql", make)


def _made_once(name: str, make: Callable[[Path], None]) -> Path:
    SHELF.mkdir(exist_ok=True)
    made = SHELF / name
    with (SHELF / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not made.exists():
            for old in SHELF.glob(f"*{made.suffix}*"):
                if time.time() - old.stat().st_mtime > DAY_IN_SECONDS:
                    old.unlink()
            growing = SHELF / f"{name}-new"
            growing.unlink(missing_ok=True)
            make(growing)
            growing.rename(made)
    return made


def _mark(apps: str) -> str:
    """What the schema depends on: all migrations, what runs after them, and Django."""
    sources = [*ROOT.glob("chinar/**/migrations/*.py"), *ROOT.glob("tests/**/migrations/*.py")]
    sources += [*ROOT.glob("chinar/**/apps.py"), *ROOT.glob("chinar/foundation/core/*.py")]
    sources += [*ROOT.glob("chinar/**/engines.py"), ROOT / "chinar/config/settings.py"]
    digest = hashlib.sha256(f"{django.VERSION} {apps}".encode())
    for source in sorted(sources):
        digest.update(str(source.relative_to(ROOT)).encode() + source.read_bytes())
    return digest.hexdigest()[:16]


def migrate(database: str, apps: str, *options: str) -> None:
    command = [sys.executable, "-m", "django", "migrate", "--verbosity", "0", *options]
    environment = {
        **{name: value for name, value in os.environ.items() if not name.startswith("CHINAR_")},
        "CHINAR_DEMO": "1",
        "CHINAR_DATABASE": database,
        "CHINAR_TEST_APPS": apps,
        "DJANGO_SETTINGS_MODULE": "chinar.config.settings",
        "PYTHONPATH": str(ROOT),
    }
    subprocess.run(command, cwd=ROOT, env=environment, check=True)
