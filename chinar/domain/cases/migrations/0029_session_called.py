from django.db import migrations, models


class Migration(migrations.Migration):
    """Steps of the ledger: a session of a collective body, data on paper that came, a part for another body (АПК
    чл. 57, ал. 6 and 4; чл. 31)."""

    dependencies = [
        ("cases", "0028_numbers_of_a_counter"),
    ]

    operations = [
        migrations.AlterField(
            model_name="ledgerentry",
            name="step",
            field=models.CharField(
                choices=[
                    ("started", "started"),
                    ("suspended", "suspended"),
                    ("resumed", "resumed"),
                    ("defect_noted", "defect_noted"),
                    ("remedied", "remedied"),
                    ("forwarded", "forwarded"),
                    ("extended", "extended"),
                    ("consent_asked", "consent_asked"),
                    ("consent_given", "consent_given"),
                    ("session_called", "session_called"),
                    ("data_came", "data_came"),
                    ("partly_elsewhere", "partly_elsewhere"),
                    ("silence", "silence"),
                    ("decided", "decided"),
                    ("served", "served"),
                    ("appealed", "appealed"),
                    ("terminated", "terminated"),
                    ("reopened", "reopened"),
                ],
                max_length=20,
            ),
        ),
    ]
