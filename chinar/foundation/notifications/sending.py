"""The worker's side of the outbox: take a message in hand, try, note what came of it.

Nothing is lost when the sender dies at any line: taking in hand moves `next_try_at` on by a lease in a transaction of
its own, and once the lease is over the message is due again. Two senders never hold one message at once.
"""

import logging
import traceback
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta

from django.db import transaction

from chinar.foundation.notifications.gateways import Gateway, NotTaken
from chinar.foundation.notifications.models import Message
from chinar.foundation.notifications.rules import LEASE, MOST_TRIES, pause_after
from chinar.foundation.territory.models import Municipality

log = logging.getLogger(__name__)

MOST_AT_ONCE = 100
"""So that a town with a thousand letters does not keep the others waiting."""


def send_due(town: Municipality, gateways: Mapping[str, Gateway], *, clock: Callable[[], datetime]) -> int:
    """Sends what is due in the municipality in scope; answers how many messages went out."""
    sent = 0
    for _number in range(MOST_AT_ONCE):
        message = take_in_hand(at=clock())
        if message is None:
            break
        sent += _try(message, gateways[message.channel], town, clock=clock)
    return sent


def take_in_hand(*, at: datetime) -> Message | None:
    """The message that waits longest, held for the length of the lease; None when nothing is due."""
    with transaction.atomic():
        due = Message.objects.due(at).select_for_update(skip_locked=True, of=("self",)).select_related("account")
        message: Message | None = due.order_by("next_try_at", "id").first()
        if message is None:
            return None
        message.tries += 1
        message.next_try_at = at + LEASE
        message.save(update_fields=["tries", "next_try_at"])
    return message


def _try(message: Message, gateway: Gateway, town: Municipality, *, clock: Callable[[], datetime]) -> bool:
    if message.tries > MOST_TRIES:  # each time the sender died before it could say why
        _note(message, state=Message.State.FAILED, trouble=Message.Trouble.INTERRUPTED)
        return False
    try:
        gateway.send(message, town)
    except NotTaken as wrong:
        pause = None if wrong.for_good else pause_after(message.tries)
        _note_trouble(message, wrong, pause, at=clock())
        return False
    except Exception as fault:
        # Our own fault, and no reason to hold up the others. Its words may hold the address, so they are not logged.
        where = "".join(traceback.format_tb(fault.__traceback__))
        log.error("message %s: %s\n%s", message.pk, type(fault).__name__, where)
        _note_trouble(message, NotTaken(Message.Trouble.INTERRUPTED), pause_after(message.tries), at=clock())
        return False
    _note(message, state=Message.State.SENT, sent_at=clock(), trouble="", trouble_code="")
    return True


def _note_trouble(message: Message, wrong: NotTaken, pause: timedelta | None, *, at: datetime) -> None:
    said = {"trouble": wrong.trouble, "trouble_code": wrong.code[:10]}
    if pause is None:
        _note(message, state=Message.State.FAILED, **said)
    else:
        _note(message, next_try_at=at + pause, **said)


def _note(message: Message, **values: object) -> None:
    """Only while it is still ours: after the lease somebody else may hold it."""
    Message.objects.waiting().filter(pk=message.pk, tries=message.tries).update(**values)
