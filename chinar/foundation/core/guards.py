"""Promises that the database itself keeps, made from the models after each migration, on both engines:

- a row never changes its municipality;
- a row refers only to rows of its own municipality;
- an append-only row is neither changed nor deleted, but for columns filled once and texts emptied by an act of
  destruction that two people approved; so are rows of the installation that are frozen;
- on PostgreSQL, row-level security shows and takes only rows of the municipality in scope (published ones apart).

Before a migration they are taken away: SQLite rebuilds a table to alter it and would trip over triggers, PostgreSQL
refuses to alter a column that a trigger or policy names. A migration that fails leaves them away, and the start
refuses until `chinar migrate` has succeeded (config/checks.py).
"""

from collections.abc import Iterator
from hashlib import sha256
from typing import Any

from django.db import models, transaction
from django.db.backends.base.base import BaseDatabaseWrapper

from chinar.foundation.core.fields import EncryptedTextField
from chinar.foundation.core.models import FrozenModel, GuardedModel, HomeModel, TenantModel

PREFIX = "guard_"
Watched = type[GuardedModel] | type[FrozenModel]


def install(connection: BaseDatabaseWrapper) -> None:
    """Makes every guard anew, at once. Models whose table does not exist yet are left for the next time."""
    tables = set(connection.introspection.table_names())
    guarded = [model for model in _watched() if model._meta.db_table in tables]
    statements = list(_postgresql(guarded) if connection.vendor == "postgresql" else _sqlite(guarded))
    fingerprint = sha256("\n".join(statements).encode()).hexdigest()
    if connection.vendor == "postgresql" and _stands(connection, fingerprint):
        return  # making them anew would lock every table
    with transaction.atomic(using=connection.alias):
        remove(connection)
        kept = present(connection)  # composite keys: adding one anew would read the whole table
        with connection.cursor() as cursor:
            for statement in statements:
                if not any(f'add constraint "{name}"' in statement for name in kept):
                    cursor.execute(statement)
            if connection.vendor == "postgresql":
                cursor.execute(f"comment on function guard_refuse() is '{fingerprint}'")


def _watched() -> list[Watched]:
    """The rows of municipalities, and those of the installation that are never changed."""
    return [*GuardedModel.concrete_models(), *FrozenModel.concrete_models()]


def remove(connection: BaseDatabaseWrapper) -> None:
    """Takes away all that stands in the way of a migration; composite keys do not, and stay."""
    with connection.cursor() as cursor:
        for kind, name, table in _found(connection):
            if kind != "constraint":
                on = f' on "{table}"' if connection.vendor == "postgresql" else ""
                cursor.execute(f'drop {kind} if exists "{name}"{on}')
            if kind == "policy":
                cursor.execute(f'alter table "{table}" disable row level security')


def present(connection: BaseDatabaseWrapper) -> set[str]:
    """Names of the guards found in the database."""
    return {name for _, name, _ in _found(connection)}


def _found(connection: BaseDatabaseWrapper) -> list[tuple[str, str, str]]:
    """(kind, name, table) of each guard in the database."""
    if connection.vendor == "sqlite":
        query = f"select type, name, tbl_name from sqlite_master where type = 'trigger' and name like '{PREFIX}%'"
    else:
        query = f"""
            select 'trigger', tgname, tgrelid::regclass::text from pg_trigger
                where not tgisinternal and tgname like '{PREFIX}%'
            union select 'constraint', conname, conrelid::regclass::text from pg_constraint
                where contype = 'f' and conname like '{PREFIX}%'
            union select 'policy', policyname, tablename from pg_policies where policyname like '{PREFIX}%'"""
    with connection.cursor() as cursor:
        cursor.execute(query)
        return [(kind, name, table.strip('"')) for kind, name, table in cursor.fetchall()]


def _stands(connection: BaseDatabaseWrapper, fingerprint: str) -> bool:
    with connection.cursor() as cursor:
        cursor.execute("select obj_description(to_regprocedure('guard_refuse()'), 'pg_proc')")
        return cursor.fetchone()[0] == fingerprint and not expected(connection.vendor) - present(connection)


def expected(vendor: str) -> set[str]:
    """Names of the guards that the models ask for."""
    names = set()
    for model in _watched():
        if _has_one_municipality(model):
            names.add(_name(model, "stays"))
        for column, _, _ in references(model):
            if vendor == "sqlite":
                names |= {_name(model, column, "insert"), _name(model, column, "update")}
            else:
                names.add(_name(model, column))
        if model.append_only:
            names |= {_name(model, "kept"), _name(model, "unchanged")}
        if vendor == "postgresql" and issubclass(model, GuardedModel):
            names |= {_name(model, policy) for policy in _policies(model)}
    return names


def _has_one_municipality(model: Watched) -> bool:
    return any(field.column == "municipality_id" for field in model._meta.concrete_fields)


def references(model: type[models.Model]) -> Iterator[tuple[str, str, str]]:
    """(column, referred table, referred column) of each foreign key to a row of a municipality."""
    for field in model._meta.concrete_fields:
        target = field.related_model
        if isinstance(target, type) and issubclass(target, TenantModel):
            assert isinstance(field, models.ForeignKey)
            yield str(field.column), target._meta.db_table, str(field.target_field.column)


def _name(model: type[models.Model], *parts: str) -> str:
    """PostgreSQL cuts names at 63 bytes in silence, and two cut names may be one."""
    name = "_".join((f"{PREFIX}{model._meta.db_table}", *parts))
    return name if len(name) <= 63 else f"{name[:54]}_{sha256(name.encode()).hexdigest()[:8]}"


