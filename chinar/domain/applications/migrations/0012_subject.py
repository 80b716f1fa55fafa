"""Every matter learns which service was asked for: lists and figures read the copy in the case."""

from typing import Any

from django.db import migrations
from django.db.models import OuterRef, Subquery


def copy_services(apps: Any, schema_editor: Any) -> None:
    applications = apps.get_model("applications", "Application")._base_manager
    asked = applications.filter(case=OuterRef("pk")).values("service_version__service__code")[:1]
    cases = apps.get_model("cases", "Case")._base_manager
    cases.filter(kind="application", subject="", application__isnull=False).update(subject=Subquery(asked))


class Migration(migrations.Migration):
    dependencies = [("applications", "0011_general_and_letters"), ("cases", "0023_subject")]
    operations = [migrations.RunPython(copy_services, migrations.RunPython.noop)]
