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
from pathlib import Path

import django

ROOT = Path(__file__).resolve().parents[1]
SHELF = Path(sys.prefix) / "test-schemas"


def copy_to(target: Path) -> None:
    """Puts the empty database at `target`; makes it first if these migrations have none yet."""
    SHELF.mkdir(exist_ok=True)
    made = SHELF / f"{_mark()}.sqlite3"
    with (SHELF / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not made.exists():
            _make(made)
        shutil.copy(made, target)


def _mark() -> str:
    """What the schema depends on: all migrations, what runs after them, and Django."""
    sources = [*ROOT.glob("chinar/**/migrations/*.py"), *ROOT.glob("tests/**/migrations/*.py")]
    sources += [*ROOT.glob("chinar/**/apps.py"), ROOT / "chinar/config/settings.py"]
    digest = hashlib.sha256(f"{django.VERSION} {os.environ.get('CHINAR_TEST_APPS')}".encode())
    for source in sorted(sources):
        digest.update(str(source.relative_to(ROOT)).encode() + source.read_bytes())
    return digest.hexdigest()[:16]


def _make(path: Path) -> None:
    for old in SHELF.glob("*.sqlite3*"):
        old.unlink()
    growing = path.with_suffix(".sqlite3-new")
    command = [sys.executable, "-m", "django", "migrate", "--verbosity", "0"]
    environment = {**os.environ, "CHINAR_DATABASE": f"sqlite:///{growing}"}
    subprocess.run(command, cwd=ROOT, env=environment, check=True)
    growing.rename(path)
