"""Who supports and follows signals, and the news for them, stand in conversation from now on.

The database copies the rows by itself: texts stay encrypted as they are, and every row keeps its id, by which the links
in letters that were sent before find it.
"""

from typing import Any

from django.core.management.color import no_style
from django.db import migrations

OF_SIGNAL = "join reports_citizenreport r on r.id = old.report_id join cases_case c on c.id = r.case_id"
COPIES = {
    "Support": f"""
        insert into conversation_support (id, municipality_id, subject_kind, subject, account_id, "key", "at")
        select old.id, old.municipality_id, 'report', c.number, old.account_id, old."key", old."at"
        from reports_follower old {OF_SIGNAL}""",
    "Subscription": f"""
        insert into conversation_subscription (id, municipality_id, subject_kind, subject, account_id, address,
            address_hash, language, asked, asked_at, confirmed_at, ended_at, told, told_state, told_outcome)
        select old.id, old.municipality_id, 'report', c.number, old.account_id, old.address,
            old.address_hash, old.language, old.asked, old.asked_at, old.confirmed_at, old.ended_at, old.told,
            old.told_state, old.told_outcome
        from reports_subscription old {OF_SIGNAL}""",
    "News": f"""
        insert into conversation_news (id, municipality_id, subject_kind, subject, sort, mark, noted_at, reached, told_at)
        select old.id, old.municipality_id, 'report', c.number, 'effect', cast(old.link_id as varchar(40)), old.noted_at,
            old.reached, old.told_at
        from reports_effectnews old {OF_SIGNAL}""",
}


def move(apps: Any, schema_editor: Any) -> None:
    connection = schema_editor.connection
    if "reports_follower" not in connection.introspection.table_names():
        return  # the tables of a new installation are made at once, without those that went
    models = [apps.get_model("conversation", name) for name in COPIES]
    with connection.cursor() as cursor:
        for statement in (*COPIES.values(), *connection.ops.sequence_reset_sql(no_style(), models)):
            cursor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [("reports", "0007_effect_news"), ("conversation", "0001_initial"), ("cases", "0024_by_email")]
    operations = [migrations.RunPython(move, migrations.RunPython.noop)]
