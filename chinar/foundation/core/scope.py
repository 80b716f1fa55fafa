"""Which municipality the running code may see: at most one, and none unless somebody said so.

Only the doors in `territory.doors`, the request middleware, and the journal's sealer (which walks its own chains)
open a scope; tests/house lists every use.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from django.db import connection
from django.db.backends.base.base import BaseDatabaseWrapper


class OutOfScope(RuntimeError):
    """A row of a municipality was asked for, or written, outside that municipality's scope."""


_current: ContextVar[int | None] = ContextVar("municipality", default=None)
_published_across: ContextVar[bool] = ContextVar("published_across", default=False)

SETTINGS: dict[str, ContextVar[Any]] = {
    "chinar.municipality": _current,
    "chinar.published_across": _published_across,
}


def current() -> int:
    """The id of the municipality in scope. Raises OutOfScope when there is none."""
    municipality_id = _current.get()
    if municipality_id is None:
        raise OutOfScope("No municipality in scope: open territory.doors.inside(...) first.")
    return municipality_id


def current_or_none() -> int | None:
    return _current.get()


def reads_published_across() -> bool:
    return _published_across.get()


def mark() -> object:
    """What a query remembers of the scope it was made in, to be refused in any other."""
    return "published across" if _published_across.get() else _current.get()


@contextmanager
def scoped(municipality_id: int | None) -> Iterator[None]:
    """Puts one municipality in scope, or none, and puts back what was before."""
    if municipality_id == _current.get():
        yield  # the database knows already
        return
    token = _current.set(municipality_id)
    try:
        _tell_database("chinar.municipality")
        yield
    finally:
        _current.reset(token)
        _tell_database("chinar.municipality")


@contextmanager
def published_across() -> Iterator[None]:
    """Lets queries of published rows run over all municipalities; used by the door of that name alone."""
    token = _published_across.set(True)
    try:
        _tell_database("chinar.published_across")
        yield
    finally:
        _published_across.reset(token)
        _tell_database("chinar.published_across")


def tell_new_connection(connection: BaseDatabaseWrapper, **kwargs: Any) -> None:
    """A connection that was lost and made anew inside a scope stands in that scope again."""
    for setting, variable in SETTINGS.items():
        if connection.vendor == "postgresql" and variable.get():
            _set(connection, setting, variable.get())


def _tell_database(setting: str) -> None:
    """Row-level security reads the setting (guards.py). In a broken transaction nothing can be set,
    and the rollback that must follow restores the former value by itself."""
    if connection.vendor != "postgresql" or connection.connection is None or _is_broken():
        return  # a connection not yet made is told when it is made
    _set(connection, setting, SETTINGS[setting].get())


def _is_broken() -> bool:
    """Whether PostgreSQL refuses all till a rollback; Django itself learns of it only at the block's end."""
    from psycopg.pq import TransactionStatus

    status = connection.connection.info.transaction_status
    return connection.needs_rollback or status in (TransactionStatus.INERROR, TransactionStatus.UNKNOWN)


def _set(connection: Any, setting: str, value: int | bool | None) -> None:
    with connection.cursor() as cursor:
        cursor.execute("select set_config(%s, %s, false)", [setting, str(int(value)) if value else ""])
