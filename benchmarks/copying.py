"""Multiplies a matter: every row that belongs to it is written again and again with other ids, numbers, days,
departments and handlers. The database copies its own rows, one statement for each table; none passes through Python."""

import contextlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

SHARED = frozenset({"journal", "search", "documents", "people", "territory", "offices", "catalogue"})
"""Rows of these modules are not of one matter."""
Place = tuple[int, int]
"""A department and an official of it."""


@dataclass(frozen=True, slots=True)
class Copies:
    """What differs from one copy to the next: numbers from `first` on; places and weeks, by which the days are moved
    back (by whole ones, so that working days stay), take turns."""

    count: int
    first: int
    weeks: range
    places: Sequence[Place]


Pattern = dict[Any, list[int]]
"""Model -> ids of its rows that belong to one matter."""


def rows_of(case: Any) -> Pattern:
    """Every row that belongs to the matter, found by walking back from it."""
    found: Pattern = {}
    _walk(type(case), [case.pk], found)
    return found


def _walk(model: Any, ids: list[int], found: Pattern) -> None:
    """`ids` are those found of the model by now: a matter may have two sheets of answers, by two ways."""
    found[model] = ids
    for one in model._meta.concrete_fields:
        if one.one_to_one and one.related_model._meta.app_label not in SHARED:
            named = model.objects.filter(pk__in=ids).exclude(**{one.name: None}).order_by(one.name)
            _go_on(one.related_model, list(named.values_list(one.name, flat=True)), found)
    found[model] = found.pop(model)  # after the rows that it names
    for relation in model._meta.related_objects:
        later = relation.related_model
        if later._meta.app_label not in SHARED:
            belonging = later.objects.filter(**{f"{relation.field.name}__in": found[model]})
            _go_on(later, list(belonging.order_by("pk").values_list("pk", flat=True)), found)


def _go_on(model: Any, ids: list[int], found: Pattern) -> None:
    known = found.get(model, [])
    if new := [pk for pk in ids if pk not in known]:
        _walk(model, [*known, *new], found)


def multiply(pattern: Pattern, copies: Copies) -> None:
    """Writes the copies of one matter, and lets the database's own counting of ids go on after them."""
    from django.core.management.color import no_style
    from django.db import connection

    count_each_year(pattern, copies.weeks)
    with connection.cursor() as cursor:
        for statement in _numbered(copies, connection.vendor):
            cursor.execute(statement)
        ids = {model: _Ids(model, rows) for model, rows in pattern.items()}
        for model in pattern:
            cursor.execute(_copy(model, ids, DIALECTS[connection.vendor]))
        cursor.execute("drop table bulk_copy")
        cursor.execute("drop table bulk_place")
        for statement in connection.ops.sequence_reset_sql(no_style(), list(pattern)):
            cursor.execute(statement)


def count_each_year(pattern: Pattern, weeks: range) -> None:
    """Every year into which copies are moved gets its counter, if it has none; what it counts is not told, as copies
    take numbers of their own."""
    from django.utils.timezone import localdate

    from chinar.domain.cases.models import Case, Counter

    for case in Case.objects.filter(pk__in=pattern[Case]).select_related("counter"):
        years = {(localdate(case.received_at) - timedelta(weeks=back)).year for back in weeks}
        for year in years:
            Counter.objects.get_or_create(register=case.counter.register, year=year)


def _numbered(copies: Copies, vendor: str) -> Iterator[str]:
    """Makes the table of all copies: the how manieth, its number, days moved back, department and handler."""
    yield "create temporary table bulk_place (turn integer primary key, department bigint, handler bigint)"
    places = ", ".join(f"({turn}, {department}, {handler})" for turn, (department, handler) in enumerate(copies.places))
    yield f"insert into bulk_place values {places}"
    turns, weeks = len(copies.places), copies.weeks
    numbers = {
        "sqlite": f"""with recursive numbers(n) as (
            select 0 union all select n + 1 from numbers where n < {copies.count - 1}) select n from numbers""",
        "postgresql": f"select n from generate_series(0, {copies.count - 1}) n",
    }[vendor]
    yield f"""create temporary table bulk_copy as
        select n, {copies.first} + n as sequence, department, handler,
            7 * ({weeks.start} + {weeks.step} * ((n / {turns}) % {len(weeks)})) as days
        from ({numbers}) numbered join bulk_place on turn = n % {turns} where {copies.count} > 0"""


class _Ids:
    """New ids of one table: after its last, in steps as large as the pattern."""

    def __init__(self, model: Any, old: list[int]) -> None:
        from django.db import connection

        self.old = old
        with connection.cursor() as cursor:
            cursor.execute(_LAST_ID[connection.vendor].format(model._meta.db_table))
            row = cursor.fetchone()
        self.first = (row[0] if row else 0) + 1

    def new(self, column: str) -> str:
        """SQL of the new id for the old one in a column; what names a row of another matter stays."""
        turns = " ".join(
            f"when {old} then {self.first + turn} + c.n * {len(self.old)}" for turn, old in enumerate(self.old)
        )
        return f"case {column} {turns} else {column} end"


