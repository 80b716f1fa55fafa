from django.db import migrations


def open_chain(apps, schema_editor):
    apps.get_model("journal", "Chain").objects.get_or_create(municipality=None)


class Migration(migrations.Migration):
    dependencies = [("journal", "0001_initial")]
    operations = [migrations.RunPython(open_chain, migrations.RunPython.noop)]
