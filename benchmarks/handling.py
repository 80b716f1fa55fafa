"""make bench-towns: what people wait for in seven towns with ten thousand services and a hundred thousand matters.

Both databases, one after the other, each with two web processes, the worker and the simulators. One person at a time,
so that median and p95 are what that person waits; CPU of a page is that of web processes and database, of an
application or a decision also that of the worker and of the simulators behind them.
"""

import argparse
import csv
import json
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import psutil

from benchmarks import applying, measure, processes, visitors
from benchmarks.__main__ import cpu_of_all, database, tell
from tests.kill.applicant import SERVICE, TOWN, Applicant
from tests.kill.client import Client, Page
from tests.kill.installation import ROOT, Installation
from tests.postgres import Postgres

PAGES, DECISIONS = 100, 50
DESK = f"{TOWN}/desk/cases/"
SOUGHT = f"{TOWN}/search/?{urlencode({'q': 'удостоверение адрес'})}"
"""Hundreds of the town's services answer to it."""
HEIRS = {
    "death_act": "№ 12 от 10.08.2026 г.",
    "heirs-0-name": "Рада Заявителска",
    "heirs-0-egn": "",
    "heirs-0-relation": "дъщеря",
    "heirs-0-share": "1",
    "issue": "1",
}
Cost = Callable[[], float]


@dataclass(slots=True)
class Figures:
    """Of one thing that somebody does: seconds of each time, CPU seconds and SQL of a mean one."""

    name: str
    seconds: list[float] = field(default_factory=list)
    cpu: float = 0.0
    sql: int = 0

    def as_dict(self) -> dict[str, Any]:
        return {
            "name": self.name,
            "median_ms": statistics.median(self.seconds) * 1000,
            "p95_ms": statistics.quantiles(self.seconds, n=20)[-1] * 1000,
            "cpu_ms": self.cpu * 1000,
            "sql": self.sql,
        }


def main() -> int:
    parser = argparse.ArgumentParser(prog="make bench-towns")
    parser.add_argument("--database", choices=["sqlite", "postgres", "both"], default="both")
    parser.add_argument("--cases", type=int, default=100_000)
    parser.add_argument("--services", type=int, default=10_000)
    parser.add_argument("--json", action="store_true", help="figures as JSON")
    chosen = parser.parse_args()
    kinds = ["sqlite", "postgres"] if chosen.database == "both" else [chosen.database]
    found = []
    for kind in kinds:
        with tempfile.TemporaryDirectory(prefix="chinar-bench-") as folder, database(kind) as postgres:
            found.append({"database": kind, **run(Path(folder), postgres, chosen.cases, chosen.services)})
        if not chosen.json:
            show(found[-1])
    if chosen.json:
        json.dump(found, sys.stdout, indent=2, ensure_ascii=False)
    else:
        show_others()
    return 0


def run(folder: Path, postgres: Postgres | None, cases: int, services: int) -> dict[str, Any]:
    installation = Installation(folder / "towns", postgres.url("chinar") if postgres else None)
    installation.folder.mkdir()
    try:
        tell("the demo")
        installation.prepare(seed=True)
        tell(f"{cases:,} matters and {services} services in seven towns")
        began = time.monotonic()
        command = [sys.executable, "-m", "benchmarks.towns", "--cases", str(cases), "--services", str(services)]
        subprocess.run(command, env=installation.environment, cwd=ROOT, check=True)
        loading = time.monotonic() - began
        installation.start(workers=2, within=120)
        rest(installation.member(r" work$"))
        with processes.server("benchmarks.counting:application", 1, folder, installation.environment) as (counting, _):
            return {"loading": loading, **measured(installation, counting, postgres)}
    finally:
        installation.stop()
        installation.clean_up()


