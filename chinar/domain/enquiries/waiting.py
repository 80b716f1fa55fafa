"""What questions keep waiting besides the matters themselves: those of councillors, by their session."""

from datetime import date

from django.utils.translation import gettext_lazy as _

from chinar.domain.cases.access import User
from chinar.domain.cases.waiting import Rows, Source, register
from chinar.domain.enquiries.models import CouncillorQuestion
from chinar.foundation.people.access import can


def of_councillors(user: User, on: date, mine: bool) -> Rows:
    """Everybody reads them; whoever keeps their register sees to the answers."""
    asked: Rows = CouncillorQuestion.objects.open() if can(user, "council.record", on=on) else None
    return asked


register(
    Source(
        "council",
        _("Questions of councillors"),
        of_councillors,
        "enquiries:council_one",
        "entered_at",
        due="session_on",
        argument="entry",
        ref="number",
        case="",
        detail="title",
        whose="department__name",
    )
)
