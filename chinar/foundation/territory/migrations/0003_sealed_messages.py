"""What a message between municipalities holds is encrypted until it is answered, and then emptied."""

import json

from django.db import migrations, models

import chinar.foundation.core.fields


def seal(apps, schema_editor):
    for message in apps.get_model("territory", "HandOver")._base_manager.all():
        answered_at = message.accepted_at or message.refused_at
        message.content = "" if answered_at else json.dumps(message.facts, ensure_ascii=False, sort_keys=True)
        message.emptied_at = answered_at
        message.save(update_fields=["content", "emptied_at"])


def open_again(apps, schema_editor):
    for message in apps.get_model("territory", "HandOver")._base_manager.all():
        message.facts = json.loads(message.content or "{}")
        message.save(update_fields=["facts"])


class Migration(migrations.Migration):

    dependencies = [
        ('territory', '0002_country'),
    ]

    operations = [
        migrations.AddField(
            model_name='handover',
            name='accepted_as',
            field=models.CharField(max_length=100, null=True),
        ),
        migrations.AddField(
            model_name='handover',
            name='content',
            field=chinar.foundation.core.fields.EncryptedTextField(blank=True, default=''),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name='handover',
            name='emptied_at',
            field=models.DateTimeField(null=True),
        ),
        migrations.RunPython(seal, open_again),
        migrations.RemoveField(
            model_name='handover',
            name='facts',
        ),
    ]