def rest(worker: psutil.Process, *, seconds: int = 120) -> None:
    """Until the worker has done what it does at its start, counting the figures of all towns among it."""
    for _ in range(seconds // 3):
        before = processes.cpu_seconds([worker])
        time.sleep(3)
        if processes.cpu_seconds([worker]) - before < 0.6:
            return


def measured(installation: Installation, counting: str, postgres: Postgres | None) -> dict[str, Any]:
    web = installation.member(r" web ").children()

    def of_pages() -> float:
        return processes.cpu_seconds([*web, *processes.of_database(postgres)])

    def of_all() -> float:
        return cpu_of_all(installation, postgres)

    base = installation.url
    tell("complete applications")
    complete = [figures.as_dict() for figures in applying.measure(base, counting, of_all)]
    numbers = _filed(base)
    visitor, expert = visitors.visitor(base), visitors.expert(base)
    rows = [
        _pages("page of a service", visitor, counting, lambda n: SERVICE, of_pages),
        _pages("list of services", visitor, counting, lambda n: f"{TOWN}/services/", of_pages),
        _pages("search", visitor, counting, lambda n: SOUGHT, of_pages),
        _pages("worklist, first page", expert, counting, lambda n: DESK, of_pages),
        _pages("page of a matter", expert, counting, lambda n: f"{DESK}{numbers[n % len(numbers)]}/", of_pages),
        _decisions(expert, counting, numbers, of_all),
    ]
    tell("memory after 1,000 requests")
    memory = measure.memory(installation)
    return {"rows": [row.as_dict() for row in rows], "applications": complete, "memory_mib": memory}


def _pages(name: str, client: Client, counting: str, path: Callable[[int], str], cost: Cost) -> Figures:
    tell(name)
    figures, counted = Figures(name), client.at(counting)
    for each in (client, client, counted):  # both web processes and the counting one are warm then
        each.close()
        assert each.fetch(path(0)).status == 200, path(0)
    _time(figures, PAGES, lambda n: client.fetch(path(n)), cost)
    figures.sql = int(counted.fetch(path(0)).headers["X-SQL"])
    return figures


def _decisions(client: Client, counting: str, numbers: list[str], cost: Cost) -> Figures:
    """The form, the certificate as PDF, and the page of the matter that comes back."""
    name = "decision: form, certificate as PDF, page of the matter"
    tell(name)
    figures, counted = Figures(name), client.at(counting)
    pages: list[Page] = []
    counted.seen = pages.append
    client.close()
    _issue(client, numbers.pop())
    _issue(counted, numbers.pop())
    _time(figures, DECISIONS, lambda n: _issue(client, numbers[n]), cost)
    figures.sql = sum(int(page.headers["X-SQL"]) for page in pages)
    return figures


def _time(figures: Figures, times: int, do: Callable[[int], object], cost: Cost) -> None:
    before = cost()
    for n in range(times):
        began = time.perf_counter()
        do(n)
        figures.seconds.append(time.perf_counter() - began)
    figures.cpu = (cost() - before) / times


def _filed(base: str) -> list[str]:
    """Numbers of applications that wait for their decision: one for each, and two to warm up with."""
    applicant = Applicant(base, 3)
    applicant.sign_up()
    first = applying.as_a_person(applicant)
    return [first, *(applying.as_a_program(applicant) for _ in range(DECISIONS + 1))]


def _issue(client: Client, number: str) -> None:
    """Fails when the certificate was not issued."""
    page = client.submit(client.get(f"{DESK}{number}/issue/"), HEIRS, holding="death_act")
    assert page.url.endswith(f"{DESK}{number}/"), page.text


def show(found: dict[str, Any]) -> None:
    print(f"\nDatabase: {found['database']}; towns filled in {found['loading']:.0f} s; one person at a time\n")
    print(f"{'what':58}{'median ms':>10}{'p95 ms':>8}{'CPU ms':>8}{'SQL':>5}")
    complete = [{**row, "cpu_ms": row["cpu_seconds"] * 1000} for row in found["applications"]]
    for row in [*found["rows"], *complete]:
        times = f"{row['median_ms']:10.1f}{row['p95_ms']:8.1f}{row['cpu_ms']:8.1f}"
        print(f"{row['name']:58}{times}{row['sql']:5}")
    print("\nMemory after 1,000 requests, MiB (shared pages divided among their users):")
    for name, value in found["memory_mib"].items():
        print(f"  {name:40}{value:8.1f}")
    sys.stdout.flush()


def show_others() -> None:
    print("\nOthers, as measured (benchmarks/peers.csv):")
    with (Path(__file__).parent / "peers.csv").open(newline="") as table:
        for line in csv.DictReader(table):
            print(f"  {line['beside']:22}{line['product']:12}{line['measure']:64}{line['value']}")


if __name__ == "__main__":
    sys.exit(main())
