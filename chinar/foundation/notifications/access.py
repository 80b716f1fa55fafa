"""The only door by which views get a message."""

from collections.abc import Collection

from django.http import Http404

from chinar.foundation.notifications.models import Message
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
