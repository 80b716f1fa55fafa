"""The mailbox of the demo shows what a town sent; outside the demo there is none."""

from datetime import UTC, datetime
from typing import Any

import pytest
from django.test import Client

from chinar.foundation.core.scope import scoped
from chinar.foundation.notifications.models import Message
from chinar.foundation.territory import towns

AT = datetime(2026, 11, 16, 9, tzinfo=UTC)
TEXT = "Здравейте <b>\n\n- едно\n\nhttps://x.example/"
MAILBOX = "/troyan/bg/mailbox/"


@pytest.fixture(autouse=True)
def written(town: Any, other_town: Any, settings: Any) -> None:
    settings.DEMO = True
    towns.forget()
    for number in range(25):
        Message.objects.create(
            idempotency=str(number), channel="email", audience="citizen", address="a@chinar.example", language="bg",
            template="x", subject=f"Писмо {number}", text=TEXT, next_try_at=AT, written_at=AT,
        )  # fmt: skip
    with scoped(other_town.pk):
        Message.objects.create(
            idempotency="x", channel="email", audience="citizen", address="b@chinar.example", language="bg",
            template="x", subject="Чуждо писмо", text="Здравейте", next_try_at=AT, written_at=AT,
        )  # fmt: skip


def test_it_shows_what_this_town_sent_newest_first(client: Client, django_assert_max_num_queries: Any) -> None:
    client.get(MAILBOX)
    with django_assert_max_num_queries(10):
        page = client.get(MAILBOX).text
    assert page.index("Писмо 24") < page.index("Писмо 5<")
    assert "Писмо 4<" not in page
    assert "Писмо 4<" in client.get(f"{MAILBOX}?page=2").text
    assert [
        shown for shown in ("Здравейте &lt;b&gt;", "<li>едно</li>", 'href="https://x.example/"') if shown not in page
    ] == []
    assert "Чуждо" not in page
    assert MAILBOX in client.get("/troyan/bg/").text
    assert client.get(f"{MAILBOX}?page=²").status_code == 200


def test_outside_the_demo_there_is_no_mailbox(client: Client, settings: Any) -> None:
    settings.DEMO = False
    assert client.get(MAILBOX).status_code == 404
    assert MAILBOX not in client.get("/troyan/bg/").text
