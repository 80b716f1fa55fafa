"""Which municipality the running code may see: at most one, and none unless somebody said so.

Only the doors in `territory.doors`, the request middleware, and the journal's sealer (which walks its own chains)
open a scope; tests/house lists every use.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import NamedTuple


class OutOfScope(RuntimeError):
    """A row of a municipality was asked for, or written, outside that municipality's scope."""


_current: ContextVar[int | None] = ContextVar("municipality", default=None)
_published_across: ContextVar[bool] = ContextVar("published_across", default=False)


class Told(NamedTuple):
    """What PostgreSQL is told of the scope before a statement (postgresql/base.py); row-level security asks for it."""

    municipality_id: int | None
    published_across: bool


def told() -> Told:
    return Told(_current.get(), _published_across.get())


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
    token = _current.set(municipality_id)
    try:
        yield
    finally:
        _current.reset(token)


@contextmanager
def published_across() -> Iterator[None]:
    """Lets queries of published rows run over all municipalities; used by the door of that name alone."""
    token = _published_across.set(True)
    try:
        yield
    finally:
        _published_across.reset(token)
