"""What the worker does for documents."""

import logging
import time

from django.conf import settings
from django.utils import timezone

from chinar.foundation.documents import clamd, files, scanning
from chinar.foundation.documents.models import Document, Scan
from chinar.foundation.territory.doors import inside
from chinar.foundation.territory.models import Municipality

SECONDS = 10.0
"""For one run of scans: the lane has registers to ask, too."""
MOST_OF_ONE_TOWN = 20

log = logging.getLogger("chinar.documents")


def scan_waiting() -> None:
    """Has what came from outside scanned, town by town; what gets no verdict stays held and is tried again."""
    if not settings.CLAMD:
        return
    ends = time.monotonic() + SECONDS
    for municipality in Municipality.objects.active().order_by("?"):
        with inside(municipality):
            for scan in scanning.due(at=timezone.now())[:MOST_OF_ONE_TOWN]:
                if time.monotonic() >= ends:
                    return
                _scan(scan)


def _scan(scan: Scan) -> None:
    try:
        found = clamd.scan(settings.CLAMD, files.fetch(scan.document.sha256))
    except (clamd.NoVerdict, files.DamagedFile) as trouble:
        log.warning("no verdict on a document: %s", trouble)
        scanning.postpone(scan, str(trouble), at=timezone.now())
    else:
        scanning.enter(scan, found, at=timezone.now())


def sweep_erased() -> None:
    """Takes from the disk the files of destroyed documents, unless a living document anywhere has the same content.

    Found by looking at the tables: a worker that was killed in between loses nothing.
    """
    gone = {digest for digest in _digests(erased=True) if files.place_of(digest).exists()}
    if gone:
        for digest in gone - _digests(erased=False):
            files.remove(digest)


def _digests(*, erased: bool) -> set[str]:
    found: set[str] = set()
    for municipality in Municipality.objects.all():
        with inside(municipality):
            found.update(Document.objects.filter(erasure__isnull=not erased).values_list("sha256", flat=True))
    return found
