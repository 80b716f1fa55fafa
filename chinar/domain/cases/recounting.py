"""Due dates counted anew when the calendar changes."""

from datetime import datetime

from chinar.domain.cases.models import Case
from chinar.domain.cases.queries import explain
from chinar.foundation.core.actor import Actor
from chinar.foundation.journal.actions import record


def recount_open_cases(by: Actor, at: datetime) -> None:
    """Moves the due date of open matters of the municipality in scope that now end later; the journal keeps both.

    A date that was told is never shortened, so nothing moves forward.
    """
    for case in Case.objects.open().select_for_update():
        told, due_on = case.due_on, explain(case).due_on
        if due_on > told:
            case.due_on = due_on
            case.save(update_fields=["due_on"])
            facts = {"told": told.isoformat(), "due": due_on.isoformat()}
            record("case.recounted", by=by, at=at, subject=case.number, subject_kind="case", facts=facts)
