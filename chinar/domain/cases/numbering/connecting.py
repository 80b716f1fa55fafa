"""From what a municipality has arranged to the records system that it asks."""

from chinar.domain.cases.models import RecordsConnection
from chinar.domain.cases.numbering.client import RecordsSystem


def system_of(held: RecordsConnection) -> RecordsSystem:
    return RecordsSystem(held.address, held.token)


def connection_on() -> RecordsConnection | None:
    """Of the municipality in scope, switched on; None where its own numbers are the only ones."""
    held: RecordsConnection | None = RecordsConnection.objects.filter(is_on=True).first()
    return held


def numbers_come_from_outside() -> bool:
    """Whether a matter registered now waits for a second number. One query."""
    return bool(RecordsConnection.objects.filter(is_on=True).exists())
