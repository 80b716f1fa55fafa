"""What becomes of a letter that was stored: it is recognised and goes into a file, is set aside, or waits for an
official.

Taking one in hand counts the try and moves the next one on, in a transaction of its own: a letter that kills its reader
is tried three times and then waits, with its head only, for an official.
"""

import logging
from collections.abc import Callable
from datetime import datetime
from email.utils import parseaddr
from uuid import UUID

from django.conf import settings
from django.db import transaction

from chinar.foundation.core.actor import SYSTEM
from chinar.foundation.documents import clamd, files
from chinar.foundation.journal.actions import record
from chinar.foundation.notifications.inbound import receivers
from chinar.foundation.notifications.inbound.reading import Failure, Letter, Unreadable, read, read_head
from chinar.foundation.notifications.inbound.rules import MOST_AT_ONCE, MOST_TRIES, PAUSE, Aside, reason_of
from chinar.foundation.notifications.models import IncomingMail, MailAttachment, Mailbox, Message

log = logging.getLogger(__name__)
State = IncomingMail.State
_NOTHING = Letter(sender="", sender_name="", subject="", text="", message_id="", answers=(), marks=read(b"\n").marks)


def handle_fetched(*, clock: Callable[[], datetime]) -> int:
    """Handles what waits in the municipality in scope; answers how many letters it was done with."""
    done = 0
    for _number in range(MOST_AT_ONCE):
        mail = take_in_hand(at=clock())
        if mail is None:
            break
        done += _handle(mail, at=clock())
    return done


def take_in_hand(*, at: datetime) -> IncomingMail | None:
    """The letter that came first, held until its next try; None when none is due."""
    with transaction.atomic():
        due = IncomingMail.objects.fetched().filter(next_try_at__lte=at).select_for_update(skip_locked=True)
        mail: IncomingMail | None = due.order_by("next_try_at", "id").first()
        if mail is None:
            return None
        mail.tries += 1
        mail.next_try_at = at + PAUSE
        mail.save(update_fields=["tries", "next_try_at"])
    return mail


def _handle(mail: IncomingMail, *, at: datetime) -> bool:
    """False when it has to be tried again."""
    raw = files.fetch(mail.sha256)
    try:
        found = clamd.scan(settings.CLAMD, raw) if settings.CLAMD else ""
    except clamd.NoVerdict:
        # Until the scanner answers nobody opens it, however long that takes.
        IncomingMail.objects.filter(pk=mail.pk).update(tries=0)
        return False
    letter, is_readable = _letter(mail, raw)
    with transaction.atomic():
        held = IncomingMail.objects.fetched().select_for_update().filter(pk=mail.pk).first()
        if held is None:
            return True
        _note(held, letter, is_readable=is_readable)
        reason = Aside.INFECTED if found else _reason(letter)
        if reason is not None:
            _set_aside(held, reason, letter, at=at)
        elif not (is_readable and not held.is_cut and _taken(held, letter, raw, at=at)):
            held.state = State.WAITING
        held.save()
    return True


def _letter(mail: IncomingMail, raw: bytes) -> tuple[Letter, bool]:
    """What it says; of one that cannot be taken apart, or killed its reader before, its head at most."""
    try:
        if mail.tries <= MOST_TRIES:
            return read(raw), True
    except Unreadable:
        pass
    try:
        return read_head(raw), False
    except Unreadable:
        return _NOTHING, False


def _note(mail: IncomingMail, letter: Letter, *, is_readable: bool) -> None:
    mail.sender, mail.sender_name, mail.subject = letter.sender, letter.sender_name, letter.subject
    mail.text, mail.is_readable, mail.is_shortened = letter.text, is_readable, letter.is_shortened
    MailAttachment.objects.bulk_create(
        MailAttachment(mail=mail, position=one.position, name=one.name, size=one.size, is_paper=one.is_paper)
        for one in letter.attachments
    )


def own_addresses() -> list[str]:
    box = Mailbox.objects.first()
    return [parseaddr(settings.DEFAULT_FROM_EMAIL)[1], *([box.address] if box else [])]


def _reason(letter: Letter) -> Aside | None:
    is_own = bool(letter.message_id) and bool(_messages((letter.message_id,)))
    return reason_of(letter.marks, own_addresses=own_addresses(), own_ids=is_own)


def _messages(ids: tuple[str, ...]) -> list[Message]:
    """Those of our messages that bear these Message-IDs, in the order of the ids."""
    by_id = {mail_id: place for place, name in enumerate(ids) if (mail_id := _uuid(name.partition("@")[0]))}
    found = Message.objects.filter(mail_id__in=list(by_id)).select_related("account") if by_id else []
    return sorted(found, key=lambda message: by_id[message.mail_id])


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None


def _set_aside(mail: IncomingMail, reason: Aside, letter: Letter, *, at: datetime) -> None:
    mail.state, mail.reason, mail.handled_at = State.ASIDE, reason.value, at
    if reason is Aside.BOUNCE and letter.failure is not None:
        note_bounce(letter.failure, at=at)


def note_bounce(failure: Failure, *, at: datetime) -> None:
    """The other side reports that a letter of ours did not arrive: it stands among the messages that do not arrive."""
    for message in _messages(failure.answered):
        sent = Message.objects.filter(pk=message.pk, state=Message.State.SENT)
        if sent.update(state=Message.State.FAILED, trouble=Message.Trouble.REFUSED, trouble_code=failure.status[:10]):
            record("message.bounced", by=SYSTEM, at=at, subject=str(message.pk), subject_kind="message")


def _taken(mail: IncomingMail, letter: Letter, raw: bytes, *, at: datetime) -> bool:
    """Whether a receiver knows it for its own and has taken it. What one only seems to know is kept as a hint."""
    for receiver, found in receivers.recognised(letter, _messages(letter.answers)):
        mail.names = mail.names or found.subject[:40]
        if not found.is_proven:
            continue
        try:
            with transaction.atomic():
                receiver.take(found.subject, mail, letter, raw, at)
        except receivers.NotTaken:
            return False
        mail.state, mail.handled_at = State.TAKEN, at
        mail.about_kind, mail.about = receiver.kind, found.subject
        return True
    return False
