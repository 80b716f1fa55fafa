from datetime import datetime

from django.db import transaction

from chinar.domain.information_requests.models import Arrangement
from chinar.foundation.core.actor import Actor
from chinar.foundation.journal.actions import record
from chinar.foundation.territory.models import Department


@transaction.atomic
def arrange(*, department: Department, appeal: str, by: Actor, at: datetime) -> Arrangement:
    """Which department has the requests from now on, and what decisions say of appeal; running matters stay."""
    made, _created = Arrangement.objects.update_or_create(defaults={"department": department, "appeal": appeal})
    record("information.arranged", by=by, at=at, subject=department.code, subject_kind="department")
    return made  # type: ignore[no-any-return]
