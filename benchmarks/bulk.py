"""Fills a town with many matters in a minute: python -m benchmarks.bulk --cases 1000000, on a seeded demo.

The matters of the demo were made by the actions themselves. Every row that they left is written again and again with
other ids, numbers, days, departments and handlers: so a matter in bulk has the rows of one that was acted, whatever a
later version adds to it (applications/tests/test_bulk.py proves it). The database copies its own rows, one statement
for each table; no row passes through Python. Left out are journal, search and files.
"""

import argparse
import os
import sys
from collections.abc import Iterator
from datetime import date
from typing import Any

from benchmarks.copying import Copies, multiply, rows_of, without_indexes

OPEN_SHARE = 20
"""One matter in so many is open."""
DEPARTMENTS, OFFICIALS = 10, 40


OPEN = (
    ("application", "registered"),
    ("application", "in_progress"),
    ("application", "waiting"),
    ("enquiry", "registered"),
    ("report", "registered"),
    ("report", "in_progress"),
)
OVER = (("application", "granted_served"), ("enquiry", "answered"), ("report", "settled"))


def fill(wanted: int) -> int:
    """As many matters as there are to be in the end, made from those of the demo; answers how many were added."""
    from django.db import connection, transaction

    from chinar.domain.cases.models import Case
    from chinar.foundation.core import guards

    first = Case.objects.order_by("-sequence").values_list("sequence", flat=True)[0] + 1_000_000
    missing = max(0, wanted - Case.objects.count())
    open_now = missing // OPEN_SHARE
    places = list(_places())
    patterns = {sort: pattern(*sort) for sort in (*OPEN, *OVER)}
    models = {model: None for case in patterns.values() for model in rows_of(case)}
    # As before a migration: the guards look at each row, and these rows are made of rows that they have seen.
    with transaction.atomic():
        guards.remove(connection)
        with without_indexes(models):
            for sorts, count, weeks in ((OPEN, open_now, range(6)), (OVER, missing - open_now, range(8, 528))):
                for sort, share in zip(sorts, _shares(count, len(sorts)), strict=True):
                    multiply(patterns[sort], Copies(share, first, weeks, places))
                    first += share
        guards.install(connection)
    return missing


def pattern(kind: str, state: str) -> Any:
    """The newest matter of the demo of the sort, of those that have to do with no other, with no recusal, that nobody
    joined, on which nobody was asked, to which nothing was added and that were taken down in no visit; the newest
    question was asked at the counter, and not published."""
    from chinar.domain.cases.models import Case, CaseRelation

    alone = {"recusals": None, "report__followers": None, "application__visit_item": None}
    alone |= {"opinion_requests": None, "ticks": None, "updates": None, "file_requests": None}
    demo = Case.objects.filter(sequence__lt=1000, kind=kind, state=state, **alone)
    related = CaseRelation.objects.values_list("case", "other")
    return demo.exclude(pk__in={pk for pair in related for pk in pair}).order_by("sequence").last()


def _shares(count: int, parts: int) -> list[int]:
    return [count // parts + (1 if part < count % parts else 0) for part in range(parts)]


def _places() -> Iterator[tuple[int, int]]:
    """Departments and officials between whom the matters lie: first the expert of the demo with their department."""
    from chinar.demo.cast import GEORGI
    from chinar.foundation.people.models import Account
    from chinar.foundation.territory.models import Department

    registry = Department.objects.get(code="civil-registration")
    yield registry.pk, Account.objects.get(email=GEORGI.email).pk
    for number in range(1, OFFICIALS):
        code = f"bulk-{number % DEPARTMENTS}"
        name, since = f"Отдел {number % DEPARTMENTS}", date(2020, 1, 1)
        department, _ = Department.objects.get_or_create(
            code=code, defaults={"name": name, "name_en": code, "kind": "department", "valid_from": since}
        )
        account, _ = Account.objects.get_or_create(
            email=f"{code}-{number}@chinar.example", defaults={"name": f"Служител {number}"}
        )
        yield department.pk, account.pk


def _hurry(connection: Any) -> None:
    """No journal and no waiting for the disk: a town in bulk that was cut off is made anew."""
    with connection.cursor() as cursor:
        for setting in ("foreign_keys = off", "journal_mode = off", "synchronous = off", "cache_size = -500000"):
            cursor.execute(f"pragma {setting}")


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.bulk")
    parser.add_argument("--cases", type=int, required=True, help="how many matters the town has in the end")
    wanted = parser.parse_args().cases
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "chinar.config.settings")
    import django

    django.setup()
    from django.db import connection

    from chinar.foundation.core.tasks import tell_planner
    from chinar.foundation.territory.doors import inside
    from chinar.foundation.territory.models import Municipality

    if connection.vendor == "sqlite":
        _hurry(connection)
    with inside(Municipality.objects.get(slug="troyan")):
        fill(wanted)
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("pragma journal_mode = wal")
    tell_planner()  # as the worker does each hour, and PostgreSQL by itself some minutes later
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("vacuum analyze")
    return 0


if __name__ == "__main__":
    sys.exit(main())
