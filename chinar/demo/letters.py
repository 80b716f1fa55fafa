"""Whoever gave no electronic address is told by letter that something is missing: one is posted, one waits."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from django.utils.timezone import localdate

from chinar.domain.applications.delivering import post
from chinar.domain.applications.letters_out import note_letter_tracking
from chinar.domain.applications.models import PostedLetter
from chinar.domain.cases.actions.clock import note_defects
from chinar.domain.cases.models import Case
from chinar.foundation.core.actor import SYSTEM, Actor
from chinar.foundation.notifications.models import Message
from chinar.foundation.people.models import Account

MISSING = {
    "2095": "Посочете за кой имот се иска копието: номер по кадастралната карта или по-точен адрес.",
    "2022": "Приложете документ, от който се вижда, че сте собственик в сградата.",
}
"""Number of the service -> what the department asks for."""


def tell_letters(accounts: Mapping[str, Account], *, at: datetime) -> None:
    """In the municipality in scope, about what was asked for at counters by a general request."""
    by = Actor(accounts["maria"].pk, "official")
    noted_at = at - timedelta(hours=2)
    for number, what in MISSING.items():
        of_service = Case.objects.filter(application__service_version__service__unified_number=number)
        note_defects(of_service.earliest("pk"), what=what, on=localdate(noted_at), by=SYSTEM, at=noted_at)
    first = Message.objects.to_post().earliest("pk")
    post([], [first], by=by, at=at)
    note_letter_tracking(PostedLetter.objects.get(message=first), tracking="PS 5600 00Y7 11 4", by=by, at=at)
