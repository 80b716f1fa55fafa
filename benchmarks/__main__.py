"""make bench [ARGS="--json --database postgres"]: what a page costs, beside what the machine can do at best."""

import argparse
import contextlib
import json
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Any

from benchmarks import applying, floors, load, measure, million, processes, registers, searching, visitors
from benchmarks.measure import Row
from tests.kill.client import Client
from tests.kill.installation import Installation
from tests.postgres import Postgres

WORKERS = 2
MOST_MIB = {"web process (mean)": 130.0, "worker": 190.0, "all: 2 web processes and the rest": 450.0}
MOST_SQL_TO_REGISTER = 40


def main() -> int:
    parser = argparse.ArgumentParser(prog="make bench")
    parser.add_argument("--json", action="store_true", help="figures as JSON")
    parser.add_argument("--database", choices=["sqlite", "postgres"], default="sqlite")
    parser.add_argument("--seconds", type=float, default=3.0, help="of load for each page")
    parser.add_argument(
        "--cases", default="10000,1000000", help="how many matters worklists are measured with; 0 measures none"
    )
    parser.add_argument(
        "--entries", type=int, default=1_000_000, help="how many public objects are searched; 0 searches none"
    )
    chosen = parser.parse_args()
    sizes = [int(size) for size in chosen.cases.split(",") if int(size)]
    with tempfile.TemporaryDirectory(prefix="chinar-bench-") as folder, database(chosen.database) as postgres:
        found = run(Path(folder), postgres, chosen.seconds)
        found["worklists"] = worklists(Path(folder), postgres, sizes, chosen.seconds) if sizes else []
        found["searches"] = searches(Path(folder), postgres, chosen.entries) if chosen.entries else None
    found["database"] = chosen.database
    if chosen.json:
        found["worklists"] = [asdict(size) for size in found["worklists"]]
        found["searches"] = asdict(found["searches"]) if found["searches"] else None
        json.dump(found, sys.stdout, indent=2, ensure_ascii=False)
    else:
        show(found)
    return 0


@contextlib.contextmanager
def database(kind: str) -> Iterator[Postgres | None]:
    if kind == "sqlite":
        yield None
        return
    with Postgres(durable=True) as server:
        yield server


def run(folder: Path, postgres: Postgres | None, seconds: float) -> dict[str, Any]:
    tell("floors")
    commit = floors.durable_commit_postgres(str(postgres.sockets)) if postgres else floors.durable_commit_sqlite(folder)
    found: dict[str, Any] = {
        "load": load.tool(),
        "floors_ms": {"one durable commit": commit, "an empty PDF": floors.empty_pdf()},
    }
    with processes.server("benchmarks.bare:application", WORKERS, folder) as (address, web):
        bare = measure.measure(Row("bare server", "/"), Client(address), web, seconds)
    tell("installation with the demo in it")
    installation = Installation(folder / "town", postgres.url("chinar") if postgres else None)
    installation.folder.mkdir()
    try:
        installation.prepare(seed=True)
        installation.start(workers=WORKERS)
        with processes.server("benchmarks.counting:application", 1, folder, installation.environment) as (counting, _):
            rows = measured_rows(installation, counting, postgres, seconds)
            tell("complete applications")
            applying_costs = applying.measure(installation.url, counting, lambda: cpu_of_all(installation, postgres))
        tell("memory after 1,000 requests")
        found["memory_mib"] = measure.memory(installation)
    finally:
        installation.stop()
        installation.clean_up()
    tell("questions to registers")
    found["registers"] = asdict(registers.measure())
    found["rows"] = [ratios(row, bare) for row in [bare, *rows]]
    found["applications"] = [figures.as_dict() for figures in applying_costs]
    return found


def worklists(folder: Path, postgres: Postgres | None, sizes: list[int], seconds: float) -> list[million.Size]:
    """In an installation of their own, which grows from one size to the next."""
    tell(f"worklists with {', '.join(str(size) for size in sizes)} matters: minutes")
    installation = Installation(folder / "large", postgres.create("large") if postgres else None)
    installation.folder.mkdir()
    try:
        installation.prepare(seed=True)
        return million.run(installation, sizes, postgres, folder, seconds)
    finally:
        installation.clean_up()


