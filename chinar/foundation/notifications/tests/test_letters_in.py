"""What becomes of a letter that came: set aside, given to its receiver, or waiting for an official."""

from datetime import timedelta
from typing import Any

import pytest

from chinar.foundation.core.actor import SYSTEM
from chinar.foundation.documents import clamd, files
from chinar.foundation.notifications import tasks
from chinar.foundation.notifications.inbound import actions, handling, receivers
from chinar.foundation.notifications.inbound.reading import Letter
from chinar.foundation.notifications.inbound.receivers import NotTaken, Receiver, Recognised
from chinar.foundation.notifications.inbound.rules import MOST_TRIES, Aside
from chinar.foundation.notifications.models import IncomingMail, MailAttachment, Message
from chinar.foundation.notifications.tests.conftest import NOW
from chinar.foundation.notifications.tests.mail_server import arranged, came, letter
from chinar.foundation.notifications.tests.world import put_notice, told

REPORT = """From: MAILER-DAEMON@mx.example
Subject: Undelivered
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary=b

--b

It did not arrive.
--b
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.example

Final-Recipient: rfc822; elena@chinar.example
Action: {action}
Status: {status}
--b
Content-Type: message/rfc822

From: chinar@localhost
Message-ID: <{message_id}@localhost>

x
--b--
"""


