"""The only door by which views get a message, or a letter that came in."""

from collections.abc import Collection

from django.http import Http404

from chinar.foundation.notifications.models import IncomingMail, Message
from chinar.foundation.people.access import User, can


def get_message_for(user: User, pk: int, *, without: Collection[str] = ()) -> Message:
    """A message of this municipality, for whoever watches over sending; none about what stands in `without`.

    Raises Http404.
    """
    found = Message.objects.filter(pk=pk).exclude(about__in=without)
    message: Message | None = found.first() if can(user, "messages.watch") else None
    if message is None:
        raise Http404
    return message


def get_mail_for(user: User, pk: int, *, without: Collection[str] = (), typed: bool = False) -> IncomingMail:
    """A letter that waits or was set aside, for whoever sorts the post; none that has to do with what stands in
    `without`. What was taken into the file of a matter is read there, by whoever may: only who has just `typed`
    something is told that a colleague was faster. Raises Http404."""
    states = [IncomingMail.State.WAITING, IncomingMail.State.ASIDE]
    there = IncomingMail.objects.filter(state__in=[*states, *([IncomingMail.State.TAKEN] if typed else [])])
    found = there.filter(pk=pk, emptied_at=None).exclude(names__in=without).exclude(about__in=without)
    mail: IncomingMail | None = found.first() if can(user, "mail.sort") else None
    if mail is None:
        raise Http404
    return mail


def taken_before(user: User, mail: IncomingMail) -> str:
    """Into what this very person has taken the letter just before: they pressed twice. "" when somebody else did."""
    mine = IncomingMail.objects.filter(pk=mail.pk, state=IncomingMail.State.TAKEN, handled_by_id=user.pk)
    about: str | None = mine.values_list("about", flat=True).first()
    return about or ""
