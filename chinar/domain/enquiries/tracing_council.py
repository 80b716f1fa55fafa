"""Questions of councillors as the trail links them."""

from collections.abc import Collection
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from chinar.domain.enquiries.models import CouncillorQuestion
from chinar.domain.enquiries.searching import COUNCIL
from chinar.foundation.people.access import can
from chinar.foundation.trail.access import ABILITY
from chinar.foundation.trail.describing import Seen, Traced, User, describe


def seen(numbers: Collection[str]) -> dict[str, Seen]:
    rows = CouncillorQuestion.objects.standing().filter(number__in=numbers)
    return {
        row.number: Seen(
            title=row.title,
            on=row.received_on,
            language="bg",
            state=gettext("answered") if row.answered_on else gettext("waits for the session"),
            phase="closed" if row.answered_on else "waiting",
        )
        for row in rows
    }


def reached(user: User, number: str, on: date) -> bool:
    return can(user, ABILITY, on=on) and can(user, "council.record", on=on)


describe(
    Traced(
        kind=COUNCIL,
        name=_("councillor's question"),
        seen=seen,
        address=lambda number: reverse("enquiries:councillor_question", kwargs={"number": number}),
        desk_address=lambda number: reverse("enquiries:council_one", kwargs={"entry": number}),
        reached=reached,
        is_numbered=True,
    )
)
