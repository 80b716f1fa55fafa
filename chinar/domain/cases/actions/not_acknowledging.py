"""A filing that cannot be taken is answered by a message that says why, and stands in a register of its own."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.timezone import localtime
from django.utils.translation import get_language

from chinar.domain.cases.actions.registering import allot_number
from chinar.domain.cases.models import RefusedFiling
from chinar.domain.cases.numbering.words import MENDS, REASONS
from chinar.foundation.core.actor import Actor
from chinar.foundation.core.urls import absolute_url
from chinar.foundation.journal.actions import record
from chinar.foundation.notifications.actions import About, notify
from chinar.foundation.notifications.models import Message
from chinar.foundation.notifications.recipients import Recipient
from chinar.foundation.territory.models import Municipality

REGISTER = 1212
"""Index of the register of filings whose receipt is not acknowledged."""


@dataclass(frozen=True, slots=True)
class NewRefusal:
    """What came, and why it cannot be taken. `address` is where the sender is told; it is kept in the message only."""

    way: str
    received_at: datetime
    reason: str
    about: str = ""
    address: str = ""
    language: str = "bg"


@transaction.atomic
def refuse_filing(key: UUID, new: NewRefusal, *, by: Actor, at: datetime) -> RefusedFiling:
    """Gives it a number of its own and tells the sender; the same key again gives the one that is there. Raises
    ValueError without an account."""
    if by.account_id is None:
        raise ValueError("A filing is refused by an official.")
    known: RefusedFiling | None = RefusedFiling.objects.filter(key=key).first()
    if known is not None:
        return known
    refused: RefusedFiling = RefusedFiling.objects.create(
        key=key,
        number=allot_number(REGISTER, localtime(at).date()).number,
        received_at=new.received_at,
        way=new.way,
        about=new.about,
        reason=new.reason,
        told_by=Message.Channel.EMAIL if new.address else "",
        at=at,
        by_id=by.account_id,
    )
    notify(
        [Recipient(language=new.language, address=new.address)] if new.address else [],
        template="cases/notices/not_acknowledged.txt",
        key=f"filing:{refused.number}",
        facts=lambda town: facts_of(refused, town),
        about=About("filing", refused.number),
        at=at,
    )
    facts = {"reason": refused.reason}
    record("filing.not_acknowledged", by=by, at=at, subject=refused.number, subject_kind="filing", facts=facts)
    return refused


def facts_of(refused: RefusedFiling, town: Municipality) -> dict[str, Any]:
    """What the message names, and the paper that says the same."""
    return {
        "filing": refused,
        "reason": str(REASONS[refused.reason]),
        "mend": str(MENDS[refused.reason]),
        "link": absolute_url(town.slug, "offices:list", language=get_language() or "bg"),
    }
