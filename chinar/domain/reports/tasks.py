"""What the worker does for signals."""

from django.utils import timezone

from chinar.domain.reports.actions.holding_back import erase_old_held
from chinar.domain.reports.actions.tallying import count_courses
from chinar.domain.reports.models import WaitingPhoto
from chinar.foundation.documents import files
from chinar.foundation.documents.models import Document
from chinar.foundation.territory.doors import inside
from chinar.foundation.territory.models import Municipality


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


def erase_unconfirmed() -> None:
    """Forms that nobody confirmed."""
    now = timezone.now()
    for municipality in Municipality.objects.active():
        with inside(municipality):
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
