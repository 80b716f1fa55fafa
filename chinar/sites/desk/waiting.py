"""Messages that did not arrive, among what waits for the municipality."""

from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from chinar.domain.cases.access import User, numbers_kept_from
from chinar.domain.cases.waiting import Rows, Source
from chinar.foundation.notifications.models import Message
from chinar.foundation.people.access import can


def undelivered(user: User, on: date, mine: bool) -> Rows:
    """What was given up; an official who is kept away from a matter learns nothing of it here either."""
    if not can(user, "messages.watch", on=on):
        return None
    failed: Any = Message.objects.filter(state=Message.State.FAILED)
    return failed.exclude(about__in=numbers_kept_from(user))  # type: ignore[no-any-return]


UNDELIVERED = Source(
    "messages", _("Messages that do not arrive"), undelivered, "desk:messages", "written_at",
    argument="", ref="", case="", detail="subject",
)  # fmt: skip
