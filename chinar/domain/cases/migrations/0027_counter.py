"""A matter names the counter of its number, whose register and year it repeated."""

from typing import Any

import django.db.models.deletion
from django.db import migrations, models
from django.db.models import OuterRef, Subquery


def name_the_counter(apps: Any, schema_editor: Any) -> None:
    cases, counters = (apps.get_model("cases", name)._base_manager for name in ("Case", "Counter"))
    if not cases.exists():
        return  # tables made at once have neither a register nor a year to compare
    same = {name: OuterRef(name) for name in ("municipality", "register", "year")}
    cases.update(counter=Subquery(counters.filter(**same).values("pk")[:1]))


class Migration(migrations.Migration):
    dependencies = [("cases", "0026_handed_over_at_an_office")]
    operations = [
        migrations.AddField(
            "case",
            "counter",
            models.ForeignKey(
                "cases.counter", django.db.models.deletion.PROTECT, related_name="+", db_index=False, null=True
            ),
        ),
        migrations.RunPython(name_the_counter),
    ]
