"""What a matter's evidence holds goes with it, and answers of registers when their own term is over."""

from datetime import datetime, timedelta

from django.db import transaction

from chinar.domain.cases.models import Case
from chinar.domain.registers.models import Connection, Evidence, EvidenceRecord, RegisterAnswer, RegisterQuery
from chinar.foundation.core.actor import SYSTEM
from chinar.foundation.documents.models import Erasure
from chinar.foundation.journal.actions import record

MOST_AT_ONCE = 500


def destroy_evidence(case: Case, erasure: Erasure) -> None:
    """In the transaction that destroys the matter: that registers were asked stays, about whom and what goes."""
    RegisterAnswer.objects.filter(query__case=case).delete()
    RegisterQuery.objects.filter(case=case).update(subject_hash="", erasure=erasure)
    EvidenceRecord.objects.filter(evidence__case=case).update(words="", erasure=erasure)
    Evidence.objects.filter(case=case).update(subject="", ask_at=None)


@transaction.atomic
def forget_old_answers(*, at: datetime) -> int:
    """Deletes answers whose own term is over; how many. The municipality in scope sets the term, or none."""
    connection = Connection.objects.first()
    if connection is None or connection.keep_days is None:
        return 0
    over = RegisterAnswer.objects.filter(query__case__closed_at__lt=at - timedelta(days=connection.keep_days))
    ids = list(over.order_by("id").values_list("pk", flat=True)[:MOST_AT_ONCE])
    if ids:
        RegisterAnswer.objects.filter(pk__in=ids).delete()
        record("evidence.answers_forgotten", by=SYSTEM, at=at, facts={"n": str(len(ids))})
    return len(ids)
