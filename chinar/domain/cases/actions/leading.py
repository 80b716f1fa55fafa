"""The one place that changes who leads: the row of the assignment and its copy in the case, together."""

from datetime import datetime

from chinar.domain.cases.models import Assignment, Case, Resolution
from chinar.foundation.core.actor import Actor
from chinar.foundation.people.models import Account


def lead(
    case: Case,
    official: Account | None,
    *,
    reason: str = "",
    resolution: Resolution | None = None,
    by: Actor,
    at: datetime,
) -> None:
    """Ends the leading part of whoever had it; without an official the department of the case has it.

    The case must be locked; whoever calls saves it (moving.move).
    """
    Assignment.objects.standing().filter(case=case, part=Assignment.Part.LEAD).update(ended_at=at)
    Assignment.objects.create(
        case=case,
        part=Assignment.Part.LEAD,
        official=official,
        department=None if official else case.department,
        reason=reason,
        resolution=resolution,
        at=at,
        by_id=by.account_id,
    )
    case.handler = official
