"""What nothing of ours can be faster than, on this machine, at this moment."""

import statistics
import time
from collections.abc import Callable
from pathlib import Path

from chinar.config.database import SQLITE_OPTIONS

COMMITS, PRINTS = 200, 20


def median_ms(action: Callable[[], object], times: int) -> float:
    action()  # the first one warms up
    found = []
    for _ in range(times):
        began = time.perf_counter()
        action()
        found.append((time.perf_counter() - began) * 1000)
    return statistics.median(found)


def durable_commit_sqlite(folder: Path) -> float:
    """One row, safe on the disk, with the settings that we use. Milliseconds."""
    import pysqlite3

    connection = pysqlite3.connect(folder / "floor.sqlite3", isolation_level=None)
    for statement in str(SQLITE_OPTIONS["init_command"]).rstrip(";").split(";"):
        connection.execute(statement)
    connection.execute("create table floor (value text)")
    try:
        return median_ms(lambda: connection.execute("insert into floor values ('x')"), COMMITS)
    finally:
        connection.close()


def durable_commit_postgres(socket_folder: str) -> float:
    import psycopg

    with psycopg.connect(host=socket_folder, user="chinar", dbname="chinar", autocommit=True) as connection:
        connection.execute("create table floor (value text)")
        return median_ms(lambda: connection.execute("insert into floor values ('x')"), COMMITS)


def empty_pdf() -> float:
    """One empty page by the typesetter. Milliseconds."""
    import typst

    return median_ms(lambda: typst.compile(b'#set page(paper: "a4")\n#set document(title: "x")\n'), PRINTS)
