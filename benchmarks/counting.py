"""Chinar, that tells with each answer how many SQL statements it took: a header X-SQL. For `benchmarks` only.

Beginning a transaction and its savepoints are not counted, as no rows are asked for.
"""

from collections.abc import Callable, Iterable
from typing import Any

from chinar.config.wsgi import application as chinar

NOT_COUNTED = ("BEGIN", "SAVEPOINT", "RELEASE SAVEPOINT", "ROLLBACK")


def application(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
    from django.db import connection

    count = 0
    answered: list[Any] = []

    def counted(execute: Callable[..., Any], sql: str, *rest: Any) -> Any:
        nonlocal count
        count += not sql.startswith(NOT_COUNTED)
        return execute(sql, *rest)

    with connection.execute_wrapper(counted):
        body = chinar(environ, lambda status, headers, _=None: answered.extend((status, headers)))
        content = list(body)
    if hasattr(body, "close"):
        body.close()
    status, headers = answered
    start_response(status, [*headers, ("X-SQL", str(count))])
    return content
