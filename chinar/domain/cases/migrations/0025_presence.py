"""Every account learns in which municipalities it acts in a matter or is known: matters that were registered before
`Presence` was kept appear in the list of one's own matters over all municipalities."""

from typing import Any

from django.db import migrations


def be_present_everywhere(apps: Any, schema_editor: Any) -> None:
    presences = apps.get_model("people", "Presence")._base_manager
    presence = presences.model
    known = set()
    for model in (apps.get_model("cases", "Party"), apps.get_model("people", "Person")):
        acting = model._base_manager.filter(account__isnull=False).order_by()
        known.update(acting.values_list("account_id", "municipality_id").distinct())
    rows = [presence(account_id=account, municipality_id=town) for account, town in sorted(known)]
    presences.bulk_create(rows, batch_size=1_000, ignore_conflicts=True)


class Migration(migrations.Migration):
    dependencies = [("cases", "0024_by_email"), ("people", "0006_presence")]
    operations = [migrations.RunPython(be_present_everywhere, migrations.RunPython.noop)]
