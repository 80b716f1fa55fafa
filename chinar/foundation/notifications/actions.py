"""Verbs of messages."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID

from django.db import transaction
from django.utils import translation

from chinar.foundation.core import scope
from chinar.foundation.core.actor import Actor
from chinar.foundation.core.keys import lookup_hash
from chinar.foundation.journal.actions import record
from chinar.foundation.notifications.inbound.actions import empty
from chinar.foundation.notifications.models import IncomingMail, Message
from chinar.foundation.notifications.recipients import Recipient
from chinar.foundation.notifications.writing import write
from chinar.foundation.territory.models import Municipality

Facts = Callable[[Municipality], Mapping[str, Any]]
"""What a template names, for the municipality in scope; asked in the language of each reader."""


class About(NamedTuple):
    """What a message is about: a kind and a permanent identifier, as in the journal."""

    kind: str = ""
    subject: str = ""


class NotFailed(Exception):
    """The message is on its way or has arrived; there is nothing to send again."""


def notify(
    recipients: Iterable[Recipient],
    *,
    template: str,
    key: str,
    facts: Facts,
    audience: str = Message.Audience.CITIZEN,
    about: About = About(),  # noqa: B008  # it is never changed
    leave: str = "",
    at: datetime,
) -> None:
    """Writes a message to each recipient in the caller's transaction; the worker sends it after commit.

    The same `key` to the same recipient again writes nothing. No journal row of its own: that of the caller's action
    tells what happened, and the message is the proof that it was told. Two queries, none without recipients. `leave` is
    the address at which the reader ends such messages, for those that they asked for.
    """
    to = list({recipient.key: recipient for recipient in recipients}.values())
    if not to:
        return
    town = Municipality.objects.get(pk=scope.current())
    messages = []
    for recipient in to:
        with translation.override(recipient.language):
            name = recipient.account.name if recipient.account else recipient.name
            written = write(template, {"town": town, "name": name, **facts(town)})
        idempotency = f"{key}:{recipient.key}"
        messages.append(
            Message(
                idempotency=idempotency,
                mail_id=UUID(lookup_hash(idempotency, purpose="message")[:32]),
                leave=leave,
                channel=recipient.channel,
                audience=audience,
                account=recipient.account,
                address=None if recipient.account else recipient.address,
                language=recipient.language,
                template=template,
                subject=written.subject,
                text=written.text,
                about_kind=about.kind,
                about=about.subject,
                next_try_at=at,
                written_at=at,
            )
        )
    Message.objects.bulk_create(messages, ignore_conflicts=True)


@transaction.atomic
def send_again(message: Message, *, by: Actor, at: datetime) -> None:
    """An official lets a message be tried anew that was given up, once the fault is mended. Raises NotFailed."""
    failed = Message.objects.filter(pk=message.pk, state=Message.State.FAILED)
    if not failed.update(state=Message.State.WAITING, tries=0, next_try_at=at):
        raise NotFailed(message.pk)
    record("message.sent_again", by=by, at=at, subject=str(message.pk), subject_kind="message")


def posted(messages: Sequence[Message], *, at: datetime) -> None:
    """Letters on paper were given to the post, in the transaction of the posting list."""
    Message.objects.to_post().filter(pk__in=[one.pk for one in messages]).update(state=Message.State.SENT, sent_at=at)


def came_back(message: Message) -> None:
    """The post brought a letter back: it stands among what does not arrive until somebody sends it again."""
    Message.objects.filter(pk=message.pk).update(state=Message.State.FAILED, trouble=Message.Trouble.REFUSED)


def forget_about(about: About, *, at: datetime) -> None:
    """Destroys all messages about something whose own content is destroyed, and the words of all letters that were
    taken into its file, in the transaction of that act."""
    Message.objects.about(*about).delete()
    empty(IncomingMail.objects.about(*about), at=at)


def forget_old(kind: str, *, written_before: datetime) -> None:
    """Destroys messages of a kind that prove nothing and are of no more use, such as spent links."""
    Message.objects.filter(about_kind=kind, written_at__lt=written_before).delete()
