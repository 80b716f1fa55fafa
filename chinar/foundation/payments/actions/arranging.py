"""What a municipality arranges: its accounts, how its bank writes tables, its connection to the portal."""

from datetime import datetime
from typing import Any

from django.db import transaction

from chinar.foundation.core.actor import Actor
from chinar.foundation.journal.actions import record
from chinar.foundation.payments.models import PortalConnection, RevenueAccount, StatementFormat


@transaction.atomic
def set_account(*, code: str, is_usual: bool, by: Actor, at: datetime, **content: Any) -> RevenueAccount:
    """Enters an account or changes the one of this code; there is one usual one."""
    if is_usual:
        RevenueAccount.objects.filter(is_usual=True).exclude(code=code).update(is_usual=False)
    content |= {"is_usual": is_usual, "changed_at": at, "changed_by_id": by.account_id}
    account = RevenueAccount.objects.update_or_create(code=code, defaults=content)[0]
    record("payments.account_set", by=by, at=at, subject=code, subject_kind="revenue_account")
    return account  # type: ignore[no-any-return]


@transaction.atomic
def set_statement_format(*, by: Actor, at: datetime, **content: Any) -> StatementFormat:
    content |= {"changed_at": at, "changed_by_id": by.account_id}
    held = StatementFormat.objects.update_or_create(defaults=content)[0]
    record("payments.format_set", by=by, at=at, subject="csv", subject_kind="statement_format")
    return held  # type: ignore[no-any-return]


@transaction.atomic
def set_portal(*, secret: str, by: Actor, at: datetime, **content: Any) -> PortalConnection:
    """An empty secret keeps the one that is held."""
    content |= {"changed_at": at, "changed_by_id": by.account_id} | ({"secret": secret} if secret else {})
    held = PortalConnection.objects.update_or_create(defaults=content)[0]
    record("payments.portal_set", by=by, at=at, subject=held.client_id, subject_kind="portal")
    return held  # type: ignore[no-any-return]
