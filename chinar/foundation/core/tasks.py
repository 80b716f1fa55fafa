"""What the worker does for the whole installation."""

from django.core.cache import cache
from django.db import connection

ROWS_LOOKED_AT = 400
ALL_TABLES = 0x10002
"""Also those that this connection has not read (sqlite.org, PRAGMA optimize)."""


def tell_planner() -> None:
    """Lets SQLite learn how its tables are filled: otherwise it takes the municipality, which all rows of a town share,
    for a narrow choice and reads a whole table where an index knows the row. PostgreSQL does this by itself.
    """
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute(f"PRAGMA analysis_limit={ROWS_LOOKED_AT}")
            cursor.execute(f"PRAGMA optimize={ALL_TABLES}")


def forget_counters() -> None:
    """Takes counts of rate limits away that have run out."""
    cache.forget()  # type: ignore[attr-defined]
