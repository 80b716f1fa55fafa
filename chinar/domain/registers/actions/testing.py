"""That somebody tried the connection."""

from datetime import datetime

from django.db import transaction

from chinar.foundation.core.actor import Actor
from chinar.foundation.journal.actions import record


@transaction.atomic
def note_test(*, oid: str, by: Actor, at: datetime) -> None:
    """Before it is made: a test goes out to another house."""
    record("registers.connection_tested", by=by, at=at, subject=oid)
