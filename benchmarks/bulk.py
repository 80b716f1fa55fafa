"""Fills a town with many matters in a minute: python -m benchmarks.bulk --cases 1000000, on a seeded demo.

The matters of the demo were made by the actions themselves. Every row that they left is written again and again with
other ids, numbers, days, departments and handlers: so a matter in bulk has the rows of one that was acted, whatever a
later version adds to it (applications/tests/test_bulk.py proves it). The database copies its own rows, one statement
for each table; no row passes through Python. Left out are journal, search and files.
"""

import argparse
import contextlib
import os
import sys
from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta
from typing import Any

from benchmarks.acting import certificate
from benchmarks.copying import Copies, Pattern, count_each_year, multiply, rows_of, without_indexes

OPEN_SHARE = 20
"""One matter in so many is open."""
OVER_WEEKS = range(8, 528)
"""How long ago the others came in."""
DEPARTMENTS, OFFICIALS = 10, 40


OPEN = (
    ("application", "registered"),
    ("application", "in_progress"),
    ("application", "waiting"),
    ("enquiry", "registered"),
    ("report", "registered"),
    ("report", "in_progress"),
)
OVER = (("enquiry", "answered"), ("report", "settled"))
"""And certificates that were received: one is acted, as those of the demo have more to tell."""


Batch = list[tuple[Pattern, Copies]]
"""Matters to be multiplied, each with how often."""


def fill(wanted: int, *, at: datetime) -> int:
    """As many matters as there are to be in the end, made from those of the demo; answers how many were added."""
    batch = like_the_demo(wanted, open_weeks=range(6), at=at)
    for pattern, copies in batch:
        count_each_year(pattern, copies.weeks)  # their keys are looked at now, and not after the guards are away
    with loading(pattern for pattern, _ in batch):
        for pattern, copies in batch:
            multiply(pattern, copies)
    return sum(copies.count for _, copies in batch)


def like_the_demo(wanted: int, *, open_weeks: range, at: datetime) -> Batch:
    """What is missing to so many matters in the town of the demo; open ones came in so many weeks ago."""
    from chinar.domain.cases.models import Case

    places = list(_places())
    received = certificate(at - timedelta(days=60), places[0][1])
    still, over = [pattern(*sort) for sort in OPEN], [received, *(pattern(*sort) for sort in OVER)]
    first = Case.objects.order_by("-sequence").values_list("sequence", flat=True)[0] + 1_000_000
    missing, batch = max(0, wanted - Case.objects.count()), []
    open_now = missing // OPEN_SHARE
    for cases, count, weeks in ((still, open_now, open_weeks), (over, missing - open_now, OVER_WEEKS)):
        for case, share in zip(cases, _shares(count, len(cases)), strict=True):
            batch.append((rows_of(case), Copies(share, first, weeks, places)))
            first += share
    return batch


@contextlib.contextmanager
def loading(patterns: Iterable[Pattern]) -> Iterator[None]:
    """As before a migration: the guards look at each row, and these rows are made of rows that they have seen."""
    from django.db import connection, transaction

    from chinar.foundation.core import guards

    models = {model: None for pattern in patterns for model in pattern}
    with transaction.atomic():
        guards.remove(connection)
        with without_indexes(models):
            yield
        guards.install(connection)


def pattern(kind: str, state: str) -> Any:
    """The newest matter of the demo of the sort, of those that have to do with no other, with no recusal, that nobody
    joined, on which nobody was asked, to which nothing was added and that were taken down in no visit; the newest
    question was asked at the counter, and not published."""
    from chinar.domain.cases.models import Case, CaseRelation
    from chinar.foundation.conversation.models import Support

    alone = {"recusals": None, "application__visit_item": None}
    alone |= {"opinion_requests": None, "ticks": None, "updates": None, "file_requests": None}
    demo = Case.objects.filter(sequence__lt=1000, kind=kind, state=state, **alone)
    demo = demo.exclude(number__in=Support.objects.filter(subject_kind="report").values("subject"))
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


def hurry(connection: Any) -> None:
    """No journal and no waiting for the disk: a town in bulk that was cut off is made anew."""
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            for setting in ("foreign_keys = off", "journal_mode = off", "synchronous = off", "cache_size = -500000"):
                cursor.execute(f"pragma {setting}")


def settle(connection: Any) -> None:
    """The database learns how its tables are filled, as the worker lets it each hour, and PostgreSQL by itself some
    minutes later."""
    from chinar.foundation.core.tasks import tell_planner

    with connection.cursor() as cursor:
        cursor.execute("pragma journal_mode = wal" if connection.vendor == "sqlite" else "vacuum analyze")
    tell_planner()


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.bulk")
    parser.add_argument("--cases", type=int, required=True, help="how many matters the town has in the end")
    wanted = parser.parse_args().cases
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "chinar.config.settings")
    import django

    django.setup()
    from django.db import connection
    from django.utils import timezone

    from chinar.foundation.territory.doors import inside
    from chinar.foundation.territory.models import Municipality

    hurry(connection)
    with inside(Municipality.objects.get(slug="troyan")):
        fill(wanted, at=timezone.now())
    settle(connection)
    return 0


if __name__ == "__main__":
    sys.exit(main())
