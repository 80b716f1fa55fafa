"""The index itself: FTS5 on SQLite, a table of tsvectors on PostgreSQL. Both get the same stems and the same question.

A question is groups of stems: every group must be found, or any; within a group any stem will do. Each word of the
index begins with its town (rules.of_town), so no question meets what other towns have.
"""

import re
from collections.abc import Sequence
from typing import Protocol

from django.db.backends.base.base import BaseDatabaseWrapper

from chinar.foundation.search.rules import kind_word

Groups = Sequence[Sequence[str]]
TABLE = "search_entry"
# A word that half of all objects hold finds more than anybody reads; the rest is not even weighed.
WEIGHED_AT_MOST = 1000


# How FTS5 is told of changes in a table of which it keeps no copy (sqlite.org/fts5.html, 4.4.3).
ADD = "insert into search_index(rowid, heading, body, town) values (new.id, new.heading, new.body, new.town);"
REMOVE = (
    "insert into search_index(search_index, rowid, heading, body, town)"
    " values ('delete', old.id, old.heading, old.body, old.town);"
)


class Engine(Protocol):
    def install(self) -> None: ...

    def find(self, groups: Groups, *, town: str, every: bool, kind: str, limit: int) -> list[int]:
        """Ids of entries, best first."""
        ...


def engine_of(connection: BaseDatabaseWrapper) -> Engine:
    return Postgres(connection) if connection.vendor == "postgresql" else Sqlite(connection)


class Sqlite:
    """FTS5 over the table itself, kept equal to it by triggers."""

    def __init__(self, connection: BaseDatabaseWrapper) -> None:
        self.connection = connection

    def install(self) -> None:
        with self.connection.cursor() as cursor:
            cursor.execute("select count(*) from sqlite_master where name = 'search_index'")
            is_new = not cursor.fetchone()[0]
            cursor.execute(
                f"create virtual table if not exists search_index using fts5(heading, body, town, content='{TABLE}', "
                "content_rowid='id', tokenize='unicode61 remove_diacritics 0')"
            )
            for event, body in (("insert", ADD), ("delete", REMOVE), ("update", REMOVE + ADD)):
                cursor.execute(f"create trigger if not exists search_{event} after {event} on {TABLE} begin {body} end")
            if is_new:
                cursor.execute("insert into search_index(search_index) values ('rebuild')")

    def find(self, groups: Groups, *, town: str, every: bool, kind: str, limit: int) -> list[int]:
        joint = " AND " if every else " OR "
        asked = joint.join("(" + " OR ".join(f'"{_safe(town + stem)}"' for stem in group) + ")" for group in groups)
        if kind:
            asked = f'"{_safe(kind_word(town, kind))}" AND ({asked})'
        with self.connection.cursor() as cursor:
            cursor.execute(
                f"""select id from (
                      select rowid as id, bm25(search_index, 10.0, 1.0, 0.0) as rank
                        from search_index where search_index match %s limit {WEIGHED_AT_MOST}
                    ) order by rank, id limit %s""",  # noqa: S608
                [asked, limit],
            )
            return [row[0] for row in cursor.fetchall()]


class Postgres:
    """A table of vectors, kept equal to the entries by a trigger, as FTS5 is on SQLite.

    It stands apart from the entries because row-level security keeps any full-text index from being used: the operator
    that asks it is not leakproof. What is found is read through the entries, over which the database watches.
    """

    VECTOR = (
        "setweight(to_tsvector('simple', {row}.heading), 'A') || setweight(to_tsvector('simple', {row}.body), 'D')"
        " || setweight(to_tsvector('simple', {row}.town), 'C')"
    )
    FOLLOW = f"""
        create or replace function search_follow() returns trigger language plpgsql as $$ begin
          if tg_op = 'TRUNCATE' then
            delete from search_index;
            return null;
          end if;
          if tg_op <> 'INSERT' then delete from search_index where id = old.id; end if;
          if tg_op <> 'DELETE' then
            insert into search_index (id, words) values (new.id, {VECTOR.format(row="new")});
          end if;
          return null;
        end $$"""  # noqa: S608  # no value of anybody's

    def __init__(self, connection: BaseDatabaseWrapper) -> None:
        self.connection = connection

    def install(self) -> None:
        with self.connection.cursor() as cursor:
            cursor.execute("select to_regclass('search_index_words')")
            if cursor.fetchone()[0] is not None:
                return
            cursor.execute("create table if not exists search_index (id bigint primary key, words tsvector not null)")
            cursor.execute(self.FOLLOW)
            cursor.execute(f"drop trigger if exists search_follow on {TABLE}")
            cursor.execute(
                f"create trigger search_follow after insert or update or delete on {TABLE}"
                " for each row execute function search_follow()"
            )
            cursor.execute(f"drop trigger if exists search_empty on {TABLE}")
            cursor.execute(
                f"create trigger search_empty after truncate on {TABLE}"
                " for each statement execute function search_follow()"
            )
            cursor.execute("drop index if exists search_words")  # of the release before
            cursor.execute("create index search_index_words on search_index using gin (words)")

    def find(self, groups: Groups, *, town: str, every: bool, kind: str, limit: int) -> list[int]:
        joint = " & " if every else " | "
        asked = joint.join("(" + " | ".join(_safe(town + stem) for stem in group) + ")" for group in groups)
        if kind:
            asked = f"{_safe(kind_word(town, kind))} & ({asked})"
        with self.connection.cursor() as cursor:
            cursor.execute(
                f"""select id from (
                      select id, ts_rank('{{0.1, 0.1, 0, 1}}', words, asked) as rank
                        from search_index, to_tsquery('simple', %s) as asked
                       where words @@ asked limit {WEIGHED_AT_MOST}
                    ) as found order by rank desc, id limit %s""",  # noqa: S608
                [asked, limit],
            )
            return [row[0] for row in cursor.fetchall()]


def _safe(stem: str) -> str:
    """Letters and digits only: neither query language has a sign among them."""
    return re.sub(r"[\W_]", "", stem) or "0"
