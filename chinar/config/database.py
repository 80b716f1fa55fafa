"""CHINAR_DATABASE as Django's DATABASES entry: sqlite:///path or postgres://user:password@host:port/name."""

import os
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from chinar.config.env import WrongSetting

# Durable on power loss, many readers beside one writer. IMMEDIATE takes the write lock when a
# transaction begins, so that two writers wait for each other instead of failing half way.
SQLITE_OPTIONS = {
    "transaction_mode": "IMMEDIATE",
    "timeout": 20,
    "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA cache_size=-16000;",
}


def database(url: str) -> dict[str, Any]:
    """Raises WrongSetting when the address is of neither kind."""
    parts = urlsplit(url)
    if parts.scheme == "sqlite":
        path = Path(unquote(parts.path[1:]) if parts.path.startswith("//") else unquote(parts.path))
        path.parent.mkdir(parents=True, exist_ok=True)
        return {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": path,
            "OPTIONS": SQLITE_OPTIONS,
            "CONN_MAX_AGE": None,
            # Tests use a file too: an in-memory database has another locking and journal mode.
            "TEST": {"NAME": path.with_name(f"test-{os.getpid()}.sqlite3")},
        }
    if parts.scheme in ("postgres", "postgresql"):
        return {
            "ENGINE": "chinar.foundation.core.postgresql",
            "NAME": parts.path.lstrip("/"),
            "USER": unquote(parts.username or ""),
            "PASSWORD": unquote(parts.password or ""),
            "HOST": unquote(parts.hostname or ""),
            "PORT": str(parts.port or ""),
            "OPTIONS": dict(parse_qsl(parts.query)),
            "CONN_MAX_AGE": None,
            "CONN_HEALTH_CHECKS": True,
        }
    raise WrongSetting(f"CHINAR_DATABASE={url!r}: say sqlite:///path or postgres://user:password@host/name")


def swap_sqlite() -> None:
    """Puts a SQLite without the write-ahead-log corruption bug (3.7.0 to 3.51.2) in the place of Python's own.

    Must run before Django loads its SQLite backend. Source: sqlite.org, release notes of 3.51.3.
    """
    import sys

    import pysqlite3

    sys.modules["sqlite3"] = pysqlite3
    sys.modules["sqlite3.dbapi2"] = pysqlite3.dbapi2
