"""What the town promises about ratings, and the day that follows from it."""

from datetime import date, datetime

from django.db import transaction

from chinar.domain.cases.models import RatingPlan
from chinar.domain.cases.rating.rules import Plan
from chinar.foundation.core.actor import Actor
from chinar.foundation.journal.actions import record
from chinar.foundation.time.queries import calendar_for
from chinar.foundation.time.rules import NoCalendar, Period, Unit, count


def plan_in_force() -> Plan:
    """What the secretary set, or the usual."""
    row = RatingPlan.objects.first()
    return row.as_plan() if row else Plan()


@transaction.atomic
def set_plan(plan: Plan, *, by: Actor, at: datetime) -> None:
    """What the town promises from now on; a date told before stays."""
    values = {name: getattr(plan, name) for name in Plan.__slots__}
    RatingPlan.objects.update_or_create(defaults=values)
    record("rating.plan_set", by=by, at=at, facts={name: str(value) for name, value in values.items()})


def due_day(given_on: date) -> date | None:
    """Until when a low one is answered; None while the calendar of that year is not loaded: no day is guessed."""
    period = Period(plan_in_force().answer_days, Unit.WORKING_DAYS)
    try:
        return count(given_on, period, calendar_for(years=[given_on.year, given_on.year + 1])).due_on
    except NoCalendar:
        return None
