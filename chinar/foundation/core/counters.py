"""The database's cache, that counts in few statements and loses no count: limits of rate stand on it.

Django's own counts all rows before each write, reads before it adds, and adds one to a number that another process may
have changed meanwhile. What has expired is taken away by the worker (tasks.forget_counters).
"""

import base64
import pickle
import time
from datetime import UTC, datetime
from typing import Any

from django.core.cache.backends.base import DEFAULT_TIMEOUT
from django.core.cache.backends.db import DatabaseCache
from django.db import connection

FOR_EVER = 250_000_000_000
TRIES = 50
"""Of counting beside others, before the count is given up as unknown; the limit then holds."""


class CounterCache(DatabaseCache):
    _table: str

    def add(self, key: str, value: Any, timeout: Any = DEFAULT_TIMEOUT, version: int | None = None) -> bool:
        """One statement: stands already, unless what stands has expired."""
        kept = [self.make_and_validate_key(key, version=version), _written(value), self._until(timeout)]
        with connection.cursor() as cursor:
            cursor.execute(
                f"insert into {self._table} as kept (cache_key, value, expires) values (%s, %s, %s)"  # noqa: S608
                " on conflict (cache_key) do update set value = excluded.value, expires = excluded.expires"
                " where kept.expires < %s",
                [*kept, _at(time.time())],
            )
            return bool(cursor.rowcount)

    def incr(self, key: str, delta: int = 1, version: int | None = None) -> int:
        """Two statements: writes only over the number that it has read. Raises ValueError when nothing stands."""
        known = self.make_and_validate_key(key, version=version)
        for _ in range(TRIES):
            value = self.get(key, version=version)
            if value is None:
                break
            with connection.cursor() as cursor:
                cursor.execute(
                    f"update {self._table} set value = %s where cache_key = %s and value = %s",  # noqa: S608
                    [_written(value + delta), known, _written(value)],
                )
                if cursor.rowcount:
                    return int(value + delta)
        raise ValueError(f"Key {key!r} is not counted")

    def forget(self) -> None:
        """Takes away what has expired."""
        with connection.cursor() as cursor:
            cursor.execute(f"delete from {self._table} where expires < %s", [_at(time.time())])  # noqa: S608

    def _until(self, timeout: Any) -> Any:
        seconds = self.get_backend_timeout(timeout)
        return _at(FOR_EVER if seconds is None else seconds)


def _written(value: Any) -> str:
    """As Django's own reads it; this process wrote it, or another of the installation."""
    return base64.b64encode(pickle.dumps(value, pickle.HIGHEST_PROTOCOL)).decode("ascii")


def _at(seconds: float) -> Any:
    """As the column keeps it: caches count in seconds since 1970, by the clock of the machine."""
    return connection.ops.adapt_datetimefield_value(datetime.fromtimestamp(int(seconds), tz=UTC))
