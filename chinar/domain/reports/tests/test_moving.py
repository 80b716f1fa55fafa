"""What older installations keep of who supports and follows signals comes over whole."""

import re
from importlib import import_module
from types import SimpleNamespace
from typing import Any
from uuid import uuid4

import pytest
from django.apps import apps
from django.db import connection
from django.test import Client

from chinar.domain.cases.tests.world import NOW, TOWN
from chinar.domain.reports.models import Category
from chinar.domain.reports.talking import SIGNAL
from chinar.domain.reports.tests.world import filed
from chinar.foundation.conversation.actions.subscribing import ask_to_follow
from chinar.foundation.conversation.models import News, Subscription, Support
from chinar.foundation.notifications.models import Message

OLD = {Support: "reports_follower", Subscription: "reports_subscription", News: "reports_effectnews"}
LATER = {"subject_kind", "subject", "sort", "mark", "looked_at"}


@pytest.mark.django_db
def test_rows_keep_their_ids_and_links_of_older_letters_work(lamps: Category, django_user_model: Any) -> None:
    report = filed(lamps, name="", email="")
    ask_to_follow(SIGNAL, report.case.number, address="a@chinar.example", language="bg", at=NOW)
    letter = Message.objects.order_by("-id")[0].text
    Support.objects.create(subject_kind="report", subject=report.case.number, key=uuid4(), at=NOW)
    of_news = {"subject_kind": "report", "subject": report.case.number, "sort": "effect"}
    News.objects.create(**of_news, mark="77", noted_at=NOW, reached=3)
    facts = "subject", "address_hash", "asked", "told_state"
    before = Subscription.objects.values_list("pk", *facts).get(), Support.objects.get(), News.objects.get()
    _as_before(report.pk)
    import_module("chinar.domain.reports.migrations.0008_conversation").move(
        apps, SimpleNamespace(connection=connection)
    )
    after = Subscription.objects.values_list("pk", *facts).get(), Support.objects.get(), News.objects.get()
    assert after == before
    assert (after[2].mark, after[2].reached, after[1].subject) == ("77", 3, report.case.number)
    assert Subscription.objects.get().address == "a@chinar.example"
    found = re.search(rf"{TOWN}/conversation(/follow/\d+/\w+/)", letter)
    assert found
    assert "Следите го" in Client().post(f"{TOWN}/signals{found[1]}", follow=True).text, "as older letters say it"
    assert Support.objects.create(**of_support(report.case.number)).pk > after[1].pk, "ids go on behind those moved"


def of_support(number: str) -> dict[str, Any]:
    return {"subject_kind": "report", "subject": number, "key": uuid4(), "at": NOW}


def _as_before(report: int) -> None:
    """The tables as they were, with the rows that stand in conversation now."""
    quote = connection.ops.quote_name
    with connection.cursor() as cursor:
        for model, table in OLD.items():
            kept = ", ".join(quote(str(f.column)) for f in model._meta.concrete_fields if f.name not in LATER)
            more = ", 77 as link_id" if model is News else ""
            here = model._meta.db_table
            cursor.execute(f"create table {table} as select {kept}, {int(report)} as report_id{more} from {here}")
            cursor.execute(f"delete from {here}")
