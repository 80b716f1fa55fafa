"""What `make test` runs: every test on both databases, kills, browser stories. One part that fails stops no other."""

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from tests import browser

ROOT = Path(__file__).resolve().parents[1]
UNITS = ["chinar", "tests/ground", "tests/house"]
# A process for each core, each with a database or an installation of its own. Stories gain nothing by it: the browser
# keeps the cores busy by itself.
IN_PARALLEL = ["--numprocesses=auto", "--dist=worksteal"]


def parts() -> Iterator[tuple[str, dict[str, str], list[str], list[str]]]:
    """(what it is, environment, folders, options)."""
    yield "tests on SQLite", {"CHINAR_TEST_DATABASE": "sqlite"}, UNITS, IN_PARALLEL
    # What asks no database (rules, readers of files, rules about the code) has run above.
    on_postgres = {"CHINAR_TEST_DATABASE": "postgres", "CHINAR_TEST_ONLY": "database"}
    yield "tests that ask the database, on PostgreSQL", on_postgres, UNITS, IN_PARALLEL
    yield "kill -9 on both databases", {}, ["tests/kill"], IN_PARALLEL
    yield "stories in a real browser", {"CHINAR_TEST_DATABASE": "sqlite"}, ["tests/journeys"], []


def main() -> int:
    # pytest compiles each file of tests with its assertions rewritten: where Python may keep that, only once.
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    report: list[tuple[str, bool, float]] = []
    complaint = ""
    for what, environment, folders, options in parts():
        present = [folder for folder in folders if (ROOT / folder).is_dir()]
        print(f"\n=== {what}", flush=True)
        if absent := sorted(set(folders) - set(present)):
            print(f"not in this copy: {', '.join(absent)}", flush=True)
        if not present:
            continue
        if "browser" in what and browser.find() is None:
            complaint = browser.HOW_TO_GET_ONE
            report.append((what, False, 0.0))
            continue
        began = time.monotonic()
        code = subprocess.run(
            [sys.executable, "-m", "pytest", *options, *present],
            env={**kept, **environment},
            cwd=ROOT,
            check=False,
        ).returncode
        report.append((what, code == 0, time.monotonic() - began))
    print("\n=== all together")
    for what, passed, seconds in report:
        print(f"{'passed' if passed else 'FAILED':8}{seconds:6.0f} s  {what}")
    if complaint:
        print(f"\n{complaint}", file=sys.stderr)
    return 0 if all(passed for _, passed, _ in report) else 1


if __name__ == "__main__":
    sys.exit(main())
