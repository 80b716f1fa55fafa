"""Keeping a document, and taking one back."""

from collections.abc import Iterable
from datetime import datetime

from django.conf import settings
from django.db import transaction

from chinar.foundation.core.actor import Actor
from chinar.foundation.documents import files
from chinar.foundation.documents.models import Document, Erasure, Scan, Withdrawal
from chinar.foundation.journal.actions import record


class AlreadyWithdrawn(Exception):
    """The document was withdrawn before; nothing was changed."""


def keep(
    content: bytes,
    *,
    kind: str,
    title: str,
    subject: str,
    language: str = "bg",
    media_type: str = "application/pdf",
    code: str | None = None,
    from_outside: bool = False,
    by: Actor,
    at: datetime,
) -> Document:
    """Stores the content on the disk, then writes its row. `code` is one that codes.draw gave. What comes
    `from_outside` is held until it is found clean, where a scanner is set.

    The write to the disk takes milliseconds: where the caller's transaction holds a lock that others wait for, call
    files.store before it; storing a second time costs no more than reading.
    """
    digest = files.store(content)
    with transaction.atomic():
        document = Document.objects.create(
            kind=kind,
            title=title,
            subject=subject,
            language=language,
            media_type=media_type,
            size=len(content),
            sha256=digest,
            code=code,
            created_at=at,
            created_by_id=by.account_id,
        )
        if from_outside and settings.CLAMD:
            Scan.objects.create(document=document, asked_at=at)
        record("document.kept", by=by, at=at, subject=subject, subject_kind="document", facts={"kind": kind})
    return document


@transaction.atomic
def withdraw(
    document: Document, *, reason: str, successor: Document | None = None, by: Actor, at: datetime
) -> Withdrawal:
    """Says for ever that the document is not valid any more, and what replaces it. Raises AlreadyWithdrawn."""
    # The lock makes the second of two officials wait, and then see what the first one did.
    Document.objects.select_for_update().get(pk=document.pk)
    if Withdrawal.objects.filter(document=document).exists():
        raise AlreadyWithdrawn(str(document))
    withdrawal: Withdrawal = Withdrawal.objects.create(
        document=document, successor=successor, reason=reason, at=at, by_id=by.account_id
    )
    facts = {"kind": document.kind}
    record("document.withdrawn", by=by, at=at, subject=document.subject, subject_kind="document", facts=facts)
    return withdrawal


@transaction.atomic
def name_successor(successor: Document, *, of: Iterable[int]) -> int:
    """Says of withdrawn documents of these ids, where nothing is said yet, what replaces them; answers of how many."""
    named = Withdrawal.objects.filter(document__in=list(of), successor=None, erasure=None)
    return int(named.update(successor=successor))


def erase_documents(documents: Iterable[int], *, erasure: Erasure) -> None:
    """Marks the documents of these ids as destroyed; the worker takes their files from the disk (tasks.sweep_erased).

    In the caller's transaction: if it fails, no file is lost.
    """
    ids = list(documents)
    Document.objects.filter(pk__in=ids, erasure=None).update(erasure=erasure)
    Withdrawal.objects.filter(document__in=ids, erasure=None).update(reason="", erasure=erasure)
