"""By which name and address the municipality asks RegiX."""

from datetime import datetime
from typing import Any

from django.db import transaction

from chinar.domain.registers.models import Connection
from chinar.foundation.core.actor import Actor
from chinar.foundation.journal.actions import record


@transaction.atomic
def set_connection(*, by: Actor, at: datetime, **content: Any) -> Connection:
    """Of the municipality in scope; `content` are the fields of Connection."""
    connection, _ = Connection.objects.update_or_create(
        defaults={**content, "changed_at": at, "changed_by_id": by.account_id}
    )
    record("registers.connection_set", by=by, at=at, subject=connection.oid)
    return connection  # type: ignore[no-any-return]
