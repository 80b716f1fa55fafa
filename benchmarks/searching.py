"""Search in a town of a million public objects: python -m benchmarks.searching [--entries N] [--database postgres].

A town is filled by the database itself, from the titles of the services of the demo: so words are as frequent as in a
real catalogue, beside a vocabulary of fifty thousand rare ones. Then each question is asked again and
again, as the page asks it; counted is the CPU of the process and of its database server.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from contextlib import nullcontext
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import psutil

from tests.kill.installation import ROOT, Installation
from tests.postgres import Postgres as Server

MOST_MS = 100.0
TIMES = 15
RARE_WORDS = 50_000
QUESTIONS = (
    ("a word of every second title", "удостоверение", ""),
    ("two words", "удостоверение наследници", ""),
    ("inflected", "скиците на имота", ""),
    ("in Latin letters", "postoqnen adres", ""),
    ("misspelt", "наследнеци удостоверание", ""),
    ("everyday words", "бележка за платена кола", ""),
    ("a rare word", "рядкост4711", ""),
    ("a whole sentence", "искам да отсека няколко дървета в двора какво разрешение ми трябва", ""),
    ("one kind only", "удостоверение", "service"),
    ("nothing", "въртолет", ""),
)


@dataclass(slots=True)
class Asked:
    """One question: CPU of process and database for its first page, in milliseconds, and how much it found."""

    name: str
    cpu_ms: float
    hits: int

    @property
    def over(self) -> str:
        return f"CPU over {MOST_MS:g} ms" if self.cpu_ms > MOST_MS else ""


@dataclass(slots=True)
class Searches:
    entries: int
    loading: float
    questions: list[Asked]


def run(folder: Path, postgres: Server | None, entries: int) -> Searches:
    """In an installation of its own, in which nothing else runs."""
    installation = Installation(folder / "searched", postgres.create("searched") if postgres else None)
    installation.folder.mkdir()
    try:
        installation.prepare()
        command = [sys.executable, "-m", "benchmarks.searching", "--inside", "--entries", str(entries)]
        told = subprocess.run(command, env=installation.environment, cwd=ROOT, check=True, stdout=subprocess.PIPE)
    finally:
        installation.clean_up()
    found = json.loads(told.stdout.splitlines()[-1])
    return Searches(found["entries"], found["loading"], [Asked(**one) for one in found["questions"]])


def show(found: Searches) -> None:
    print(f"\nSearch among {found.entries:,} public objects (loaded in {found.loading:.0f} s)")
    print(f"{'question':32}{'CPU ms':>8}{'found':>7}")
    for one in found.questions:
        print(f"{one.name:32}{one.cpu_ms:8.1f}{one.hits:7}  {one.over}")


def inside(entries: int) -> Searches:
    """Fills the installation that the environment names, and asks it."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "chinar.config.settings")
    import django

    django.setup()
    from chinar.demo.tests.test_search_quality import titles
    from chinar.foundation.core.tasks import tell_planner
    from chinar.foundation.search.actions import put
    from chinar.foundation.search.describing import Document
    from chinar.foundation.search.models import Entry
    from chinar.foundation.territory.doors import inside as door
    from chinar.foundation.territory.models import Municipality

    town = Municipality.objects.create(code="LOV34", slug="troyan", name="Троян", name_en="Troyan")
    with door(town):
        put("service", *(Document(key=str(number), title=title) for number, title in enumerate(titles())))
        began = time.monotonic()
        fill(town.pk, entries)
        tell_planner()
        loading = time.monotonic() - began
        questions = [ask(*question) for question in QUESTIONS]
        return Searches(Entry.objects.count(), loading, questions)