@pytest.fixture(autouse=True)
def here(settings: Any, tmp_path: Any, town: Any, clock: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    settings.FILES_ROOT = tmp_path / "files"
    monkeypatch.setattr(receivers, "_receivers", {})
    put_notice(tmp_path, settings)


def handled(raw: bytes) -> IncomingMail:
    mail = came(raw)
    handling.handle_fetched(clock=lambda: NOW)
    mail.refresh_from_db()
    return mail


def test_what_somebody_wrote_waits_and_what_a_machine_sent_does_not() -> None:
    waiting = handled(letter("Пред нас има дупка.", files=(("a.pdf", b"%PDF-1.4\n%%EOF\n", "application/pdf"),)))
    assert (waiting.state, waiting.text, waiting.sender) == ("waiting", "Пред нас има дупка.", "radost@chinar.example")
    assert [one.name for one in waiting.attachments.all()] == ["a.pdf"]
    for heads, reason in (({"Auto_Submitted": "auto-replied"}, "automatic"), ({"X_Spam_Flag": "YES"}, "spam")):
        mail = handled(letter(f"Второ {reason}", **heads))
        assert (mail.state, mail.reason, mail.handled_by) == ("aside", reason, None)


def test_our_own_letters_come_back_to_nobody(elena: Any) -> None:
    arranged(address="signali@troyan.example")
    message = told(elena)[0]
    mine = handled(letter("a", Message_ID=f"<{message.permanent_id}@localhost>"))
    ours = handled(letter("b", sender="signali@troyan.example"))
    assert (mine.reason, ours.reason) == ("own", "own")


def test_a_report_that_a_letter_did_not_arrive_stands_with_the_message(elena: Any) -> None:
    message = told(elena)[0]
    tasks.send_all()
    for action, status, state in (("delayed", "4.4.1", "sent"), ("failed", "5.1.1", "failed")):
        raw = REPORT.format(action=action, status=status, message_id=message.permanent_id).encode()
        assert handled(raw).reason == "bounce"
        message.refresh_from_db()
        assert message.state == state
    assert (message.trouble, message.trouble_code) == ("refused", "5.1.1")
    unknown = REPORT.format(action="failed", status="5.1.1", message_id="00000000-0000-4000-8000-000000000000")
    assert handled(unknown.encode()).reason == "bounce"


def test_a_message_id_cannot_be_foreseen_and_is_the_same_at_each_try(elena: Any, other_town: Any) -> None:
    first = told(elena)[0]
    assert first.mail_id == Message.objects.get().permanent_id
    assert str(first.mail_id) not in first.idempotency


def receive(monkeypatch: pytest.MonkeyPatch, *, is_proven: bool = True, full: bool = False) -> list[str]:
    taken: list[str] = []

    def take(subject: str, mail: IncomingMail, found: Letter, raw: bytes, at: Any) -> None:
        if full:
            raise NotTaken(subject)
        taken.append(f"{subject} {found.text} {len(raw) == mail.size}")

    receiver = Receiver("case", lambda found, answered: Recognised("1-1-16.11.2026", is_proven=is_proven), take)
    monkeypatch.setattr(receivers, "_receivers", {"case": receiver})
    return taken


def test_a_receiver_takes_its_own_once(monkeypatch: pytest.MonkeyPatch) -> None:
    taken = receive(monkeypatch)
    mail = handled(letter("Отговор."))
    assert (mail.state, mail.about_kind, mail.about, taken) == (
        "taken", "case", "1-1-16.11.2026", ["1-1-16.11.2026 Отговор. True"],
    )  # fmt: skip
    handling.handle_fetched(clock=lambda: NOW)
    assert len(taken) == 1


@pytest.mark.parametrize(("is_proven", "full"), [(False, False), (True, True)])
def test_what_is_only_hinted_at_or_finds_no_place_waits_for_an_official(
    monkeypatch: pytest.MonkeyPatch, is_proven: bool, full: bool
) -> None:
    taken = receive(monkeypatch, is_proven=is_proven, full=full)
    mail = handled(letter())
    assert (mail.state, mail.names, taken) == ("waiting", "1-1-16.11.2026", [])


def test_a_letter_that_kills_its_reader_waits_with_its_head_and_holds_up_no_other(
    clock: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    mail, other = came(letter("Бомба.")), came(letter("Друго."))
    for number in range(MOST_TRIES):
        taken = handling.take_in_hand(at=clock())
        assert taken is not None
        assert (taken.pk, taken.tries) == (mail.pk, number + 1)
        clock.later(minutes=3)
        if not number:
            handling.take_in_hand(at=clock.moment - timedelta(minutes=2))
            IncomingMail.objects.filter(pk=other.pk).update(next_try_at=clock() + timedelta(days=1))
    handling.handle_fetched(clock=clock)
    mail.refresh_from_db()
    assert (mail.state, mail.is_readable, mail.subject, mail.text) == ("waiting", False, "Дупка на пътя", "")


def test_nobody_opens_a_letter_before_the_scanner_has_spoken(settings: Any, clock: Any, monkeypatch: Any) -> None:
    settings.CLAMD = "tcp://localhost:1"
    mail = came(letter())
    assert handling.handle_fetched(clock=clock) == 0
    monkeypatch.setattr(clamd, "scan", lambda address, raw: "Eicar-Test-Signature")
    clock.later(minutes=3)
    assert handling.handle_fetched(clock=clock) == 1
    mail.refresh_from_db()
    assert (mail.state, mail.reason) == ("aside", "infected")
    with pytest.raises(actions.AlreadyHandled):
        actions.bring_back(mail, by=SYSTEM, at=NOW)


def test_of_two_officials_one_handles_a_letter_and_what_was_set_aside_can_come_back() -> None:
    mail = handled(letter())
    actions.set_aside(mail, reason=Aside.ANSWERED, by=SYSTEM, at=NOW)
    with pytest.raises(actions.AlreadyHandled):
        actions.set_aside(mail, reason=Aside.UNWANTED, by=SYSTEM, at=NOW)
    actions.bring_back(mail, by=SYSTEM, at=NOW)
    with pytest.raises(actions.AlreadyHandled):
        actions.bring_back(mail, by=SYSTEM, at=NOW)
    assert actions.hold(mail).state == "waiting"


def test_what_was_handled_is_emptied_after_its_days_and_what_waits_never(clock: Any) -> None:
    arranged(keep_days=30)
    pdf = (("a.pdf", b"%PDF-1.4\n%%EOF\n", "application/pdf"),)
    waiting, spam = handled(letter("Чака.")), handled(letter("Спам.", files=pdf, X_Spam_Flag="YES"))
    clock.later(days=29)
    tasks.erase_old_mail()
    assert files.is_intact(spam.sha256)
    clock.later(days=2)
    tasks.erase_old_mail()
    assert (files.is_intact(waiting.sha256), files.is_intact(spam.sha256)) == (True, False)
    spam.refresh_from_db()
    assert (spam.text, spam.sender, spam.sha256, MailAttachment.objects.count()) == ("", "", "", 0)
    assert spam.identity  # so that it is not fetched again
