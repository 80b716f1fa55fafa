"""Reads of letters that came in, in the municipality in scope."""

from collections.abc import Collection
from datetime import datetime, timedelta

from django.db.models import Count

from chinar.foundation.notifications.models import IncomingMail, Mailbox

ON_A_PAGE = 50
REST = timedelta(minutes=5)
"""After a failure a mailbox is left in peace for so long."""


def rests_until() -> datetime | None:
    """Until when the mailbox is left in peace after it failed; None when it did not."""
    box = Mailbox.objects.switched_on().exclude(trouble="").first()
    return box.failed_at + REST if box and box.failed_at else None


def page_of(state: str, *, after: int | None, without: Collection[str]) -> tuple[list[IncomingMail], bool]:
    """Letters to be sorted, the oldest first, or those set aside, the newest first; and whether there are more. A page
    follows the last one of the page before. Two queries."""
    rows = IncomingMail.objects.filter(state=state, emptied_at=None).exclude(names__in=without)
    rows = rows.annotate(files=Count("attachments"))
    if state == IncomingMail.State.WAITING:
        rows = rows.filter(id__gt=after) if after else rows
        found = list(rows.order_by("id")[: ON_A_PAGE + 1])
    else:
        rows = rows.filter(id__lt=after) if after else rows
        found = list(rows.order_by("-id")[: ON_A_PAGE + 1])
    return found[:ON_A_PAGE], len(found) > ON_A_PAGE


def count_waiting(*, without: Collection[str]) -> int:
    return int(IncomingMail.objects.waiting().exclude(names__in=without).count())
