"""Companies were hashed as persons are: each query about one is hashed anew from the number that its evidence keeps."""

from collections.abc import Iterator
from typing import Any

from django.db import migrations

from chinar.domain.registers.subjects import subject_hash


def hash_anew(apps: Any, schema_editor: Any) -> None:
    for query in wrong_hashes(apps.get_model("registers", "RegisterQuery")._base_manager.all()):
        query.save(update_fields=["subject_hash"])


def wrong_hashes(queries: Any) -> Iterator[Any]:
    """Each row whose hash is of the wrong sort, with the right one. What was destroyed has none and keeps none."""
    rows = queries.exclude(subject_hash="").select_related("evidence").only("subject_hash", "evidence__subject")
    for query in rows.iterator():
        found = subject_hash(query.evidence.subject)
        if found and found != query.subject_hash:
            query.subject_hash = found
            yield query


class Migration(migrations.Migration):
    dependencies = [("registers", "0001_initial")]
    operations = [migrations.RunPython(hash_anew, migrations.RunPython.noop)]
