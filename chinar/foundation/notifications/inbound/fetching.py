"""The worker's side of the mailbox: letters are stored as they came, before anybody looks into them.

A file is on the disk before a row names it, and how far we have come is noted with the row: a worker that is killed at
any line fetches at most one letter again, which is recognised. Two workers at once store each letter once.
"""

import hashlib
from collections.abc import Callable
from datetime import datetime

from django.conf import settings
from django.db import IntegrityError, transaction

from chinar.foundation.documents import files
from chinar.foundation.notifications.inbound.imap import Box, Listed, NoMail, Way, opened
from chinar.foundation.notifications.inbound.reading import identity_of
from chinar.foundation.notifications.inbound.rules import reached_at, within
from chinar.foundation.notifications.models import IncomingMail, Mailbox


def way_to(box: Mailbox) -> Way:
    return Way(
        host=box.host,
        port=box.port,
        starttls=box.security == Mailbox.Security.STARTTLS,
        user=box.user,
        password=box.password,
        folder=box.folder,
        authorities=settings.MAILBOX_AUTHORITIES,
    )


def source_of(box: Mailbox) -> str:
    """Which mailbox and folder, without its name."""
    return hashlib.sha256("\0".join((box.host, box.user, box.folder)).encode()).hexdigest()[:16]


def fetch_new(*, clock: Callable[[], datetime]) -> int:
    """Stores what came to the mailbox of the municipality in scope, so much as one round may; answers how many letters
    are new. Raises NoMail, which is noted."""
    held = Mailbox.objects.switched_on().first()
    if held is None:
        return 0
    try:
        with opened(way_to(held)) as box:
            stored = _fetch(held, box, clock=clock)
    except NoMail as why:
        note_trouble(why, at=clock())
        raise
    Mailbox.objects.filter(pk=held.pk).update(heard_at=clock(), trouble="", trouble_code="")
    return stored


def note_trouble(why: NoMail, *, at: datetime) -> None:
    """Kept for whoever keeps the mailbox; it is tried again with the next round."""
    Mailbox.objects.update(failed_at=at, trouble=Mailbox.Trouble(why.trouble.value), trouble_code=why.code[:40])


def _fetch(held: Mailbox, box: Box, *, clock: Callable[[], datetime]) -> int:
    last = held.last_uid if held.uid_validity == box.validity else 0
    uids, looked_to = box.after(last, since=held.from_on)
    stored = 0
    listed = {one.uid: one for one in box.listed(uids)}
    round_of = list(within((uid, listed[uid].size) for uid in uids if uid in listed))
    for uid, whole in round_of:
        raw = box.fetch(uid, whole=whole)
        if raw is not None:
            stored += store(held, box.validity, listed[uid], raw, whole=whole, at=clock())
        _come_to(held, box.validity, uid)
    if len(round_of) == len(listed):
        _come_to(held, box.validity, looked_to)
    return stored


def _come_to(held: Mailbox, validity: int, uid: int) -> None:
    """Only while the mailbox is the one that was read: somebody may set another one meanwhile."""
    same = Mailbox.objects.filter(pk=held.pk, host=held.host, user=held.user, folder=held.folder)
    same.update(uid_validity=validity, last_uid=uid)


def store(held: Mailbox, validity: int, listed: Listed, raw: bytes, *, whole: bool, at: datetime) -> bool:
    """Keeps a letter as it came; False when it is here already."""
    identity = identity_of(raw)
    if IncomingMail.objects.filter(identity=identity).exists():
        return False
    digest = files.store(raw)
    try:
        with transaction.atomic():
            IncomingMail.objects.create(
                source=source_of(held),
                uid_validity=validity,
                uid=listed.uid,
                identity=identity,
                sha256=digest,
                size=listed.size,
                is_cut=not whole,
                received_at=reached_at(listed.came_at, fetched_at=at),
                fetched_at=at,
                next_try_at=at,
            )
    except IntegrityError:  # another worker was faster
        return False
    return True


def test(held: Mailbox) -> int:
    """How many letters the folder holds. Raises NoMail."""
    with opened(way_to(held)) as box:
        return box.count


__all__ = ["NoMail", "fetch_new", "note_trouble", "source_of", "store", "test", "way_to"]