_LAST_ID = {
    "sqlite": "select seq from sqlite_sequence where name = '{0}'",
    "postgresql": "select coalesce(pg_sequence_last_value(pg_get_serial_sequence('\"{0}\"', 'id')), 0)",
}
"""The last id ever given in a table: also to the rows of other municipalities, which no query of ours sees."""


@dataclass(frozen=True, slots=True)
class _Dialect:
    """How a value is moved in the SQL of one database; `{0}` is the column."""

    day: str
    moment: str
    day_of_number: str
    number: str
    year: str
    uuid: str
    code: str


DIALECTS = {
    "sqlite": _Dialect(
        day="date({0}, -c.days || ' days')",
        moment="date({0}, -c.days || ' days') || substr({0}, 11)",
        day_of_number="date(substr({0}, -4) || '-' || substr({0}, -7, 2) || '-' || substr({0}, -10, 2),"
        " -c.days || ' days')",
        number="substr({0}, 1, instr({0}, '-')) || c.sequence || strftime('-%d.%m.%Y', {1})",
        year="cast(strftime('%Y', {1}) as integer)",
        uuid="'0000001' || printf('%025x', c.sequence)",
        code="printf('%012d', c.sequence)",
    ),
    "postgresql": _Dialect(
        day="{0} - c.days",
        moment="{0} - c.days * interval '1 day'",
        day_of_number="to_date(right({0}, 10), 'DD.MM.YYYY') - c.days",
        number="split_part({0}, '-', 1) || '-' || c.sequence || to_char({1}, '-DD.MM.YYYY')",
        year="extract(year from {1})::integer",
        uuid="cast('0000001' || lpad(to_hex(c.sequence), 25, '0') as uuid)",
        code="lpad(c.sequence::text, 12, '0')",
    ),
}


_COUNTER = """(select other.id from cases_counter own join cases_counter other
    on other.municipality_id = own.municipality_id and other.register = own.register
    where own.id = p.counter_id and other.year = {year})"""
_Changes = dict[tuple[str, str], str]


def _changes(dialect: _Dialect) -> _Changes:
    """(model, field) -> SQL of its new value; a field without a model is changed in each."""
    moved = dialect.day_of_number
    return {
        ("case", "sequence"): "c.sequence",
        ("case", "counter"): _COUNTER.format(year=dialect.year.format("", moved.format("p.number"))),
        ("", "number"): dialect.number.format("p.number", moved.format("p.number")),
        ("", "idempotency_key"): dialect.uuid,
        ("case", "department"): "c.department",
        ("assignment", "department"): "case when {0} is not null then c.department end",
        ("case", "handler"): "case when {0} is not null then c.handler end",
        ("assignment", "official"): "case when {0} is not null then c.handler end",
        ("ratingrequest", "subject"): dialect.number.format("p.subject", moved.format("p.subject")),
        ("ratingrequest", "code"): dialect.code,
        ("", "DateField"): dialect.day,
        ("", "DateTimeField"): dialect.moment,
    }


def _copy(model: Any, ids: dict[Any, _Ids], dialect: _Dialect) -> str:
    changes, columns, values = _changes(dialect), [], []
    for one in model._meta.concrete_fields:
        column = f'p."{one.column}"'
        change = changes.get((model._meta.model_name, one.name)) or changes.get(("", one.name))
        change = change or changes.get(("", one.get_internal_type())) or "{0}"
        owner = model if one.primary_key else one.related_model
        columns.append(f'"{one.column}"')
        values.append(ids[owner].new(column) if owner in ids else change.format(column))
    rows = ", ".join(str(old) for old in ids[model].old)
    table = model._meta.db_table
    return f"""insert into "{table}" ({", ".join(columns)}) select {", ".join(values)}
        from bulk_copy c cross join "{table}" p where p.id in ({rows})"""


@contextlib.contextmanager
def without_indexes(models: Iterable[Any]) -> Iterator[None]:
    """Indexes and foreign keys are made anew after the rows, each in one go, instead of being kept with each row.
    They help no query in between."""
    from django.db import connection

    tables = ", ".join(f"'{model._meta.db_table}'" for model in models)
    with connection.cursor() as cursor:
        cursor.execute(_INDEXES[connection.vendor].format(tables))
        found = cursor.fetchall()
        for drop, _ in found:
            cursor.execute(drop)
        yield
        for _, make in reversed(found):
            cursor.execute(make)


_INDEXES = {
    "sqlite": """select 'drop index "' || name || '"', sql from sqlite_master
        where type = 'index' and sql is not null and tbl_name in ({0})""",
    "postgresql": """
        select format('alter table %s drop constraint %I', conrelid::regclass, conname),
            format('alter table %s add constraint %I %s', conrelid::regclass, conname, pg_get_constraintdef(oid))
        from pg_constraint where contype = 'f' and conrelid::regclass::text in ({0})
        union all
        select format('drop index %I', indexrelid::regclass::text), pg_get_indexdef(indexrelid)
        from pg_index where not indisunique and indrelid::regclass::text in ({0})""",
}