def fill(town: int, entries: int) -> None:
    """The index is taken away while the rows are written, and made anew at the end, as it is after a restore."""
    from django.db import connection

    from chinar.foundation.search.engines import TABLE, Postgres, engine_of
    from chinar.foundation.search.rules import town_word

    is_postgres, word = connection.vendor == "postgresql", town_word(town)
    numbers = (
        f"select n from generate_series(1, {entries}) as n"
        if is_postgres
        else f"with recursive counted(n) as (select 1 union all select n + 1 from counted where n < {entries})"
        " select n from counted"
    )
    with connection.cursor() as cursor:
        if is_postgres:
            cursor.execute("drop index search_index_words")
            cursor.execute(f"drop trigger search_follow on {TABLE}")
        else:
            for event in ("insert", "delete", "update"):
                cursor.execute(f"drop trigger search_{event}")
            cursor.execute("drop table search_index")
        cursor.execute(
            "create temporary table pattern as select row_number() over (order by id) - 1 as place, title, text,"
            f" heading, body from search_entry where municipality_id = {town}"
        )
        cursor.execute("select count(*) from pattern")
        patterns = cursor.fetchone()[0]
        cursor.execute(
            f"""insert into search_entry
                  (kind, key, title, title_en, text, text_en, heading, body, town, municipality_id)
                select case when n % 20 = 0 then 'service' else 'answer' end, cast(9000000 + n as varchar(20)),
                       one.title, '', other.title, '', one.heading || ' {word}рядкост' || (n % {RARE_WORDS}),
                       other.heading || ' ' || other.body || ' {word}рядкост' || (n * 7 % {RARE_WORDS}),
                       case when n % 20 = 0 then '{word}service' else '{word}answer' end, {town}
                  from ({numbers}) as numbers
                  join pattern as one on one.place = n % {patterns}
                  join pattern as other on other.place = (n / {patterns}) % {patterns}"""
        )
        rare = numbers.replace(str(entries), str(RARE_WORDS))
        cursor.execute(
            "insert into search_term (stem, word, municipality_id)"
            f" select 'рядкост' || (n - 1), 'рядкост' || (n - 1), {town} from ({rare}) as numbers"
        )
        if is_postgres:
            vector = Postgres.VECTOR.format(row="entry")
            cursor.execute(
                f"insert into search_index (id, words) select id, {vector} from {TABLE} as entry on conflict do nothing"
            )
        engine_of(connection).install()
        if is_postgres:
            cursor.execute(f"analyze {TABLE}")
            cursor.execute("analyze search_index")


def ask(name: str, text: str, kind: str) -> Asked:
    """The middle of several times, the first one left out: it fills what a server keeps in memory."""
    from chinar.foundation.search.queries import search

    hits, spent = 0, []
    server = _server()
    for _ in range(TIMES + 1):
        before = time.process_time() + _cpu(server)
        hits = len(search(text, kind=kind).hits)
        spent.append(time.process_time() + _cpu(server) - before)
    spent = sorted(spent[1:])
    return Asked(name, sum(spent) / len(spent) * 1000, hits)


def _server() -> psutil.Process | None:
    """The process in which PostgreSQL serves this connection; SQLite has none."""
    from django.db import connection

    if connection.vendor != "postgresql":
        return None
    with connection.cursor() as cursor:
        cursor.execute("set max_parallel_workers_per_gather = 0")  # all of the work in the process that is watched
        cursor.execute("select pg_backend_pid()")
        return psutil.Process(cursor.fetchone()[0])


def _cpu(server: psutil.Process | None) -> float:
    return sum(server.cpu_times()[:2]) if server else 0.0


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.searching")
    parser.add_argument("--entries", type=int, default=1_000_000, help="how many public objects")
    parser.add_argument("--database", choices=["sqlite", "postgres"], default="sqlite")
    parser.add_argument("--inside", action="store_true", help=argparse.SUPPRESS)
    chosen = parser.parse_args()
    if chosen.inside:
        print(json.dumps(asdict(inside(chosen.entries)), ensure_ascii=False))
        return 0
    server: Any = Server(durable=True) if chosen.database == "postgres" else nullcontext()
    with tempfile.TemporaryDirectory(prefix="chinar-bench-") as folder, server as postgres:
        show(run(Path(folder), postgres, chosen.entries))
    return 0


if __name__ == "__main__":
    sys.exit(main())
