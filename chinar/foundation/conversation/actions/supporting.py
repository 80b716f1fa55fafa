"""Somebody says "me too". A higher module calls this with its own row locked, as it says whether that is still open."""

from datetime import datetime
from uuid import UUID

from django.db.models import Q

from chinar.foundation.conversation.models import Support
from chinar.foundation.people.models import Account


def support(kind: str, subject: str, *, key: UUID, account: Account | None, at: datetime) -> bool:
    """Counts them, in the transaction of the caller, who writes to the journal; False when they were counted before."""
    same = Q(key=key) | Q(account=account) if account else Q(key=key)
    if Support.objects.filter(same, subject_kind=kind, subject=subject).exists():
        return False
    Support.objects.create(subject_kind=kind, subject=subject, account=account, key=key, at=at)
    return True
