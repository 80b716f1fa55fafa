"""The tables of an empty database, made at once as they are today.

`migrate` walks the whole history of every table, and Django draws all models that are related to one another anew at
each step; here nearly all are. On an empty database the history changes nothing, so its last page is enough: each
table once, then the steps that fill in rows. A test walks the history too and finds the same schema
(tests/house/test_migrations.py).
"""

from collections.abc import Sequence

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.operations import RunPython
from django.db.migrations.operations.base import Operation
from django.db.migrations.operations.fields import FieldOperation
from django.db.migrations.operations.models import IndexOperation, ModelOperation

KNOWN = (ModelOperation, FieldOperation, IndexOperation, RunPython)


def make_at_once(connection: BaseDatabaseWrapper) -> bool:
    """Makes all tables and writes every migration down as applied. False, and nothing done, unless the database is
    empty. It stands whole or not at all."""
    if connection.introspection.table_names():
        return False
    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes(), clean_start=True)
    steps = [step for migration, _ in plan for step in _that_fill(migration.operations)]
    apps = executor.loader.project_state(executor.loader.graph.leaf_nodes()).apps
    with connection.schema_editor(atomic=True) as editor:
        for model in apps.get_models():
            if model._meta.can_migrate(connection):
                editor.create_model(model)
        for step in steps:
            step.code(apps, editor)
        executor.recorder.ensure_schema()
        for migration, _ in plan:
            executor.recorder.record_applied(migration.app_label, migration.name)
    return True


def _that_fill(operations: Sequence[Operation]) -> list[RunPython]:
    """The steps that write rows. They meet the tables of today, still empty of what they would correct.

    Raises TypeError for a step of another sort (SQL, say): nobody has thought about it here yet."""
    for step in operations:
        if not isinstance(step, KNOWN):
            raise TypeError(f"{step!r} cannot be done on tables made at once")
    return [step for step in operations if isinstance(step, RunPython)]
