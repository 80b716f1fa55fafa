"""Which municipalities this process serves, by address segment: remembered shortly, so most requests cost no SQL.

Forgotten at once in the process that changes a municipality; other processes, and all after a
change by `update` or by hand, learn it within REMEMBERED seconds.
"""

from __future__ import annotations

import copy
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import TYPE_CHECKING

from django.db import connection, transaction

from chinar.foundation.core import scope

if TYPE_CHECKING:
    from chinar.foundation.territory.models import Municipality

REMEMBERED = 10.0

BULGARIA = "BG"

_countries: dict[int, str] = {}
_assumed: ContextVar[str] = ContextVar("assumed_country", default="")
_remembered: tuple[float, dict[str, Municipality]] | None = None


def by_slug(slug: str, *, now: float) -> Municipality | None:
    """The active municipality of that address segment; `now` in seconds of a clock that only goes forward.

    A copy: requests in other threads have their own.
    """
    found = _all(now).get(slug)
    return copy.copy(found) if found else None


def forget() -> None:
    global _remembered
    _remembered = None
    _countries.clear()


def country_here() -> str:
    """The country of the municipality in scope, from which its law, holidays and identifiers follow; Bulgaria where
    none is in scope. Remembered: until a matter exists it may change, and each process learns of it as of any other
    change of a municipality."""
    if assumed := _assumed.get():
        return assumed
    here = scope.current_or_none()
    if here is None:
        return BULGARIA
    if here not in _countries:
        from chinar.foundation.territory.models import Municipality

        _countries[here] = Municipality.objects.values_list("country", flat=True).get(pk=here)
    return _countries[here]


def learn(town: Municipality) -> None:
    """A job that enters a municipality has just read it."""
    _countries[town.pk] = town.country


@contextmanager
def as_if_in(country: str) -> Iterator[None]:
    """What would hold here in another country: so that it can be looked at before it is chosen."""
    token = _assumed.set(country)
    try:
        yield
    finally:
        _assumed.reset(token)


def forget_after_commit() -> None:
    forget()
    transaction.on_commit(forget)


def _all(now: float) -> dict[str, Municipality]:
    global _remembered
    # What a transaction sees may never be committed: it is neither remembered nor taken from memory.
    if connection.in_atomic_block:
        return _load()
    if _remembered is None or _remembered[0] < now:
        _remembered = (now + REMEMBERED, _load())
    return _remembered[1]


def _load() -> dict[str, Municipality]:
    from chinar.foundation.territory.models import Municipality

    towns = {town.slug: town for town in Municipality.objects.active().select_related("district")}
    _countries.update((town.pk, town.country) for town in towns.values())
    return towns
