"""Worklists in a town of so many matters: CPU and statements of each first page, beside the same in a small town."""

import re
import subprocess
import sys
import time
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

import psutil

from benchmarks import measure, processes, visitors
from benchmarks.measure import Row
from chinar.demo import cast
from tests.kill.client import Client
from tests.kill.installation import ROOT, Installation
from tests.postgres import Postgres

MOST_MS, MOST_SQL = 30.0, 12
DESK = "/troyan/bg/desk/cases/"
PAGES = (
    ("the municipality's", "secretary", ""),
    ("the department's", "head", ""),
    ("mine", "expert", "?show=mine"),
    ("nobody's", "secretary", "?show=free"),
    ("overdue", "secretary", "?due=overdue"),
    ("of one official", "secretary", "?handler={georgi}"),
    ("of one service", "secretary", "?service=application.certificate-of-heirs"),
    ("of a rare service", "secretary", "?service=application.parking-card"),
    ("the fiftieth page", "secretary", "?after={after}"),
    ("by days", "secretary", "days/"),
    ("found by a middle part", "secretary", "?number=77"),
)
PUBLIC = (
    ("signals for everybody", "/troyan/bg/signals/"),
    ("signals: of one category", "/troyan/bg/signals/?category=roads"),
    ("signals: by a word", "/troyan/bg/signals/?text=лампа"),
    ("signals: points of the map", "/troyan/bg/signals/newest.geojson"),
    ("signals: what is wrong?", "/troyan/bg/signals/new/"),
    ("signals: their figures", "/troyan/bg/signals/figures/"),
    ("Open311: services", "/troyan/bg/open311/v2/services.json"),
    ("Open311: requests of these days", "/troyan/bg/open311/v2/requests.json"),
)
"""Pages of signals for visitors; 20 rows to a page of the list."""
MOST_PUBLIC_SQL = 10
MEMBERS = {"secretary": cast.SVETLA, "head": cast.NADEZHDA, "expert": cast.GEORGI}


@dataclass(slots=True)
class Size:
    """What was measured in a town of so many matters; seconds of loading and of counting the figures anew."""

    cases: int
    loading: float
    counting: float
    rows: list[Row]


def run(
    installation: Installation, sizes: list[int], postgres: Postgres | None, folder: Any, seconds: float
) -> list[Size]:
    """The installation is seeded and stands still; it is filled to each size in turn and measured there.

    Only the web server runs: the worker would find tens of thousands of matters that fell due at once, as no town has.
    """
    found, serve = [], processes.server
    gathered = installation.chinar("collectstatic", "--noinput", "-v0")
    assert gathered.returncode == 0, gathered.stderr
    for cases in sizes:
        loading = timed(installation, "-m", "benchmarks.bulk", "--cases", str(cases))
        counting = timed(installation, "-m", "benchmarks.tallying")
        with (
            serve("chinar.config.wsgi:application", 1, folder, installation.environment) as (address, web),
            serve("benchmarks.counting:application", 1, folder, installation.environment) as (counted, _),
        ):
            rows = measured(address, web, counted, postgres, seconds)
        found.append(Size(cases, loading, counting, rows))
    return found


def timed(installation: Installation, *arguments: str) -> float:
    began = time.monotonic()
    subprocess.run([sys.executable, *arguments], env=installation.environment, cwd=ROOT, check=True)
    return time.monotonic() - began


def measured(
    address: str, web: list[psutil.Process], counted: str, postgres: Postgres | None, seconds: float
) -> list[Row]:
    clients = {name: visitors.official(address, member) for name, member in MEMBERS.items()}
    clients["visitor"] = visitors.visitor(address)
    places = _places(clients["secretary"])
    rows = []
    asked = [Row(name, DESK + query.format(**places), who, most_sql=MOST_SQL) for name, who, query in PAGES]
    asked += [Row(name, quote(path, safe="/?=&"), most_sql=MOST_PUBLIC_SQL) for name, path in PUBLIC]
    for row in asked:
        row.most_ms = MOST_MS
        rows.append(measure.measure(row, clients[row.who], [*web, *processes.of_database(postgres)], seconds))
    measure.count_sql(rows, {name: client.at(counted) for name, client in clients.items()})
    return rows


def _places(secretary: Client) -> dict[str, str]:
    """What stands in the addresses: the expert of the demo, and the place after which the fiftieth page begins."""
    path, after, georgi = DESK, "", ""
    for _ in range(49):
        page = secretary.get(path + (f"?after={after}" if after else "")).text
        named = re.search(r'handler=(\d+)">' + cast.GEORGI.name, page)
        georgi = georgi or (named[1] if named else "")
        following = re.search(r'rel="next" href="[^"]*after=([^"&]+)"', page)
        if following is None:
            break
        after = following[1]
    return {"after": after, "georgi": georgi}


def show(sizes: list[Size]) -> None:
    """The largest town beside the smallest; flat is what costs there what it costs here."""
    small, large = sizes[0], sizes[-1]
    print(f"\nWorklists with {small.cases:,} and with {large.cases:,} matters, one in twenty open")
    print("CPU ms: at the nominal speed of benchmarks/speed.py; of the larger beside it as measured, and the speed")
    print(f"{'first page':28}{'ms':>8}{'ms':>8}{'measured':>9}{'speed':>6}{'ratio':>7}{'SQL':>5}")
    for before, after in zip(small.rows, large.rows, strict=True):
        ratio = after.cpu_ms / before.cpu_ms if before.cpu_ms else 0
        measured = f"{after.measured_ms:9.2f}{after.speed:6.2f}"
        figures = f"{before.cpu_ms:8.2f}{after.cpu_ms:8.2f}{measured}{ratio:7.2f}{after.sql or 0:5}"
        print(f"{after.name:28}{figures}  {'; '.join(after.over)}")
    for size in sizes:
        print(
            f"{size.cases:>12,} matters: loaded in {size.loading:.0f} s, figures counted anew in {size.counting:.1f} s"
        )