def searches(folder: Path, postgres: Postgres | None, entries: int) -> searching.Searches:
    tell(f"search among {entries} public objects: minutes")
    return searching.run(folder, postgres, entries)


def cpu_of_all(installation: Installation, postgres: Postgres | None) -> float:
    return processes.cpu_seconds([*installation.members(), *processes.of_database(postgres)])


def measured_rows(installation: Installation, counting: str, postgres: Postgres | None, seconds: float) -> list[Row]:
    clients = {name: sign_in(installation.url) for name, sign_in in visitors.VISITORS.items()}
    rows = [Row("static file", path, most_ms=0.3)] if (path := measure.a_static_file(installation)) else []
    rows += measure.pages(visitors.placeholders(clients))
    at_work = installation.member(r" web ").children()
    for row in rows:
        tell(row.name)
        measure.measure(row, clients[row.who], [*at_work, *processes.of_database(postgres)], seconds)
    counted = {name: clients[name].at(counting) for name in clients}
    measure.count_sql(rows, counted)
    return rows


def ratios(row: Row, bare: Row) -> dict[str, Any]:
    return {
        **asdict(row),
        "cpu_times_bare": row.cpu_ms / bare.cpu_ms if bare.cpu_ms and row.cpu_ms else None,
        "rate_to_bare": row.per_second / bare.per_second if bare.per_second and row.per_second else None,
        "over": row.over,
    }


def show(found: dict[str, Any]) -> None:
    print(f"Database: {found['database']}; load by {found['load']}; {WORKERS} web processes of one thread\n")
    print("CPU ms: at the nominal speed of benchmarks/speed.py; beside it as measured, and the speed meanwhile\n")
    heads = f"{'page':32}{'CPU ms':>8}{'measured':>9}{'speed':>6}{'x bare':>8}"
    print(f"{heads}{'req/s':>9}{'of bare':>9}{'SQL':>5}{'kB':>7}")
    for row in found["rows"]:
        if row["status"] != 200:
            print(f"{row['name']:32}  not there: {row['status']} at {row['path']}")
            continue
        sql = "" if row["sql"] is None else row["sql"]
        cost = f"{row['cpu_ms']:8.2f}{row['measured_ms']:9.2f}{row['speed']:6.2f}{row['cpu_times_bare'] or 0:8.1f}"
        rate = f"{row['per_second']:9.0f}{row['rate_to_bare'] or 0:9.3f}"
        print(f"{row['name']:32}{cost}{rate}{sql:>5}{row['kilobytes']:7.1f}  {'; '.join(row['over'])}")
    print(
        f"\n{'complete application':44}{'requests':>9}{'median ms':>10}{'p95 ms':>8}{'CPU s':>7}{'SQL':>5}{'most':>5}"
    )
    for row in found["applications"]:
        print(
            f"{row['name']:44}{row['requests']:9}{row['median_ms']:10.0f}{row['p95_ms']:8.0f}{row['cpu_seconds']:7.3f}"
            f"{row['sql']:5}{row['most_sql_of_a_page']:5}  {'; '.join(row['over'])}"
        )
    print(f"Registration itself: {found['applications'][0]['registration_sql']} SQL (bar: {MOST_SQL_TO_REGISTER})")
    registers.show(registers.Figures(**found["registers"]))
    print("\nFloors of this machine, median ms:")
    for name, value in found["floors_ms"].items():
        print(f"  {name:30}{value:8.2f}")
    print("\nMemory after 1,000 requests, MiB (shared pages divided among their users):")
    for name, value in found["memory_mib"].items():
        over = f"  over {MOST_MIB[name]:g}" if value > MOST_MIB.get(name, value) else ""
        print(f"  {name:40}{value:8.1f}{over}")
    if found["worklists"]:
        million.show(found["worklists"])
    if found["searches"]:
        searching.show(found["searches"])


def tell(what: str) -> None:
    if sys.stderr.isatty():
        print(f"... {what}", file=sys.stderr)


if __name__ == "__main__":
    sys.exit(main())
