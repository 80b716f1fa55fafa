"""Register and year of a number stand with its counter only; no counter gives one twice."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("cases", "0027_counter")]
    operations = [
        migrations.AlterField(
            "case",
            "counter",
            models.ForeignKey(
                "cases.counter", django.db.models.deletion.PROTECT, related_name="+", db_index=False
            ),
        ),
        migrations.RemoveConstraint("case", "cases_no_double"),
        migrations.AddConstraint(
            "case", models.UniqueConstraint(fields=["counter", "sequence"], name="cases_no_double")
        ),
        migrations.RemoveField("case", "register"),
        migrations.RemoveField("case", "year"),
    ]
