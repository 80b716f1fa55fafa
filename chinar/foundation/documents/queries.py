"""Finding documents."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Min

from chinar.foundation.documents import codes, files
from chinar.foundation.documents.models import Document, Scan

MOST = 100


def by_code(typed: str) -> Document | None:
    """The document of the municipality in scope whose face bears the code, however it was typed."""
    code = codes.normalise(typed)
    if not code:
        return None
    return Document.objects.select_related("withdrawal", "erasure").filter(code=code).first()


@dataclass(frozen=True, slots=True)
class Quarantine:
    """How the check of what comes from outside does: how much waits and since when, what the scanner said last, and
    what was found, newest first."""

    waiting: int
    since: datetime | None
    trouble: str
    infected: list[Scan]


def quarantine(*, without: Collection[str]) -> Quarantine:
    """`without` are numbers of matters that the reader is kept away from. Three queries."""
    waiting = Scan.objects.filter(state=Scan.State.WAITING, document__erasure=None)
    told = waiting.aggregate(n=Count("pk"), since=Min("asked_at"))
    last = waiting.exclude(trouble="").order_by("-tried_at").values_list("trouble", flat=True).first()
    infected = Scan.objects.filter(state=Scan.State.INFECTED).exclude(document__subject__in=without)
    rows = list(infected.select_related("document").order_by("-done_at")[:MOST])
    return Quarantine(told["n"], told["since"], last or "", rows)


def damaged() -> Iterator[tuple[Document, str]]:
    """Documents of the municipality in scope whose file is gone or changed, with what is wrong. Reads every file."""
    for document in Document.objects.filter(erasure=None).order_by("id").iterator(chunk_size=500):
        try:
            files.fetch(document.sha256)
        except files.DamagedFile as error:
            yield document, str(error)
