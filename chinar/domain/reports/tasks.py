"""What the worker does for signals."""

import logging

from django.utils import timezone

from chinar.domain.reports.actions.holding_back import erase_old_held
from chinar.domain.reports.actions.subscribing import erase_lapsed, tell_changes
from chinar.domain.reports.actions.tallying import count_courses
from chinar.domain.reports.actions.telling_effects import tell_effects
from chinar.domain.reports.models import WaitingPhoto
from chinar.foundation.documents import files
from chinar.foundation.documents.models import Document
from chinar.foundation.territory.doors import inside
from chinar.foundation.territory.models import Municipality

log = logging.getLogger(__name__)


def erase_waiting_photos() -> None:
    """Erases photos of forms that nobody sent within a day, from the disk too where no other row names the file."""
    now, gone = timezone.now(), set()
    for municipality in Municipality.objects.active():
        with inside(municipality):
            old = WaitingPhoto.objects.old(at=now)
            gone.update(old.values_list("sha256", flat=True))
            old.delete()
    for digest in gone - _named(gone):
        files.remove(digest)


def tell_followers() -> None:
    """Whoever follows a signal hears where it stands and what came of it; a failure in one town stops no other."""
    now = timezone.now()
    for municipality in Municipality.objects.active():
        try:
            with inside(municipality):
                tell_changes(at=now)
                tell_effects(at=now)
        except Exception:
            log.exception("followers in %s are not told; it will be tried again", municipality.slug)


def erase_unconfirmed() -> None:
    """Addresses and forms that nobody confirmed, and the addresses of people who left."""
    now = timezone.now()
    for municipality in Municipality.objects.active():
        with inside(municipality):
            erase_lapsed(at=now)
            erase_old_held(at=now)


def count_all_courses() -> None:
    """Counts the figures of signals of each municipality anew."""
    now = timezone.now()
    for municipality in Municipality.objects.active():
        with inside(municipality):
            count_courses(at=now)


def _named(digests: set[str]) -> set[str]:
    """Those that something of any municipality still rests on: equal files lie on the disk once for all."""
    found: set[str] = set()
    for municipality in Municipality.objects.all() if digests else ():
        with inside(municipality):
            for model in (WaitingPhoto, Document):
                found.update(model.objects.filter(sha256__in=digests).values_list("sha256", flat=True))
    return found
