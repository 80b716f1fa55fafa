"""What the scanner said of a document, entered once."""

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q, QuerySet

from chinar.foundation.core.actor import SYSTEM, Actor
from chinar.foundation.documents.models import Scan
from chinar.foundation.journal.actions import record

AGAIN_AFTER = timedelta(minutes=1)


def due(*, at: datetime) -> QuerySet[Scan]:
    """What is to be scanned now, what was never tried first."""
    waiting = Scan.objects.filter(state=Scan.State.WAITING, document__erasure=None).select_related("document")
    found: QuerySet[Scan] = waiting.filter(Q(tried_at=None) | Q(tried_at__lt=at - AGAIN_AFTER)).order_by(
        "tried_at", "id"
    )
    return found


@transaction.atomic
def enter(scan: Scan, found: str, *, at: datetime) -> bool:
    """`found` is the name of the malware, "" for a clean file. False when it was entered before."""
    state = Scan.State.INFECTED if found else Scan.State.CLEAN
    waiting = Scan.objects.filter(pk=scan.pk, state=Scan.State.WAITING)
    if not waiting.update(state=state, found=found[:200], tried_at=at, done_at=at, trouble=""):
        return False
    if found:
        document = scan.document
        record("document.infected", by=SYSTEM, at=at, subject=document.subject, subject_kind="document")
    return True


@transaction.atomic
def check_again(scan: Scan, *, by: Actor, at: datetime) -> bool:
    """Somebody who knows the file takes the verdict for a false alarm, or the scanner has learnt: it is asked once
    more, and until it finds the file clean the file stays held. False when nothing is held any more."""
    held = Scan.objects.filter(pk=scan.pk, state=Scan.State.INFECTED, document__erasure=None)
    again = Scan.objects.filter(pk__in=held.values("pk"))
    if not again.update(state=Scan.State.WAITING, found="", tried_at=None, done_at=None, trouble=""):
        return False
    record("document.check_again", by=by, at=at, subject=scan.document.subject, subject_kind="document")
    return True


def postpone(scan: Scan, trouble: str, *, at: datetime) -> None:
    """The scanner gave no verdict: the document stays held and is tried again."""
    Scan.objects.filter(pk=scan.pk, state=Scan.State.WAITING).update(tried_at=at, trouble=trouble[:300])


def told(scan: Scan, *, at: datetime) -> bool:
    """Notes, in the transaction that tells, that whoever brought it is told. False when they were told before."""
    return bool(Scan.objects.filter(pk=scan.pk, told_at=None).update(told_at=at))
