"""What the worker does every few seconds."""

import logging

from django.utils import timezone

from chinar.foundation.notifications.gateways import Gateway, Mail, Sms
from chinar.foundation.notifications.models import Message
from chinar.foundation.notifications.sending import send_due
from chinar.foundation.territory.doors import inside
from chinar.foundation.territory.models import Municipality

log = logging.getLogger(__name__)


def send_all() -> int:
    """Sends what is due in every municipality; a failure in one disturbs no other. Answers how many went out."""
    sent = 0
    with Mail() as mail:
        gateways: dict[str, Gateway] = {Message.Channel.EMAIL: mail, Message.Channel.SMS: Sms()}
        for town in Municipality.objects.active():
            try:
                with inside(town):
                    sent += send_due(town, gateways, clock=timezone.now)
            except Exception:
                log.exception("messages of %s cannot be sent", town.slug)
    return sent