# The id in `v1:<key id>:<token>` (core.keys).
KEY_ON_SQLITE = "substr({0}, 4, instr(substr({0}, 4), ':'))"
KEY_ON_POSTGRESQL = "split_part({0}, ':', 2)"


def _changed(model: Watched, differs: str, key_of: str) -> str:
    """SQL that is true when an update touches more than columns that were still empty.

    An encrypted value may be written anew under another key (`chinar keys rotate`), and only so: neither emptied nor
    replaced under the same key. That it says the same as before, no SQL can tell. `key_of` makes SQL of a column's key.
    """
    encrypted = {str(f.column) for f in model._meta.concrete_fields if isinstance(f, EncryptedTextField)}
    special = {*model.fill_once, *model.erasable, *encrypted}
    rest = [f.column for f in model._meta.concrete_fields if f.column not in special]
    parts = [f'new."{column}" {differs} old."{column}"' for column in rest]
    parts += [f"({_rewritten(model, column, differs)})" for column in model.erasable if column not in encrypted]
    for column in sorted(encrypted):
        new, old = f'new."{column}"', f'old."{column}"'
        same_key = f"{key_of.format(new)} = {key_of.format(old)}"
        changed = _rewritten(model, column, differs) if column in model.erasable else f"{new} {differs} {old}"
        parts.append(f"({changed} and ({old} = '' or {new} = '' or {same_key}))")
    parts += [f'(old."{column}" is not null and new."{column}" {differs} old."{column}")' for column in model.fill_once]
    return " or ".join(parts)


def _rewritten(model: Watched, column: str, differs: str) -> str:
    """SQL that is true when a text changes otherwise than by being emptied as `emptied_by` says."""
    emptied = f'new."{column}" = \'\' and new."{model.emptied_by}" is not null'
    return f'new."{column}" {differs} old."{column}" and not ({emptied})'


def _sqlite(guarded: list[Watched]) -> Iterator[str]:
    for model in guarded:
        table = model._meta.db_table
        if _has_one_municipality(model):
            yield (
                f'create trigger "{_name(model, "stays")}" before update of municipality_id on "{table}" '
                "when new.municipality_id is not old.municipality_id "
                f"begin select raise(abort, '{table}: a row never changes its municipality'); end"
            )
        for column, target, key in references(model):
            for event, when in (("insert", "insert"), ("update", f'update of "{column}"')):
                yield (
                    f'create trigger "{_name(model, column, event)}" before {when} on "{table}" '
                    f'when new."{column}" is not null and not exists (select 1 from "{target}" '
                    f'where "{key}" = new."{column}" and municipality_id = new.municipality_id) '
                    f"begin select raise(abort, '{table}.{column}: of another municipality, or absent'); end"
                )
        if model.append_only:
            refuse = f"begin select raise(abort, '{table}: append only'); end"
            yield f'create trigger "{_name(model, "kept")}" before delete on "{table}" {refuse}'
            yield (
                f'create trigger "{_name(model, "unchanged")}" before update on "{table}" '
                f"when {_changed(model, 'is not', KEY_ON_SQLITE)} {refuse}"
            )


def _postgresql(guarded: list[Watched]) -> Iterator[str]:
    yield """
        create or replace function guard_refuse() returns trigger language plpgsql as $$
        begin raise exception '%', tg_argv[0] using errcode = 'integrity_constraint_violation'; end $$"""
    for target, key in sorted({(target, key) for model in guarded for _, target, key in references(model)}):
        yield f'create unique index if not exists "{PREFIX}{target}_key" on "{target}" (municipality_id, "{key}")'
    for model in guarded:
        table = model._meta.db_table
        if _has_one_municipality(model):
            yield (
                f'create trigger "{_name(model, "stays")}" before update of municipality_id on "{table}" '
                "for each row when (new.municipality_id is distinct from old.municipality_id) "
                f"execute function guard_refuse('{table}: a row never changes its municipality')"
            )
        for column, target, key in references(model):
            yield (
                f'alter table "{table}" add constraint "{_name(model, column)}" '
                f'foreign key (municipality_id, "{column}") references "{target}" (municipality_id, "{key}")'
            )
        if model.append_only:
            refuse = f"execute function guard_refuse('{table}: append only')"
            yield f'create trigger "{_name(model, "kept")}" before delete on "{table}" for each row {refuse}'
            yield (
                f'create trigger "{_name(model, "unchanged")}" before update on "{table}" '
                f"for each row when ({_changed(model, 'is distinct from', KEY_ON_POSTGRESQL)}) {refuse}"
            )
    for model in guarded:
        if issubclass(model, GuardedModel):
            yield from _row_level_security(model)


# A scalar sub-select is computed once per query; an expression per row made a query 1,000 times slower.
HERE = "(select nullif(current_setting('chinar.municipality', true), '')::bigint)"
ACROSS = "(select current_setting('chinar.published_across', true) = '1')"


def _row_level_security(model: type[GuardedModel]) -> Iterator[str]:
    table: Any = model._meta.db_table
    yield f'alter table "{table}" enable row level security'
    yield f'alter table "{table}" force row level security'
    for policy, clause in _policies(model).items():
        yield f'create policy "{_name(model, policy)}" on "{table}" {clause}'


def _policies(model: type[GuardedModel]) -> dict[str, str]:
    """Clauses of row-level security by name."""
    if model.policies:
        return {policy: clause.format(here=HERE) for policy, clause in model.policies.items()}
    own = f"municipality_id = {HERE}"
    if issubclass(model, HomeModel):
        own = f"{own} or (municipality_id is null and {HERE} is null)"
    seen = f"{own} or ({ACROSS} and {model.published_sql})" if model.published_sql else own
    return {"seen": f"using ({seen}) with check ({own})"}
