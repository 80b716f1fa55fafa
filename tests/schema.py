"""An empty database with all tables, made once for each set of migrations and copied for each process of a test run.

Running every migration takes longer than most tests. The copy lies in the environment that runs the tests, outside
the sources, under a name that says which migrations made it; it is `chinar migrate` itself that makes it.
"""

import fcntl
import hashlib
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

import django

ROOT = Path(__file__).resolve().parents[1]
SHELF = Path(sys.prefix) / "test-schemas"
DAY_IN_SECONDS = 24 * 3600


def copy_to(target: Path, *, apps: str = "") -> None:
    """Puts the empty database at `target`, with the tables of these test apps too; makes it if there is none yet."""
    SHELF.mkdir(exist_ok=True)
    made = SHELF / f"{_mark(apps)}.sqlite3"
    with (SHELF / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not made.exists():
            _make(made, apps)
        shutil.copy(made, target)


def _mark(apps: str) -> str:
    """What the schema depends on: all migrations, what runs after them, and Django."""
    sources = [*ROOT.glob("chinar/**/migrations/*.py"), *ROOT.glob("tests/**/migrations/*.py")]
    sources += [*ROOT.glob("chinar/**/apps.py"), ROOT / "chinar/config/settings.py"]
    digest = hashlib.sha256(f"{django.VERSION} {apps}".encode())
    for source in sorted(sources):
        digest.update(str(source.relative_to(ROOT)).encode() + source.read_bytes())
    return digest.hexdigest()[:16]


def _make(path: Path, apps: str) -> None:
    for old in SHELF.glob("*.sqlite3*"):
        if time.time() - old.stat().st_mtime > DAY_IN_SECONDS:
            old.unlink()
    growing = path.with_suffix(".sqlite3-new")
    growing.unlink(missing_ok=True)
    command = [sys.executable, "-m", "django", "migrate", "--verbosity", "0"]
    environment = {
        **{name: value for name, value in os.environ.items() if not name.startswith("CHINAR_")},
        "CHINAR_DEMO": "1",
        "CHINAR_DATABASE": f"sqlite:///{growing}",
        "CHINAR_TEST_APPS": apps,
        "DJANGO_SETTINGS_MODULE": "chinar.config.settings",
        "PYTHONPATH": str(ROOT),
    }
    subprocess.run(command, cwd=ROOT, env=environment, check=True)
    growing.rename(path)
