"""Somebody looks at the answer of a register."""

from datetime import datetime

from django.db import transaction

from chinar.domain.registers.actions.recording import named
from chinar.domain.registers.models import RegisterQuery, RegisterView
from chinar.foundation.core.actor import Actor
from chinar.foundation.journal.actions import record_read


@transaction.atomic
def view_answer(query: RegisterQuery, *, is_raw: bool = False, by: Actor, at: datetime) -> None:
    """Told before it is shown, in the journal and to the person concerned."""
    RegisterView.objects.create(query=query, by_id=by.account_id, at=at, is_raw=is_raw)
    verb = "evidence.raw_answer_read" if is_raw else "evidence.answer_read"
    facts = named(query.evidence)
    record_read(verb, by=by, at=at, subject=query.case.number, subject_kind="case", facts=facts)
