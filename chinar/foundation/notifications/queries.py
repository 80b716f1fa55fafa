"""Reads of messages in the municipality in scope."""

from collections.abc import Collection, Iterable
from datetime import datetime, timedelta

from django.db.models import Q

from chinar.foundation.notifications.actions import About
from chinar.foundation.notifications.models import Message
from chinar.foundation.notifications.recipients import Recipient

MOST_SHOWN = 200
HELD_UP = timedelta(minutes=30)
"""So long may a message wait before the operator should know of it."""


def written(keys: Collection[str]) -> set[str]:
    """Which of these idempotency keys have been written already: one query for each five hundred."""
    listed = list(keys)
    found: set[str] = set()
    for start in range(0, len(listed), 500):
        rows = Message.objects.filter(idempotency__in=listed[start : start + 500])
        found.update(rows.values_list("idempotency", flat=True))
    return found


def unwritten(key: str, recipients: Iterable[Recipient], known: Collection[str]) -> list[Recipient]:
    """Those recipients to whom nothing was written under the key."""
    return [recipient for recipient in recipients if f"{key}:{recipient.key}" not in known]


def told_about(about: About) -> list[Message]:
    """What citizens were told about something, oldest first; one query."""
    rows = Message.objects.about(*about).filter(audience=Message.Audience.CITIZEN)
    return list(rows.select_related("account").order_by("id")[:MOST_SHOWN])


def troubled(*, at: datetime, without: Collection[str] = ()) -> list[Message]:
    """What was given up, and what waits too long; newest first. `without` names what the reader must not hear of."""
    state = Message.State
    late = Q(state=state.WAITING, written_at__lt=at - HELD_UP) & ~Q(channel=Message.Channel.LETTER)
    wrong = Q(state=state.FAILED) | late
    rows = Message.objects.filter(wrong).exclude(about__in=without)
    return list(rows.select_related("account").order_by("-id")[:MOST_SHOWN])
