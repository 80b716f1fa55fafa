"""What applications keep waiting besides the matters themselves: acts to approve or sign, letters that came back."""

from datetime import date

from django.db.models import Exists, OuterRef
from django.utils.translation import gettext_lazy as _

from chinar.domain.applications.delivery_access import ABILITY, cases_to_deliver
from chinar.domain.applications.models import DeliveryAttempt, DeliveryResult
from chinar.domain.applications.signing_access import drafts_waiting_for
from chinar.domain.cases.access import User
from chinar.domain.cases.waiting import Rows, Source, register
from chinar.foundation.people.access import can

CASE = "application__case"


def acts(user: User, on: date, mine: bool) -> Rows:
    return drafts_waiting_for(user, on=on) if can(user, "applications.sign", on=on) else None


def letters_returned(user: User, on: date, mine: bool) -> Rows:
    """Of results that nobody has received, where nothing was tried since the last attempt in vain."""
    if not can(user, ABILITY, on=on):
        return None
    decision = f"attempt__decision__{CASE}__in"
    later = DeliveryAttempt.objects.filter(decision=OuterRef("attempt__decision"), pk__gt=OuterRef("attempt_id"))
    failed = DeliveryResult.objects.filter(outcome=DeliveryResult.Outcome.FAILED)
    failed = failed.filter(attempt__decision__set_aside_at=None, **{decision: cases_to_deliver(user, on=on)})
    found: Rows = failed.filter(~Exists(later))
    return found


register(
    Source(
        "acts",
        _("Acts to approve or sign"),
        acts,
        "applications:act",
        "prepared_at",
        due=f"{CASE}__due_on",
        ref=f"{CASE}__number",
        case=CASE,
    )
)
register(
    Source(
        "returned",
        _("Letters that came back"),
        letters_returned,
        "applications:delivery",
        "at",
        ref=f"attempt__decision__{CASE}__number",
        case=f"attempt__decision__{CASE}",
    )
)
