"""Measures pages of a running installation."""

import csv
import json
import statistics
from dataclasses import dataclass
from pathlib import Path

import psutil

from benchmarks import load, processes, speed
from tests.kill.client import Client
from tests.kill.installation import Installation

WARM_UP_SECONDS = 0.5
BURST_SECONDS = 1.0
MEMORY_AFTER_REQUESTS = 1000


@dataclass(slots=True)
class Row:
    """One line of the table. CPU of web processes and database in milliseconds per request: `measured_ms`, and `cpu_ms`
    at the nominal speed, with the `speed` of the machine meanwhile (speed.py); budgets of pages.csv."""

    name: str
    path: str
    who: str = "visitor"
    status: int = 0
    measured_ms: float = 0.0
    speed: float = 0.0
    cpu_ms: float = 0.0
    per_second: float = 0.0
    kilobytes: float = 0.0
    sql: int | None = None
    most_ms: float | None = None
    most_sql: int | None = None

    @property
    def over(self) -> list[str]:
        """Which budgets it breaks."""
        found = []
        if self.most_ms is not None and self.cpu_ms > self.most_ms:
            found.append(f"CPU over {self.most_ms:g} ms")
        if self.sql is not None and self.most_sql is not None and self.sql > self.most_sql:
            found.append(f"more than {self.most_sql} SQL")
        return found


def pages(places: dict[str, str]) -> list[Row]:
    """The rows of pages.csv; `places` fills what differs from day to day in their addresses."""
    with (Path(__file__).parent / "pages.csv").open(newline="") as table:
        return [
            Row(
                line["name"],
                line["path"].format(**places),
                line["who"],
                most_ms=float(line["most_ms"]),
                most_sql=int(line["most_sql"]),
            )
            for line in csv.DictReader(table)
        ]


def measure(row: Row, client: Client, at_work: list[psutil.Process], seconds: float) -> Row:
    """Fills in the row, in short bursts; a page that does not answer 200 keeps its status and no figures."""
    client.close()
    page = client.fetch(row.path)
    row.status, row.kilobytes = page.status, len(page.body) / 1024
    if page.status != 200:
        return row
    url = client.base.rstrip("/") + row.path
    load.press(url, WARM_UP_SECONDS, client.cookies)
    bursts = [_burst(url, client, at_work) for _ in range(max(1, round(seconds / BURST_SECONDS)))]
    row.measured_ms, row.speed, row.per_second = (statistics.mean(figures) for figures in zip(*bursts, strict=True))
    row.cpu_ms = statistics.median(cost * at_speed for cost, at_speed, _ in bursts)
    return row


def _burst(url: str, client: Client, at_work: list[psutil.Process]) -> tuple[float, float, float]:
    """Milliseconds of CPU for each request, the speed of the machine, requests per second."""
    loop, before = speed.loop(), processes.cpu_seconds(at_work)
    done = load.press(url, BURST_SECONDS, client.cookies)
    spent = processes.cpu_seconds(at_work) - before
    return spent * 1000 / max(1, done.requests), speed.of(loop, speed.loop()), done.per_second


def count_sql(rows: list[Row], clients: dict[str, Client]) -> None:
    """`clients` of the counting server, by who they are."""
    for row in rows:
        if row.status == 200:
            clients[row.who].fetch(row.path)  # fills what is kept in memory, as in a server that has run for a while
            count = clients[row.who].fetch(row.path).headers["X-SQL"]
            row.sql = int(count) if count else None


def a_static_file(installation: Installation) -> str | None:
    """The address of the largest gathered style sheet, under the name that browsers may keep for ever."""
    manifest = installation.var / "static" / "staticfiles.json"
    if not manifest.exists():
        return None
    names = [name for name in json.loads(manifest.read_text())["paths"].values() if name.endswith((".css", ".js"))]
    largest = max(names, key=lambda name: (installation.var / "static" / name).stat().st_size, default=None)
    return f"/static/{largest}" if largest else None


def memory(installation: Installation, path: str = "/troyan/bg/") -> dict[str, float]:
    """MiB of each kind of process after at least 1,000 requests, and of all together."""
    client = Client(installation.url)
    for _ in range(MEMORY_AFTER_REQUESTS):
        client.get(path)
    client.close()
    web = installation.member(r" web ")
    each = [processes.memory_mib(child) for child in web.children()]
    found = {
        "web process (mean)": sum(each) / max(1, len(each)),
        "web server's parent": processes.memory_mib(web),
        "worker": processes.memory_mib(installation.member(r" work$")),
        "supervisor": processes.memory_mib(psutil.Process(installation.process.pid if installation.process else 0)),
    }
    rest = sum(value for name, value in found.items() if name != "web process (mean)")
    return {**found, f"all: {len(each)} web processes and the rest": sum(each) + rest}
