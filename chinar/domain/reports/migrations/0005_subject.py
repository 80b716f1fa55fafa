"""Every signal learns what it is about: lists and figures read the copy in the case."""

from typing import Any

from django.db import migrations
from django.db.models import OuterRef, Subquery


def copy_categories(apps: Any, schema_editor: Any) -> None:
    reports = apps.get_model("reports", "CitizenReport")._base_manager
    about = reports.filter(case=OuterRef("pk")).values("category__code")[:1]
    cases = apps.get_model("cases", "Case")._base_manager
    cases.filter(kind="report", subject="", report__isnull=False).update(subject=Subquery(about))


class Migration(migrations.Migration):
    dependencies = [("reports", "0004_newest"), ("cases", "0023_subject")]
    operations = [migrations.RunPython(copy_categories, migrations.RunPython.noop)]
