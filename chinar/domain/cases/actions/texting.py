"""Short messages that a party wants beside the letters by e-mail."""

from datetime import datetime

from django.db import transaction

from chinar.domain.cases.models import Case
from chinar.foundation.core.actor import Actor
from chinar.foundation.journal.actions import record


@transaction.atomic
def set_sms(case: Case, *, number: str, by: Actor, at: datetime) -> None:
    """From now on the party who acts gets an SMS too when the matter is decided or something is missing; "" ends it."""
    for party in case.parties.filter(account_id=by.account_id or 0):
        party.sms_number = number
        party.save(update_fields=["sms_number"])
    verb = "case.sms_wanted" if number else "case.sms_ended"
    record(verb, by=by, at=at, subject=case.number, subject_kind="case")
