"""Verbs of the mailbox, and what officials do with a letter."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from django.db import transaction

from chinar.foundation.core.actor import Actor
from chinar.foundation.journal.actions import record
from chinar.foundation.notifications.inbound.fetching import note_trouble, source_of
from chinar.foundation.notifications.inbound.imap import NoMail
from chinar.foundation.notifications.inbound.rules import Aside
from chinar.foundation.notifications.models import IncomingMail, MailAttachment, Mailbox

State = IncomingMail.State
MOST_AT_ONCE = 500


class AlreadyHandled(Exception):
    """A colleague was faster, or the letter is gone; nothing was changed."""


@transaction.atomic
def set_mailbox(
    *,
    address: str,
    host: str,
    port: int,
    security: str,
    user: str,
    password: str,
    folder: str,
    from_on: date,
    keep_days: int,
    is_on: bool,
    by: Actor,
    at: datetime,
) -> Mailbox:
    """An empty password keeps the one that is held. Another server, user or folder is read from `from_on` anew."""
    content = {"address": address, "host": host, "port": port, "security": security, "user": user, "folder": folder}
    content |= {"from_on": from_on, "keep_days": keep_days, "is_on": is_on, "changed_at": at}
    held = Mailbox.objects.select_for_update().first()
    before = source_of(held) if held else ""
    content |= {"changed_by_id": by.account_id} | ({"password": password} if password else {})
    made: Mailbox = Mailbox.objects.update_or_create(defaults=content)[0]
    if source_of(made) != before:
        Mailbox.objects.filter(pk=made.pk).update(uid_validity=0, last_uid=0)
    record("mailbox.set", by=by, at=at, facts={"state": "on" if is_on else "off"})
    return made


@transaction.atomic
def note_test(why: NoMail | None, *, by: Actor, at: datetime) -> None:
    """Somebody tried the connection."""
    if why is None:
        Mailbox.objects.update(heard_at=at, trouble="", trouble_code="")
    else:
        note_trouble(why, at=at)
    record("mailbox.tested", by=by, at=at, facts={"result": why.trouble.value if why else "ok"})


def hold(mail: IncomingMail) -> IncomingMail:
    """The letter locked while it waits, for the transaction that registers something from it or files it: of two
    officials one goes on. Raises AlreadyHandled."""
    held: IncomingMail | None = IncomingMail.objects.waiting().select_for_update().filter(pk=mail.pk).first()
    if held is None:
        raise AlreadyHandled(mail.pk)
    return held


def note_taken(held: IncomingMail, *, kind: str, subject: str, by: Actor, at: datetime) -> None:
    """The letter is in the file of that matter; in the transaction in which it was held."""
    held.state, held.about_kind, held.about = State.TAKEN, kind, subject
    held.handled_at, held.handled_by_id = at, by.account_id
    held.save(update_fields=["state", "about_kind", "about", "handled_at", "handled_by"])
    record("mail.taken", by=by, at=at, subject=subject, subject_kind=kind)


@transaction.atomic
def set_aside(mail: IncomingMail, *, reason: Aside, by: Actor, at: datetime) -> None:
    """Nothing follows from it. Raises AlreadyHandled."""
    held = hold(mail)
    held.state, held.reason, held.handled_at, held.handled_by_id = State.ASIDE, reason.value, at, by.account_id
    held.save(update_fields=["state", "reason", "handled_at", "handled_by"])
    facts = {"reason": reason.value}
    record("mail.set_aside", by=by, at=at, subject=str(held.pk), subject_kind="mail", facts=facts)


@transaction.atomic
def bring_back(mail: IncomingMail, *, by: Actor, at: datetime) -> None:
    """What was set aside waits for an official again; never what the scanner found. Raises AlreadyHandled."""
    aside = IncomingMail.objects.set_aside().filter(pk=mail.pk).exclude(reason=Aside.INFECTED.value)
    if not aside.update(state=State.WAITING, reason="", handled_at=None, handled_by=None):
        raise AlreadyHandled(mail.pk)
    record("mail.brought_back", by=by, at=at, subject=str(mail.pk), subject_kind="mail")


def empty_old(*, at: datetime) -> None:
    """Takes the words of letters that were kept for as long as the municipality says. What waits for an official is
    never touched."""
    box = Mailbox.objects.first()
    if box is not None:
        done = IncomingMail.objects.filter(state__in=[State.TAKEN, State.ASIDE], emptied_at=None)
        old = done.filter(handled_at__lt=at - timedelta(days=box.keep_days)).order_by("id")[:MOST_AT_ONCE]
        empty(old, at=at)


@transaction.atomic
def empty(mails: Iterable[IncomingMail], *, at: datetime) -> None:
    """Takes words, sender and attachments away; the row stays, and the worker takes the files from the disk."""
    found = [mail for mail in mails if mail.emptied_at is None]
    MailAttachment.objects.filter(mail__in=[mail.pk for mail in found]).delete()
    for mail in found:
        mail.sender = mail.sender_name = mail.subject = mail.text = mail.names = ""
        mail.emptied_at = at
        mail.save(update_fields=["sender", "sender_name", "subject", "text", "names", "emptied_at"])
