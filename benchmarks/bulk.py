"""Fills a town with many matters in a minute or two: python -m benchmarks.bulk --cases 1000000, on a seeded demo.

The matters of the demo were made by the actions themselves. Every row that they left is written again and again with
other ids, numbers, days, departments and handlers: so a matter in bulk has the rows of one that was acted, whatever a
later version adds to it (applications/tests/test_bulk.py proves it). Left out are journal, search and files.
"""

import argparse
import itertools
import os
import sys
import uuid
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

OPEN_SHARE = 20
"""One matter in so many is open."""
DEPARTMENTS, OFFICIALS = 10, 40
BATCH = 5_000
SHARED = frozenset({"journal", "search", "documents", "people", "territory", "offices", "catalogue"})
"""Rows of these modules are not of one matter."""


@dataclass(slots=True)
class Table:
    """The rows of one model that a matter left, as the database keeps them."""

    model: Any
    columns: list[str]
    rows: list[list[Any]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Copy:
    """What differs from one copy to the next. `shift` moves every day by whole weeks, so that working days stay."""

    sequence: int
    shift: timedelta
    department: int
    handler: int


def rows_of(case: Any) -> dict[str, Table]:
    """Every row that belongs to the matter, found by walking back from it; table -> rows."""
    found: dict[str, Table] = {}
    _walk(type(case), [case.pk], found)
    return found


def _walk(model: Any, ids: Sequence[int], found: dict[str, Table]) -> None:
    from django.db import connection

    columns = [column.column for column in model._meta.concrete_fields]
    names, marks = ", ".join(f'"{column}"' for column in columns), ", ".join(["%s"] * len(ids))
    with connection.cursor() as cursor:
        cursor.execute(f'select {names} from "{model._meta.db_table}" where id in ({marks}) order by id', list(ids))
        found[model._meta.db_table] = Table(model, columns, [list(row) for row in cursor.fetchall()])
    for relation in model._meta.related_objects:
        later = relation.related_model
        if later._meta.app_label in SHARED or later._meta.db_table in found:
            continue
        below = list(later.objects.filter(**{f"{relation.field.name}__in": ids}).values_list("pk", flat=True))
        if below:
            _walk(later, below, found)


class Writer:
    """Writes copies of one matter. Ids are taken after the last of each table, in steps as large as the pattern."""

    def __init__(self, pattern: dict[str, Table], first: dict[str, int]) -> None:
        self.pattern = pattern
        self.first = first
        self.ids = {name: {row[0]: at for at, row in enumerate(table.rows)} for name, table in pattern.items()}
        self.keys = {name: self._keys(table) for name, table in pattern.items()}
        (case,) = pattern["cases_case"].rows
        self.number = case[pattern["cases_case"].columns.index("number")]
        self.sequence = case[pattern["cases_case"].columns.index("sequence")]

    def _keys(self, table: Table) -> list[tuple[int, str]]:
        """Columns that name a row of the same matter: (position, table)."""
        fields = table.model._meta.concrete_fields
        return [
            (at, one.related_model._meta.db_table)
            for at, one in enumerate(fields)
            if one.is_relation and one.related_model._meta.db_table in self.pattern
        ]

    def copies(self, name: str, copies: Iterable[tuple[int, Copy]]) -> Iterator[list[Any]]:
        table = self.pattern[name]
        changed = _changes(table)
        for count, copy in copies:
            for row in table.rows:
                new = list(row)
                new[0] = self._id(name, row[0], count)
                for at, other in self.keys[name]:
                    if row[at] in self.ids[other]:
                        new[at] = self._id(other, row[at], count)
                for at, change in changed:
                    new[at] = change(new[at], copy, self)
                yield new

    def _id(self, name: str, old: int, count: int) -> int:
        return self.first[name] + count * len(self.ids[name]) + self.ids[name][old]


def _changes(table: Table) -> list[tuple[int, Any]]:
    found = []
    for at, one in enumerate(table.model._meta.concrete_fields):
        change = _CHANGES.get((table.model._meta.model_name, one.name)) or _CHANGES.get(("", one.name))
        change = change or {"DateField": _moved, "DateTimeField": _moved}.get(one.get_internal_type())
        if change:
            found.append((at, change))
    return found


def _moved(value: Any, copy: Copy, writer: Writer) -> Any:
    """Days and moments as either database gives them: as such, or as text."""
    if value is None:
        return None
    if isinstance(value, str):
        length = 10
        return (date.fromisoformat(value[:length]) - copy.shift).isoformat() + value[length:]
    return value - copy.shift


def _number(value: str, copy: Copy, writer: Writer) -> str:
    register, _, day = value.split("-")
    moved = datetime.strptime(day, "%d.%m.%Y") - copy.shift  # noqa: DTZ007
    return f"{register}-{copy.sequence}-{moved:%d.%m.%Y}"


def _year(value: int, copy: Copy, writer: Writer) -> int:
    return int(_number(writer.number, copy, writer)[-4:])


def _uuid(value: Any, copy: Copy, writer: Writer) -> Any:
    made = uuid.UUID(int=copy.sequence + (1 << 100))
    return made if isinstance(value, uuid.UUID) else made.hex


def _handler(value: Any, copy: Copy, writer: Writer) -> Any:
    return value and copy.handler


_CHANGES: dict[tuple[str, str], Any] = {
    ("case", "sequence"): lambda value, copy, writer: copy.sequence,
    ("case", "year"): _year,
    ("", "number"): _number,
    ("", "idempotency_key"): _uuid,
    ("case", "department"): lambda value, copy, writer: copy.department,
    ("assignment", "department"): lambda value, copy, writer: value and copy.department,
    ("case", "handler"): _handler,
    ("assignment", "official"): _handler,
}


def write(table: Table, rows: Iterator[list[Any]]) -> None:
    """By INSERT, many rows at a time: PostgreSQL allows no COPY into tables that row-level security guards."""
    from django.db import connection

    names = ", ".join(f'"{column}"' for column in table.columns)
    with connection.cursor() as cursor:
        own = cursor.cursor  # below Django's, which would look at each value
        mark = "%s" if connection.vendor == "postgresql" else "?"
        marks = ", ".join([mark] * len(table.columns))
        statement = f'insert into "{table.model._meta.db_table}" ({names}) values ({marks})'
        while batch := list(itertools.islice(rows, BATCH)):
            own.executemany(statement, batch)


def multiply(case: Any, copies: Sequence[Copy]) -> None:
    """Writes the copies of one matter, and lets the database's own counting of ids go on after them."""
    from django.core.management.color import no_style
    from django.db import connection
    from django.db.models import Max

    pattern = rows_of(case)
    last = {name: table.model.objects.aggregate(last=Max("id"))["last"] or 0 for name, table in pattern.items()}
    writer = Writer(pattern, {name: pk + 1 for name, pk in last.items()})
    for name, table in pattern.items():
        write(table, writer.copies(name, enumerate(copies)))
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), [table.model for table in pattern.values()]):
            cursor.execute(statement)


