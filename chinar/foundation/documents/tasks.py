"""What the worker does for documents."""

from chinar.foundation.documents import files
from chinar.foundation.documents.models import Document
from chinar.foundation.territory.doors import inside
from chinar.foundation.territory.models import Municipality


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
