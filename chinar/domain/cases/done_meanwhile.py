"""What others did in the place of somebody who was absent, to be read on the first day back."""

from datetime import date, timedelta

from django.db.models import Q

from chinar.domain.cases.access import User, numbers_kept_from
from chinar.domain.cases.models import Absence, Assignment
from chinar.foundation.journal.actions import IN_PLACE_OF
from chinar.foundation.journal.models import Entry
from chinar.foundation.journal.sentences import sentence
from chinar.foundation.people.models import Account

LOOKS_BACK = timedelta(days=30)
MOST = 50


def done_meanwhile(user: User, *, on: date) -> list[tuple[Entry, str]]:
    """The newest that was done, not read, in matters which the user led, with its sentence. Three queries where they
    were absent within the last month, one where they were not."""
    if not isinstance(user, Account):
        return []
    absences = list(Absence.objects.filter(official=user, last_on__gte=on - LOOKS_BACK, first_on__lte=on))
    if not absences:
        return []
    first = min(row.first_on for row in absences)
    led = Assignment.objects.filter(official=user, part=Assignment.Part.LEAD)
    led = led.filter(Q(ended_at=None) | Q(ended_at__date__gte=first))
    found = Entry.objects.filter(
        subject__in=led.values("case__number"),
        subject_kind="case",
        actor__in={row.substitute_id for row in absences},
        at__date__gte=first,
        **{f"facts__{IN_PLACE_OF}": user.name},
    )
    hidden = numbers_kept_from(user)
    rows = (
        found.exclude(verb__endswith="read").exclude(subject__in=hidden).select_related("actor").order_by("-id")[:MOST]
    )
    return [(row, sentence(row)) for row in rows]
