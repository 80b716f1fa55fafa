"""Indexes by which the public list of signals is read a page at a time."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('reports', '0003_joined_and_accused'),
    ]

    operations = [
        migrations.AddIndex(
            model_name='citizenreport',
            index=models.Index(fields=['municipality', 'id'], name='reports_newest'),
        ),
        migrations.AddIndex(
            model_name='citizenreport',
            index=models.Index(fields=['municipality', 'category', 'id'], name='reports_newest_of_category'),
        ),
        migrations.AddIndex(
            model_name='citizenreport',
            index=models.Index(fields=['municipality', 'settlement', 'id'], name='reports_newest_in_settlement'),
        ),
    ]
