"""What the worker does for those who follow."""

import logging

from django.utils import timezone

from chinar.foundation.conversation.actions import commenting
from chinar.foundation.conversation.actions.subscribing import erase_lapsed, tell_changes
from chinar.foundation.conversation.actions.telling import tell_news
from chinar.foundation.territory.doors import inside
from chinar.foundation.territory.models import Municipality

log = logging.getLogger(__name__)


def tell_followers() -> None:
    """Whoever follows something hears where it stands and what is new; a failure in one town stops no other."""
    now = timezone.now()
    for municipality in Municipality.objects.active():
        try:
            with inside(municipality):
                tell_changes(at=now)
                tell_news(at=now)
        except Exception:
            log.exception("followers in %s are not told; it will be tried again", municipality.slug)


def erase_unconfirmed() -> None:
    """Addresses and comments that nobody confirmed, and the addresses of people who left."""
    now = timezone.now()
    for municipality in Municipality.objects.active():
        with inside(municipality):
            erase_lapsed(at=now)
            commenting.erase_unconfirmed(at=now)
