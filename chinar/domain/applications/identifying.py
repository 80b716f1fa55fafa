"""How strongly somebody was identified when they filed online."""

from datetime import datetime

from chinar.domain.applications.models import Application
from chinar.foundation.core.actor import Actor
from chinar.foundation.journal.actions import record


def note_identification(application: Application, *, level: str, by: Actor, at: datetime) -> None:
    """The sealed proof that an application counts as signed: its filer was identified from outside at this level (ЗЕУ
    чл. 22 ал. 6). In the transaction of the registration; a repeated form that registers nothing notes nothing."""
    if level and application.case.received_at == at:
        facts = {"level": level}
        number = application.case.number
        record("application.identified", subject=number, subject_kind="case", facts=facts, by=by, at=at)
