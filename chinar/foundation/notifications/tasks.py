"""What the worker does every few seconds."""

import logging
import time

from django.utils import timezone

from chinar.foundation.documents import files
from chinar.foundation.documents.models import Document
from chinar.foundation.notifications.gateways import Gateway, Mail, Sms
from chinar.foundation.notifications.inbound.actions import empty_old
from chinar.foundation.notifications.inbound.fetching import fetch_new
from chinar.foundation.notifications.inbound.handling import handle_fetched
from chinar.foundation.notifications.inbound.imap import NoMail
from chinar.foundation.notifications.inbound.queries import rests_until
from chinar.foundation.notifications.models import IncomingMail, Message
from chinar.foundation.notifications.models.incoming_mail import IncomingMailQuerySet
from chinar.foundation.notifications.sending import send_due
from chinar.foundation.territory.doors import inside
from chinar.foundation.territory.models import Municipality

log = logging.getLogger(__name__)
SECONDS = 20.0
"""For one round of mailboxes: others wait in the same lane."""


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


def take_in_mail() -> None:
    """Fetches what came to the mailbox of each municipality and handles it; one that fails rests and stops no other."""
    ends = time.monotonic() + SECONDS
    for town in Municipality.objects.active().order_by("?"):
        if time.monotonic() >= ends:
            return
        try:
            with inside(town):
                _take_in(town)
        except Exception:
            log.exception("the mail of %s cannot be taken in; it will be tried again", town.slug)


def _take_in(town: Municipality) -> None:
    rests = rests_until()
    if rests is None or rests <= timezone.now():
        try:
            fetch_new(clock=timezone.now)
        except NoMail as why:
            log.warning("the mailbox of %s cannot be read: %s", town.slug, why)
    handle_fetched(clock=timezone.now)


def erase_old_mail() -> None:
    """Takes away what was kept long enough, then the files that no letter and no document of any municipality names.

    Found by looking at the tables: a worker that was killed in between loses nothing.
    """
    now = timezone.now()
    gone: set[str] = set()
    for town in Municipality.objects.active():
        with inside(town):
            empty_old(at=now)
            gone.update(_emptied().values_list("sha256", flat=True))
    for digest in gone - _named(gone):
        files.remove(digest)
    for town in Municipality.objects.active() if gone else ():
        with inside(town):
            _emptied().filter(sha256__in=gone).update(sha256="")


def _emptied() -> IncomingMailQuerySet:
    return IncomingMail.objects.exclude(emptied_at=None).exclude(sha256="")  # type: ignore[no-any-return]


def _named(digests: set[str]) -> set[str]:
    """Those that something of any municipality still rests on: equal files lie on the disk once for all."""
    found: set[str] = set()
    for town in Municipality.objects.all() if digests else ():
        with inside(town):
            for rows in (IncomingMail.objects.filter(emptied_at=None), Document.objects.filter(erasure=None)):
                found.update(rows.filter(sha256__in=digests).values_list("sha256", flat=True))
    return found