def fill(wanted: int) -> int:
    """As many matters as there are to be in the end, made from those of the demo; answers how many were added."""
    from chinar.domain.cases.models import Case

    first = Case.objects.order_by("-sequence").values_list("sequence", flat=True)[0] + 1_000_000
    missing = max(0, wanted - Case.objects.count())
    open_now = missing // OPEN_SHARE
    places = list(_places())
    for sorts, count, weeks in ((OPEN, open_now, range(6)), (OVER, missing - open_now, range(8, 528))):
        for case, share in zip(_patterns(sorts), _shares(count, len(sorts)), strict=True):
            multiply(case, copies_of(share, first=first, weeks=weeks, places=places))
            first += share
    return missing


OPEN = (
    ("application", "registered"),
    ("application", "in_progress"),
    ("application", "waiting"),
    ("enquiry", "registered"),
)
OVER = (("application", "granted_served"), ("enquiry", "answered"))


def _patterns(sorts: Iterable[tuple[str, str]]) -> list[Any]:
    """The newest matter of the demo of each sort; the newest question was asked at the counter, and not published."""
    from chinar.domain.cases.models import Case

    demo = Case.objects.filter(sequence__lt=1000).order_by("sequence")
    return [demo.filter(kind=kind, state=state).last() for kind, state in sorts]


def _shares(count: int, parts: int) -> list[int]:
    return [count // parts + (1 if part < count % parts else 0) for part in range(parts)]


def copies_of(count: int, *, first: int, weeks: range, places: Sequence[tuple[int, int]]) -> list[Copy]:
    """The weeks by which they are moved back take turns, and the places to which they belong."""
    return [
        Copy(first + n, timedelta(weeks=weeks[n // len(places) % len(weeks)]), *places[n % len(places)])
        for n in range(count)
    ]


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


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.bulk")
    parser.add_argument("--cases", type=int, required=True, help="how many matters the town has in the end")
    wanted = parser.parse_args().cases
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "chinar.config.settings")
    import django

    django.setup()
    from django.db import connection, transaction

    from chinar.foundation.core import guards
    from chinar.foundation.core.tasks import tell_planner
    from chinar.foundation.territory.doors import inside
    from chinar.foundation.territory.models import Municipality

    # As before a migration: the guards look at each row, and these rows are made of rows that they have seen.
    with inside(Municipality.objects.get(slug="troyan")), transaction.atomic():
        guards.remove(connection)
        fill(wanted)
        guards.install(connection)
    tell_planner()  # as the worker does each hour, and PostgreSQL by itself some minutes later
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("vacuum analyze")
    return 0


if __name__ == "__main__":
    sys.exit(main())
