"""One key, one message; sent once, tried again, given up, never lost."""

import email
import email.policy
from pathlib import Path
from typing import Any

import pytest
from django.core import mail
from django.db import connection, transaction

from chinar.foundation.core.scope import scoped
from chinar.foundation.notifications import gateways, queries, tasks
from chinar.foundation.notifications.actions import About, forget_about
from chinar.foundation.notifications.models import Message
from chinar.foundation.notifications.recipients import Recipient
from chinar.foundation.notifications.rules import LEASE, MOST_TRIES
from chinar.foundation.notifications.sending import take_in_hand
from chinar.foundation.notifications.tests.conftest import NOW
from chinar.foundation.notifications.tests.world import put_notice, sms_server, smtp_server, told

BY_ADDRESS = Recipient(language="bg", address="radost@chinar.example")
BY_PHONE = Recipient(language="bg", address="0888 12 34 56", channel="sms")


@pytest.fixture(autouse=True)
def notice(tmp_path: Path, settings: Any, town: Any, clock: Any) -> None:
    put_notice(tmp_path, settings)


def test_the_same_notice_is_written_once_to_each(elena: Any, other_town: Any) -> None:
    assert len(told(elena, BY_ADDRESS, elena)) == 2
    assert len(told(elena, BY_ADDRESS, key="one", subject="Друго")) == 2
    assert {message.subject for message in told(elena, key="two")} == {"Нещо"}
    assert Message.objects.count() == 3
    with scoped(other_town.pk):
        assert len(told(elena)) == 1
    assert queries.written([f"one:{BY_ADDRESS.key}", "other"]) == {f"one:{BY_ADDRESS.key}"}
    assert told() == told()  # nobody to tell is no error


def test_what_is_rolled_back_was_never_told(elena: Any) -> None:
    with transaction.atomic():
        told(elena)
        transaction.set_rollback(True)
    assert tasks.send_all() == 0


def test_address_and_text_cannot_be_read_in_the_database(elena: Any) -> None:
    told(elena, BY_ADDRESS)
    with connection.cursor() as cursor:
        cursor.execute("select * from notifications_message")
        kept = str(cursor.fetchall())
    assert [secret for secret in ("radost", "elena@", "Димитрова", "трето") if secret in kept] == []


def test_a_letter_says_the_same_in_both_parts_and_comes_from_the_town(elena: Any, town: Any, settings: Any) -> None:
    town.phone, town.email = "0670 68 050", "obshtina@troyan.example"
    town.save()
    with smtp_server(settings) as letters:
        told(elena)
        assert tasks.send_all() == 1
    letter = email.message_from_bytes(letters[0], policy=email.policy.default)
    assert str(letter["From"]) == "Община Троян <chinar@localhost>"
    assert (str(letter["To"]), str(letter["Reply-To"])) == ("elena@chinar.example", "obshtina@troyan.example")
    assert (str(letter["Subject"]), letter["Auto-Submitted"]) == ("Нещо", "auto-generated")
    message = Message.objects.get()
    assert letter["Message-ID"] == f"<{message.permanent_id}@localhost>"
    assert (message.state, message.sent_at, message.tries) == ("sent", NOW, 1)
    plain, html = (part.get_content() for part in letter.iter_parts())  # type: ignore[attr-defined]
    assert [
        words for words in ("Елена Димитрова", "- едно & „друго“", "- трето <b>", "0670 68 050") if words not in plain
    ] == []
    assert [
        words for words in ("<li>едно &amp; „друго“</li>", "трето &lt;b&gt;", 'href="http://') if words not in html
    ] == []
    assert tasks.send_all() == 0


def test_a_reader_of_english_gets_english(elena: Any) -> None:
    elena.language = "en"
    elena.save()
    told(elena)
    tasks.send_all()
    assert mail.outbox[0].from_email == "Municipality of Troyan <chinar@localhost>"
    assert "sent by a program" in mail.outbox[0].body


def test_a_mailbox_that_does_not_exist_is_given_up_at_once_and_its_address_is_nowhere(
    elena: Any, settings: Any, caplog: Any
) -> None:
    with smtp_server(settings, RCPT=550):
        told(elena)
        assert tasks.send_all() == 0
    message = Message.objects.get()
    assert (message.state, message.trouble, message.trouble_code) == ("failed", "refused", "550")
    assert "elena" not in caplog.text


