"""Papers of a visit come into the electronic files of the matters (АПК чл. 29б)."""

from datetime import datetime

from django.db import transaction

from chinar.domain.cases.models import CaseDocument
from chinar.domain.visits.models import Paper
from chinar.foundation.core.actor import Actor
from chinar.foundation.documents.actions import keep
from chinar.foundation.documents.files import store
from chinar.foundation.journal.actions import record

PROTOCOL = "Подписан протокол за устно искане"
"""What the scan is called in the file, in the official language."""


class AlreadyScanned(Exception):
    """The paper is in the file already; nothing was changed."""


def keep_scan(paper: Paper, *, content: bytes, media_type: str, by: Actor, at: datetime) -> None:
    """The scan of a paper that an official had before them. Raises AlreadyScanned."""
    store(content)
    with transaction.atomic():
        locked: Paper = Paper.objects.select_for_update().get(pk=paper.pk)
        if locked.document_id is not None:
            raise AlreadyScanned
        case = paper.item.application.case  # type: ignore[union-attr]
        document = keep(
            content,
            kind="signed-protocol" if paper.is_protocol else "attachment",
            title=PROTOCOL if paper.is_protocol else paper.name[:200],
            subject=case.number,
            media_type=media_type,
            from_outside=True,
            by=by,
            at=at,
        )
        part = CaseDocument.Part.PROTOCOL if paper.is_protocol else CaseDocument.Part.ATTACHMENT
        CaseDocument.objects.create(case=case, document=document, part=part)
        locked.document = document
        locked.save(update_fields=["document"])
        record("visit.scan_kept", by=by, at=at, subject=case.number, subject_kind="case")
