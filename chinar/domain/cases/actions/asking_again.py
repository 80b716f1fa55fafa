"""A paper in which malware was found is asked for again."""

from datetime import datetime

from django.db import transaction

from chinar.domain.cases.models import CaseDocument
from chinar.domain.cases.notices import tell
from chinar.foundation.documents.models import Scan
from chinar.foundation.documents.scanning import told

MOST = 100


def tell_who_brought(*, at: datetime) -> int:
    """In the municipality in scope, once for each paper; says how many. One query while there is none."""
    parts = CaseDocument.objects.select_related("case__department", "document__scan").filter(
        part=CaseDocument.Part.ATTACHMENT,
        document__erasure=None,
        document__scan__state=Scan.State.INFECTED,
        document__scan__told_at=None,
    )
    return sum(_tell(part, at=at) for part in parts[:MOST])


@transaction.atomic
def _tell(part: CaseDocument, *, at: datetime) -> bool:
    if not told(part.document.scan, at=at):
        return False
    tell(part.case, "infected", key=part.document_id, at=at)
    return True
