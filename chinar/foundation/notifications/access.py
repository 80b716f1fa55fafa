"""The only door by which views get a message."""

from django.http import Http404

from chinar.foundation.notifications.models import Message
from chinar.foundation.people.access import User, can


def get_message_for(user: User, pk: int) -> Message:
    """A message of this municipality, for whoever watches over sending. Raises Http404."""
    message: Message | None = Message.objects.filter(pk=pk).first() if can(user, "messages.watch") else None
    if message is None:
        raise Http404
    return message
