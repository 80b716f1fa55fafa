"""Django's PostgreSQL, with connections that tell row-level security (guards.py) in which scope a statement runs.

They tell it before the first statement of another scope, and nothing while the scope stays: a process that answers for
one municipality tells it once. So no statement runs in another scope than its code, whatever was rolled back before.

Statements that are asked again and again (statements.py) are planned once for a connection.
"""

from collections.abc import Callable, Sequence
from typing import Any

from django.db.backends.postgresql import base
from django.db.backends.postgresql.operations import DatabaseOperations
from psycopg.pq import TransactionStatus
from psycopg.types.numeric import Int8

from chinar.foundation.core import scope

NOTHING = scope.Told(None, False)


class PreparedCursor(base.ServerBindingCursor):
    """The server is sent the text once, and then values only. A number is always sent as one of eight bytes: else each
    would be sent as short as it is, and the same text be another statement."""

    def execute(self, query: Any, params: Sequence[Any] | None = None, **options: Any) -> Any:
        sent = [Int8(value) if type(value) is int else value for value in params or ()]
        return super().execute(query, sent, prepare=True, **options)  # type: ignore[misc]


class Operations(DatabaseOperations):
    def last_executed_query(self, cursor: Any, sql: Any, params: Any) -> Any:
        """For whoever looks at the statements of a page: psycopg keeps no text of a prepared one."""
        if isinstance(cursor, PreparedCursor):
            return self.compose_sql(sql, params)
        return super().last_executed_query(cursor, sql, params)


class DatabaseWrapper(base.DatabaseWrapper):
    ops_class = Operations

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._told: scope.Told | None = None
        """What the database was told last; None when that is not known."""
        self._told_in_transaction = False
        self.execute_wrappers.append(self._in_scope)

    def init_connection_state(self) -> None:
        self._told, self._told_in_transaction = NOTHING, False
        super().init_connection_state()

    def get_connection_params(self) -> dict[str, Any]:
        """Django's own cursors prepare nothing, whatever is said here; with None nobody could."""
        return {**super().get_connection_params(), "prepare_threshold": 5}

    def prepared_cursor(self) -> Any:
        self.close_if_health_check_failed()
        self.ensure_connection()
        with self.wrap_database_errors:
            return self._prepare_cursor(PreparedCursor(self.connection))  # type: ignore[attr-defined, call-arg]

    def _in_scope(self, execute: Callable[..., Any], *statement: Any) -> Any:
        wanted = scope.told()
        if self._told != wanted and not self._is_broken():
            self._tell(wanted)
        return execute(*statement)

    def _tell(self, wanted: scope.Told) -> None:
        """Past Django's cursor, which would come by here again: so it is not among the statements that are counted."""
        self._told = None
        with self.wrap_database_errors, self.connection.cursor() as cursor:
            cursor.execute(
                "select set_config('chinar.municipality', %s, false), set_config('chinar.published_across', %s, false)",
                [str(wanted.municipality_id or ""), "1" if wanted.published_across else ""],
            )
        self._told = wanted
        self._told_in_transaction = self._status() != TransactionStatus.IDLE

    def _status(self) -> TransactionStatus:
        status: TransactionStatus = self.connection.info.transaction_status
        return status

    def _is_broken(self) -> bool:
        """Whether PostgreSQL refuses all till a rollback; Django itself learns of it only at the block's end."""
        return self.needs_rollback or self._status() in (TransactionStatus.INERROR, TransactionStatus.UNKNOWN)

    def _forget(self) -> None:
        """A rollback restores what was set before its transaction; that of a broken one may be called a commit."""
        if self._told_in_transaction:
            self._told = None

    def _commit(self) -> None:
        try:
            super()._commit()  # type: ignore[misc]
        finally:
            self._forget()
            self._told_in_transaction = False

    def _rollback(self) -> None:
        try:
            super()._rollback()  # type: ignore[misc]
        finally:
            self._forget()
            self._told_in_transaction = False

    def _savepoint_rollback(self, sid: str) -> None:
        super()._savepoint_rollback(sid)  # type: ignore[misc]
        self._forget()
