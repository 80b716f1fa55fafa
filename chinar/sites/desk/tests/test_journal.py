"""The journal's page: who sees it, what it shows, that reading it is itself told."""

from datetime import UTC, datetime
from typing import Any

import pytest
from django.test import Client

from chinar.foundation.core.actor import SYSTEM
from chinar.foundation.core.scope import scoped
from chinar.foundation.journal import verbs
from chinar.foundation.journal.actions import record
from chinar.foundation.journal.models import Entry
from chinar.foundation.people import access

AT = datetime(2026, 11, 16, 9, 30, tzinfo=UTC)
PAGE = "/troyan/bg/desk/journal/"


@pytest.fixture
def secretary(town: Any, monkeypatch: pytest.MonkeyPatch, client: Client) -> Client:
    """Somebody with the ability journal.read, and entries to read."""
    from chinar.foundation.people.models import Account

    monkeypatch.setattr(verbs, "_verbs", dict(verbs._verbs))
    verbs.register(verbs.Verb("matter.opened", "{actor} opened {subject}"))
    account = Account.objects.create(email="svetla@chinar.example", name="Светла Маринова")
    monkeypatch.setattr(access, "can", lambda user, ability, **_: user.pk == account.pk and ability == "journal.read")
    client.force_login(account)
    for number in range(60):
        record("matter.opened", by=SYSTEM, at=AT, subject=f"ТРО-{number}")
    return client


def test_the_newest_entries_come_first_and_older_ones_follow(secretary: Client) -> None:
    text = secretary.get(PAGE).content.decode()
    assert "ТРО-59" in text
    assert "ТРО-9<" not in text
    older = Entry.objects.get(subject="ТРО-10").pk
    assert f"before={older}" in text
    text = secretary.get(f"{PAGE}?before={older}").content.decode()
    assert "ТРО-9<" in text
    assert "ТРО-10<" not in text


def test_one_matter_is_found_by_its_number(secretary: Client) -> None:
    text = secretary.get(PAGE, {"subject": " ТРО-7 "}).content.decode()
    assert "ТРО-7<" in text
    assert "ТРО-8<" not in text
    assert secretary.get(PAGE, {"before": "²", "verb": "x"}).status_code == 200


def test_one_verb_is_found_and_stays_chosen(secretary: Client) -> None:
    secretary.get(PAGE)
    text = secretary.get(PAGE, {"verb": "journal.read"}).content.decode()
    assert "ТРО-" not in text
    assert text.count("<tr") == 2
    assert '<option value="journal.read" selected' in text
    assert "<td" not in secretary.get(PAGE, {"verb": "unknown"}).content.decode()


def test_reading_the_journal_is_an_entry_with_what_was_shown(secretary: Client) -> None:
    secretary.get(PAGE, {"subject": "ТРО-7"})
    entry = Entry.objects.get(verb="journal.read")
    assert entry.ids == [Entry.objects.get(subject="ТРО-7").pk]


def test_entries_of_another_town_are_not_shown(secretary: Client, other_town: Any) -> None:
    with scoped(other_town.pk):
        record("matter.opened", by=SYSTEM, at=AT, subject="РАЗ-1")
    text = secretary.get(PAGE, {"subject": "РАЗ-1"}).content.decode()
    assert "<td" not in text


def test_a_visitor_is_asked_to_sign_in_and_a_stranger_finds_nothing(secretary: Client, client: Client) -> None:
    from chinar.foundation.people.models import Account

    assert Client().get(PAGE).status_code == 302
    stranger = Client()
    stranger.force_login(Account.objects.create(email="petar@chinar.example", name="Петър Стоянов"))
    assert stranger.get(PAGE).status_code == 404
