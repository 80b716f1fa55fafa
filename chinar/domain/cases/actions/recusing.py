"""Keeping officials away from a matter, and letting them near again."""

from collections.abc import Collection
from datetime import datetime

from django.db import transaction

from chinar.domain.cases.models import Case, Recusal
from chinar.foundation.core.actor import Actor
from chinar.foundation.journal.actions import record


@transaction.atomic
def recuse(case: Case, *, accounts: Collection[int], by: Actor, at: datetime) -> None:
    """From now on exactly these accounts are kept away. The journal says that it happened, never whom it concerns."""
    standing = Recusal.objects.standing().filter(case=case)
    known = set(standing.values_list("account_id", flat=True))
    standing.exclude(account_id__in=accounts).update(ended_at=at)
    Recusal.objects.bulk_create(
        Recusal(case=case, account_id=pk, at=at, by_id=by.account_id) for pk in sorted(set(accounts) - known)
    )
    record("case.recused", by=by, at=at, subject=case.number, subject_kind="case")


@transaction.atomic
def keep_away_too(case: Case, *, account: int, by: Actor, at: datetime) -> None:
    """One more than before, however often it is asked. The matter is not locked: whoever appoints somebody holds their
    account, and must not wait for a colleague who holds the matter."""
    if Recusal.objects.standing().filter(case=case, account_id=account).exists():
        return
    Recusal.objects.bulk_create([Recusal(case=case, account_id=account, at=at)], ignore_conflicts=True)
    record("case.recused", by=by, at=at, subject=case.number, subject_kind="case")
