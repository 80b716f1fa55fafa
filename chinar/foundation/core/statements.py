"""Statements that are put together once and asked again with other values (docs/decisions/0021-statements.md).

More than half of what a list costs is Django saying the same SQL anew for each page. A statement is a function that
makes its queries from a `shape`, which decides their text (which filters are set, which kinds are read), and from
values. It is called once for each shape: with stand-ins for the values, in the scope of a municipality that does not
exist, so that the id of a real one is never part of what is kept. What it made is asked with the values of the moment,
and with the municipality in scope, each where its stand-in stood.
"""

from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from itertools import count
from operator import itemgetter
from typing import Any, Concatenate

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import QuerySet

from chinar.foundation.core import scope
from chinar.foundation.core.rows import Maker

Value = int | str | date
Given = Value | None | tuple[Any, ...]
"""A value, what is not given and stands nowhere, or a tuple of these, also one with names."""
Queries = QuerySet[Any, Any] | Sequence[QuerySet[Any, Any]]
Build = Callable[Concatenate[Any, ...], Queries]

NOWHERE = -2_000_000_000
"""The municipality in whose scope statements are put together; no row has this id. It fits into four bytes."""
MOST_KEPT = 256
"""Shapes of each statement that a process remembers, some kilobytes each."""
STAND_INS: dict[type, Callable[[int], Value]] = {
    int: lambda at: NOWHERE + 1 + at,
    str: lambda at: f"\N{SYMBOL FOR NULL}{at}",
    date: lambda at: date(9990, 1, 1) + timedelta(days=at),
}


@dataclass(frozen=True, slots=True)
class Kept:
    """The text, and how its parameters are picked from municipality, values and `constants`, in this order. `maker`
    makes of a row of the database what the query set makes of it."""

    sql: str
    pick: Callable[[Sequence[Any]], tuple[Any, ...]]
    constants: tuple[Any, ...]
    maker: Maker


Said = tuple[str, tuple[Any, ...], Maker]


class Statement:
    """`build(shape, *values)` answers a query set, or several that are asked as one, each limited and with the same
    columns. It asks nothing itself."""

    proven: bool = False
    """Whether each question is compared with what Django says at that moment; the tests want it everywhere."""

    def __init__(self, build: Build, *, of_town: bool = True) -> None:
        """With `of_town` false it asks for rows of the installation, and no row of a municipality may be in it."""
        self.build, self.of_town = build, of_town
        self._kept = lru_cache(MOST_KEPT)(self._put_together)

    def ask(self, shape: Hashable, *values: Given) -> list[Any]:
        """What the query sets would give: rows of `values_list`, or objects. Raises OutOfScope without a town."""
        kept = self._of(shape, values)
        if self.proven and kept:
            self._prove(kept, shape, values)
        # What finds nothing with stand-ins may find something with values: a column may be too narrow for the former.
        said = self._said(kept, values) if kept else _compiled(self.build(shape, *values))
        if said is None:
            return []
        sql, parameters, maker = said
        with _cursor() as cursor:
            cursor.execute(sql, parameters)
            rows = cursor.fetchall()
        return maker.made(rows)

    def _of(self, shape: Hashable, values: Sequence[Given]) -> Kept | None:
        if self.of_town and scope.reads_published_across():
            raise scope.OutOfScope("A kept statement asks for the rows of one municipality.")
        return self._kept(connection.vendor, shape, tuple(map(_form, values)))

    def _said(self, kept: Kept, values: tuple[Given, ...]) -> Said:
        given = [scope.current() if self.of_town else None]
        _flatten(values, given)
        given.extend(kept.constants)
        return kept.sql, kept.pick(given), kept.maker

    def _put_together(self, vendor: str, shape: Hashable, forms: tuple[Any, ...]) -> Kept | None:
        numbers, stood = count(), [NOWHERE]
        stand_ins = tuple(_stand_in(form, numbers) for form in forms)
        with scope.scoped(NOWHERE), connection.execute_wrapper(_refuse):
            said = _compiled(self.build(shape, *stand_ins))
        if said is None:
            return None
        sql, parameters, maker = said
        _flatten(stand_ins, stood)
        places = {value: at for at, value in enumerate(stood)}
        if (NOWHERE in parameters) is not self.of_town:
            raise scope.OutOfScope(f"It asks for rows of a municipality, or of none: {sql}")
        constants = tuple(str(one) if isinstance(one, str) else one for one in parameters if one not in places)
        behind = count(len(places))
        picked = [places[value] if value in places else next(behind) for value in parameters]
        pick = itemgetter(*picked) if len(picked) > 1 else lambda given: (given[picked[0]],)
        return Kept(sql, pick, constants, maker)

    def _prove(self, kept: Kept, shape: Hashable, values: tuple[Given, ...]) -> None:
        """Django says nothing where a value is larger than any in its column; nothing is found so either."""
        now, said = _compiled(self.build(shape, *values)), self._said(kept, values)[:2]
        if now is not None and now[:2] != said:
            raise AssertionError(f"Kept for {shape} {values}:\n{said}\nDjango says now:\n{now}")


def _compiled(made: Queries) -> Said | None:
    """One statement of all of them; None when none can find anything."""
    parts, maker = [], None
    for one in [made] if isinstance(made, QuerySet) else made:
        compiler = one.query.get_compiler(connection=connection)
        try:
            parts.append(compiler.as_sql())
        except EmptyResultSet:
            continue
        maker = maker or Maker.of(one, compiler)
    if maker is None:
        return None
    if len(parts) == 1:
        return parts[0][0], tuple(parts[0][1]), maker
    # SQLite lets no limit stand within a union, but within a query within one.
    sql = " union all ".join(f"select * from ({text}) as part_{at}" for at, (text, _) in enumerate(parts))  # noqa: S608
    return sql, tuple(value for _, values in parts for value in values), maker


def _form(given: Given) -> Any:
    """What of it decides the text: of which type each value is, what is not given, how long a tuple is."""
    if isinstance(given, tuple):
        return (type(given), *map(_form, given))
    return None if given is None else type(given)


def _stand_in(form: Any, numbers: Iterator[int]) -> Given:
    """For each value another one, in the same tuples."""
    if isinstance(form, tuple):
        made = (_stand_in(one, numbers) for one in form[1:])
        return form[0]._make(made) if hasattr(form[0], "_make") else tuple(made)
    return None if form is None else STAND_INS[form](next(numbers))


def _flatten(given: tuple[Given, ...], into: list[Any]) -> None:
    """The values one after the other, as the database is sent them."""
    for one in given:
        if isinstance(one, tuple):
            _flatten(one, into)
        elif one is not None:
            into.append(connection.ops.adapt_datefield_value(one) if isinstance(one, date) else one)


def _cursor() -> Any:
    """One whose statements PostgreSQL plans once for a connection; planning costs there more than most of them."""
    prepared = getattr(connection, "prepared_cursor", None)
    return prepared() if prepared else connection.cursor()


def _refuse(execute: Any, sql: str, *_: Any) -> Iterable[Any]:
    raise scope.OutOfScope(f"A statement asks nothing while it is put together: {sql}")
