"""Several limited queries in one statement. Django can say it only where the database lets a limit stand within a
union, which SQLite does not; as a query within a query each would be put together twice."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import QuerySet

Lane = QuerySet[Any, tuple[Any, ...]]


def read_together(lanes: Iterable[Lane]) -> list[tuple[Any, ...]]:
    """The rows of all, each asked by `values_list` for the same columns, as the database keeps them: days may be text.

    Each stands in the scope that it was made in, as by itself.
    """
    parts = [part for lane in lanes if (part := _compiled(lane))]
    if not parts:
        return []
    statement = " union all ".join(f"select * from ({sql}) as lane_{at}" for at, (sql, _) in enumerate(parts))  # noqa: S608
    with connection.cursor() as cursor:
        cursor.execute(statement, [value for _, values in parts for value in values])
        return cursor.fetchall()  # type: ignore[no-any-return]


def _compiled(lane: Lane) -> tuple[str, Sequence[Any]] | None:
    """None for a query that can find nothing."""
    try:
        return lane.query.sql_with_params()
    except EmptyResultSet:
        return None