@pytest.mark.parametrize(
    ("answers", "trouble"),
    [({"RCPT": 450}, "refused"), ({"DATA": 451}, "refused"), ({"MAIL": 530}, "unreachable"), (None, "unreachable")],
)
def test_what_is_not_taken_now_is_tried_later_and_given_up_in_the_end(
    elena: Any, settings: Any, clock: Any, answers: Any, trouble: str
) -> None:
    with smtp_server(settings, **(answers or {})):
        settings.EMAIL_PORT = settings.EMAIL_PORT if answers else 1
        told(elena)
        for number in range(1, MOST_TRIES + 1):
            tasks.send_all()
            message = Message.objects.get()
            assert (message.tries, message.trouble) == (number, trouble)
            tasks.send_all()  # not before its time
            assert Message.objects.get().tries == number
            clock.moment = max(message.next_try_at, clock.moment)
    assert Message.objects.get().state == "failed"


@pytest.mark.parametrize("address", ["nobody", "a@b\r\nBcc: c@d", "a b@c", "@", "и@примерčč..example"])
def test_what_is_no_address_stops_nobody_else(elena: Any, settings: Any, address: str) -> None:
    with smtp_server(settings, RCPT=250) as letters:
        told(Recipient(language="bg", address=address), elena)
        tasks.send_all()
        assert Message.objects.get(account=elena).state == "sent"
    assert b"\nBcc" not in b"".join(letters)


def test_a_sender_that_dies_leaves_the_message_to_the_next_when_the_lease_is_over(elena: Any, clock: Any) -> None:
    told(elena)
    first = take_in_hand(at=clock())
    assert first is not None
    assert take_in_hand(at=clock()) is None
    clock.moment += LEASE
    assert tasks.send_all() == 1
    assert mail.outbox[0].extra_headers["Message-ID"] == f"<{first.permanent_id}@localhost>"


def test_a_message_that_kills_its_sender_each_time_is_given_up(elena: Any, clock: Any) -> None:
    told(elena)
    for _number in range(MOST_TRIES):
        assert take_in_hand(at=clock.later(minutes=5))
    clock.later(minutes=5)
    assert tasks.send_all() == 0
    assert (Message.objects.get().state, Message.objects.get().trouble) == ("failed", "interrupted")


def test_a_fault_of_our_own_stops_no_other_message_and_its_words_are_not_logged(
    elena: Any, other_town: Any, monkeypatch: pytest.MonkeyPatch, caplog: Any
) -> None:
    told(elena)
    with scoped(other_town.pk):
        told(elena)
    send = gateways.Mail.send

    def broken(self: Any, message: Message, town: Any) -> None:
        if town.slug == "razlog":
            raise RuntimeError(message.to)
        send(self, message, town)

    monkeypatch.setattr(gateways.Mail, "send", broken)
    with scoped(None):
        assert tasks.send_all() == 1
    with scoped(other_town.pk):
        assert (Message.objects.get().state, Message.objects.get().trouble) == ("waiting", "interrupted")
    assert "RuntimeError" in caplog.text
    assert "elena" not in caplog.text


def test_a_short_message_goes_to_the_gateway_and_its_number_into_no_address(gateway_of_sms: Any) -> None:
    with sms_server(gateway_of_sms) as taken:
        told(BY_PHONE)
        assert tasks.send_all() == 1
    headers, text = taken[0]
    assert text.startswith("Здравейте")
    asked = {name: headers[f"X-Kannel-{name}"] for name in ("Username", "From", "To", "Coding")}
    assert asked == {"Username": "troyan", "From": "Troyan", "To": "+359888123456", "Coding": "2"}
    assert headers["Content-Type"] == "text/plain; charset=UTF-8"


@pytest.mark.parametrize(
    ("status", "state", "trouble"),
    [(403, "waiting", "unreachable"), (503, "waiting", "unreachable"), (400, "failed", "refused")],
)
def test_what_the_gateway_says(gateway_of_sms: Any, status: int, state: str, trouble: str) -> None:
    with sms_server(gateway_of_sms, status):
        told(BY_PHONE)
        tasks.send_all()
    message = Message.objects.get()
    assert (message.state, message.trouble, message.trouble_code) == (state, trouble, str(status))


def test_without_a_gateway_no_short_message_is_offered_and_none_goes_out(settings: Any) -> None:
    assert not gateways.offers_sms()
    told(BY_PHONE)
    assert tasks.send_all() == 0
    assert Message.objects.get().trouble == "no_gateway"


def test_messages_go_with_what_they_are_about(elena: Any) -> None:
    told(elena)
    forget_about(About("case", "1-2-16.11.2026"), at=NOW)
    assert Message.objects.count() == 1
    forget_about(About("case", "1-1-16.11.2026"), at=NOW)
    assert Message.objects.count() == 0
