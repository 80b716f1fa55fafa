"""A real mailbox: each letter comes once, whatever happens to the one who fetches it, and nothing changes there."""

from collections.abc import Iterator
from typing import Any

import pytest

from chinar.foundation.core.actor import SYSTEM
from chinar.foundation.core.scope import scoped
from chinar.foundation.documents import files
from chinar.foundation.notifications import tasks
from chinar.foundation.notifications.inbound import fetching, imap, rules
from chinar.foundation.notifications.inbound.actions import set_mailbox
from chinar.foundation.notifications.models import IncomingMail, Mailbox
from chinar.foundation.notifications.tests.conftest import NOW
from chinar.foundation.notifications.tests.mail_server import MailServer, arranged, letter, mail_server

State = IncomingMail.State


@pytest.fixture(scope="module")
def started(tmp_path_factory: Any) -> Iterator[MailServer]:
    with mail_server(tmp_path_factory.mktemp("mail")) as server:
        yield server


@pytest.fixture
def server(started: MailServer, settings: Any, tmp_path: Any, town: Any, clock: Any) -> MailServer:
    settings.FILES_ROOT, settings.MAILBOX_AUTHORITIES = tmp_path / "files", str(started.certificate)
    started.empty()
    arranged(started.port)
    return started


def fetch() -> int:
    return fetching.fetch_new(clock=lambda: NOW)


def test_each_letter_comes_once_and_stays_in_the_mailbox_as_it_was(server: MailServer) -> None:
    server.deliver(letter("Едно."), letter("Две."))
    server.deliver(letter("Отпреди."), at=NOW.replace(month=10))
    assert fetch() == 2
    assert (fetch(), server.unseen()) == (0, 3)
    first = IncomingMail.objects.order_by("id").first()
    assert first is not None
    assert (first.received_at, first.state, first.is_cut) == (NOW.replace(second=0), State.FETCHED, False)
    assert b"\r\n\r\n" in files.fetch(first.sha256)
    server.deliver(letter("Две."), letter("Три."))  # delivered twice: to two addresses of one mailbox
    assert (fetch(), IncomingMail.objects.count()) == (1, 3)


def test_a_mailbox_that_is_numbered_anew_brings_nothing_twice(server: MailServer) -> None:
    server.deliver(letter("Едно."), letter("Две."))
    fetch()
    Mailbox.objects.update(uid_validity=7)
    assert (fetch(), IncomingMail.objects.count()) == (0, 2)
    assert Mailbox.objects.get().uid_validity != 7


def test_a_worker_that_dies_between_storing_and_noting_fetches_nothing_twice(
    server: MailServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    server.deliver(letter("Едно."), letter("Две."))

    def die(*_arguments: Any) -> None:
        raise SystemExit

    with monkeypatch.context() as death:
        death.setattr(fetching, "_come_to", die)
        with pytest.raises(SystemExit):
            fetch()
    assert IncomingMail.objects.count() == 1
    assert (fetch(), IncomingMail.objects.count()) == (1, 2)


def test_a_round_is_bounded_and_the_next_ones_bring_the_rest(
    server: MailServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rules, "MOST_AT_ONCE", 4)
    monkeypatch.setattr(imap, "MOST_AT_ONCE", 4)
    server.deliver(*(letter(f"Писмо {number}.") for number in range(10)))
    assert [fetch() for _round in range(4)] == [4, 4, 2, 0]


def test_of_a_letter_that_is_too_large_only_the_head_comes(server: MailServer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rules, "LARGEST", 5_000)
    server.deliver(letter("а" * 20_000), letter("Малко."))
    tasks.take_in_mail()
    large, small = IncomingMail.objects.order_by("id")
    assert (large.is_cut, large.size > 20_000, large.subject, large.state) == (True, True, "Дупка на пътя", "waiting")
    assert len(files.fetch(large.sha256)) < 5_000
    assert (small.is_cut, small.text) == (False, "Малко.")


@pytest.mark.parametrize(
    ("changes", "trouble"),
    [
        ({"password": "друга"}, "password"),
        ({"folder": "Archive"}, "folder"),
        ({"port": 1}, "unreachable"),
        ({"host": "127.0.0.1"}, "certificate"),
        ({"security": "tls"}, "unreachable"),
    ],
)
def test_what_goes_wrong_is_told_and_the_mailbox_rests(
    server: MailServer, clock: Any, changes: dict[str, Any], trouble: str
) -> None:
    server.deliver(letter())
    arranged(**{"port": server.port, **changes})
    tasks.take_in_mail()
    box = Mailbox.objects.get()
    assert (box.trouble, box.failed_at, IncomingMail.objects.count()) == (trouble, NOW, 0)
    arranged(server.port)
    tasks.take_in_mail()
    assert IncomingMail.objects.count() == 0
    clock.later(minutes=5)
    tasks.take_in_mail()
    assert (IncomingMail.objects.count(), Mailbox.objects.get().trouble) == (1, "")


def test_a_server_that_cannot_be_trusted_gets_no_password(server: MailServer, settings: Any) -> None:
    settings.MAILBOX_AUTHORITIES = ""
    with pytest.raises(imap.NoMail) as why:
        fetch()
    assert why.value.trouble is imap.Trouble.CERTIFICATE


def test_another_mailbox_is_read_from_its_beginning_and_a_kept_password_stays(server: MailServer) -> None:
    server.deliver(letter())
    fetch()
    held = Mailbox.objects.get()
    kept = {name: getattr(held, name) for name in ("address", "port", "security", "user", "from_on", "keep_days")}
    for host, last in (("localhost", held.last_uid), ("mail.troyan.example", 0)):
        set_mailbox(**kept, host=host, folder="INBOX", password="", is_on=False, by=SYSTEM, at=NOW)
        held = Mailbox.objects.get()
        assert (held.last_uid, held.password) == (last, "тайна-и-още")
    assert fetch() == 0  # it is switched off


def test_the_letters_of_one_town_are_in_no_other(server: MailServer, other_town: Any) -> None:
    server.deliver(letter())
    with scoped(None):
        tasks.take_in_mail()
    assert IncomingMail.objects.count() == 1
    with scoped(other_town.pk):
        assert IncomingMail.objects.count() == 0
