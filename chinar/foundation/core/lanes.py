"""Several limited queries in one statement. Django can say it only where the database lets a limit stand within a
union, which SQLite does not; as a query within a query each would be put together twice."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import QuerySet

Lane = QuerySet[Any, tuple[Any, ...]]
EACH = "\N{SYMBOL FOR NULL}each"
"""Stands in a lane for the text in which the queries made from it differ."""


def read_together(lanes: Iterable[tuple[Lane, Sequence[str]]]) -> list[tuple[Any, ...]]:
    """The rows of all, each asked by `values_list` for the same columns, as the database keeps them: days may be text.

    A lane comes with the texts that stand, one in each query, in the place of EACH: it is put together once, and asked
    once for each. It stands in the scope that it was made in, as by itself.
    """
    parts = [part for lane, texts in lanes if texts for part in _compiled(lane, texts)]
    if not parts:
        return []
    statement = " union all ".join(f"select * from ({sql}) as lane_{at}" for at, (sql, _) in enumerate(parts))  # noqa: S608
    with connection.cursor() as cursor:
        cursor.execute(statement, [value for _, values in parts for value in values])
        return cursor.fetchall()  # type: ignore[no-any-return]


def _compiled(lane: Lane, texts: Sequence[str]) -> list[tuple[str, list[Any]]]:
    """None for a query that can find nothing."""
    try:
        sql, values = lane.query.sql_with_params()
    except EmptyResultSet:
        return []
    return [(sql, [str(text) if value == EACH else value for value in values]) for text in texts]
