"""Two electronic filings that could not be taken: one told by e-mail, one on paper."""

import uuid
from datetime import datetime, timedelta

from chinar.domain.cases.actions.not_acknowledging import NewRefusal, refuse_filing
from chinar.domain.cases.numbering.reasons import Reason
from chinar.foundation.core.actor import Actor
from chinar.foundation.people.models import Account

CAME = (
    ("email", Reason.FORMAT, "certificate-of-heirs", "sender@chinar.example", 5),
    ("medium", Reason.MEDIUM, "", "", 2),
)


def refuse_filings(accounts: dict[str, Account], *, at: datetime) -> None:
    clerk = Actor(accounts["maria"].pk, "official")
    for number, (way, reason, about, address, days_ago) in enumerate(CAME):
        key = uuid.uuid5(uuid.NAMESPACE_URL, f"chinar demo filing {number}")
        when = at - timedelta(days=days_ago)
        new = NewRefusal(way, when - timedelta(hours=1), reason.value, about, address)
        refuse_filing(key, new, by=clerk, at=when)
