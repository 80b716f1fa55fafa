"""What officials wait for in seven towns at work: python -m benchmarks.handling [--database postgres] [--json].

Ten thousand services and a hundred thousand matters lie in the towns. Each page is asked for one time after the other,
so that median and p95 are those of one person; CPU is that of the web processes, the worker and the database.
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

from benchmarks import applying, measure, processes, visitors
from benchmarks.__main__ import cpu_of_all, database
from tests.kill.applicant import NUMBER, TOWN, Applicant
from tests.kill.client import Client, Page
from tests.kill.installation import ROOT, Installation
from tests.postgres import Postgres

TIMES = 60
DESK = f"{TOWN}/desk/cases/"
HEIRS = {
    "death_act": "№ 12 от 10.08.2026 г.",
    "heirs-0-name": "Рада Заявителска",
    "heirs-0-egn": "",
    "heirs-0-relation": "дъщеря",
    "heirs-0-share": "1",
    "issue": "1",
}


@dataclass(slots=True)
class Task:
    name: str
    seconds: list[float] = field(default_factory=list)
    cpu: float = 0.0
    sql: int = 0

    def as_dict(self) -> dict[str, Any]:
        median, p95 = statistics.median(self.seconds), statistics.quantiles(self.seconds, n=20)[-1]
        return {
            "name": self.name,
            "median_ms": median * 1000,
            "p95_ms": p95 * 1000,
            "cpu_ms": self.cpu * 1000,
            "sql": self.sql,
        }


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.handling")
    parser.add_argument("--database", choices=["sqlite", "postgres"], default="sqlite")
    parser.add_argument("--cases", type=int, default=100_000)
    parser.add_argument("--services", type=int, default=10_000)
    parser.add_argument("--json", action="store_true", help="figures as JSON")
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="chinar-bench-") as folder, database(chosen.database) as postgres:
        found = run(Path(folder), postgres, cases=chosen.cases, services=chosen.services)
    if chosen.json:
        json.dump(found, sys.stdout, indent=2, ensure_ascii=False)
    else:
        show(found, chosen.database)
    return 0


def run(folder: Path, postgres: Postgres | None, *, cases: int, services: int) -> dict[str, Any]:
    installation = Installation(folder / "towns", postgres.url("chinar") if postgres else None)
    installation.folder.mkdir()
    try:
        installation.prepare(seed=True)
        sizes = ["--cases", str(cases), "--services", str(services)]
        command = [sys.executable, "-m", "benchmarks.towns", *sizes]
        subprocess.run(command, env=installation.environment, cwd=ROOT, check=True)
        installation.start(workers=2)
        with processes.server("benchmarks.counting:application", 1, folder, installation.environment) as (counting, _):
            return measured(installation, counting, postgres)
    finally:
        installation.stop()
        installation.clean_up()


def measured(installation: Installation, counting: str, postgres: Postgres | None) -> dict[str, Any]:
    def cpu() -> float:
        return cpu_of_all(installation, postgres)

    complete = [figures.as_dict() for figures in applying.measure(installation.url, counting, cpu)]
    expert = visitors.expert(installation.url)
    counted = expert.at(counting)
    numbers = _filed(installation.url)
    tasks = [
        (Task("worklist, first page"), lambda client, n: [client.fetch(DESK)]),
        (Task("page of a matter"), lambda client, n: [client.fetch(f"{DESK}{numbers[n]}/")]),
        (Task("decision: form, certificate as PDF, page of the matter"), lambda client, n: _issue(client, numbers[n])),
    ]
    for task, do in tasks:
        _time(task, lambda n, do=do: do(expert, n), cpu)
        task.sql = sum(int(page.headers["X-SQL"]) for page in _seen(counted, lambda do=do: do(counted, TIMES)))
    memory = measure.memory(installation)
    return {"tasks": [task.as_dict() for task, _ in tasks], "applications": complete, "memory_mib": memory}


def _time(task: Task, do: Callable[[int], object], cpu: Callable[[], float]) -> None:
    before = cpu()
    for n in range(TIMES):
        began = time.perf_counter()
        do(n)
        task.seconds.append(time.perf_counter() - began)
    task.cpu = (cpu() - before) / TIMES


def _seen(client: Client, do: Callable[[], object]) -> list[Page]:
    pages: list[Page] = []
    client.seen = pages.append
    do()
    client.seen = lambda page: None
    return pages


def _filed(base: str) -> list[str]:
    """Numbers of applications that wait for their decision."""
    applicant = Applicant(base, 3)
    applicant.sign_up()
    for _ in range(TIMES + 1):
        applying.as_a_person(applicant)
    return list(dict.fromkeys(NUMBER.findall(applicant.client.get(f"{TOWN}/mine/").text)))


def _issue(client: Client, number: str) -> list[Page]:
    """Answers the pages, and fails when the certificate was not issued."""
    form = client.fetch(f"{DESK}{number}/issue/")
    page = client.submit(form, HEIRS, holding="death_act")
    assert page.url.endswith(f"{DESK}{number}/"), page.text
    return [form, page]


def show(found: dict[str, Any], kind: str) -> None:
    print(f"Database: {kind}; two web processes and a worker; one person at a time\n")
    print(f"{'task':56}{'median ms':>10}{'p95 ms':>8}{'CPU ms':>8}{'SQL':>5}")
    for row in found["tasks"]:
        print(f"{row['name']:56}{row['median_ms']:10.0f}{row['p95_ms']:8.0f}{row['cpu_ms']:8.1f}{row['sql']:5}")
    for row in found["applications"]:
        cpu = row["cpu_seconds"] * 1000
        print(f"{row['name']:56}{row['median_ms']:10.0f}{row['p95_ms']:8.0f}{cpu:8.1f}{row['sql']:5}")
    print("\nMemory after 1,000 requests, MiB (shared pages divided among their users):")
    for name, value in found["memory_mib"].items():
        print(f"  {name:40}{value:8.1f}")
    print("\nOthers, as measured (peers.csv):")
    with (Path(__file__).parent / "peers.csv").open(newline="") as table:
        for line in csv.DictReader(table):
            print(f"  {line['product']:16}{line['measure']:44}{line['value']} ({line['source']})")


if __name__ == "__main__":
    sys.exit(main())
