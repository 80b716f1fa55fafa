"""Verb: whoever filed at a counter, before the municipality knew their account, acts through it from now on."""

from datetime import datetime

from django.db import transaction

from chinar.domain.cases.models import Party
from chinar.foundation.core.actor import SYSTEM
from chinar.foundation.journal.actions import record
from chinar.foundation.people.models import Account
from chinar.foundation.people.models.presence import be_present


@transaction.atomic
def join_in(account: Account, *, at: datetime) -> int:
    """Matters of the person in the municipality in scope whom the account is known to be, by a number that an official
    has seen or an identity provider has proven: a number that was only typed opens nothing. Says how many there were.

    What nobody acts through yet is taken, and nothing else. Two queries where there is nothing.
    """
    theirs = Party.objects.filter(account=None, person__account=account, person__is_identifier_proven=True)
    parties = list(theirs.select_for_update(of=("self",)).select_related("case").order_by("pk"))
    for party in parties:
        party.account = account
        party.save(update_fields=["account"])
        record("case.joined_in", by=SYSTEM, at=at, subject=party.case.number, subject_kind="case")
    if parties:
        be_present([account.pk], parties[0].municipality_id)
    return len(parties)
