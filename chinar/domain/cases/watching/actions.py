"""The watch over deadlines in the municipality in scope. Each verb may run at any moment, twice, or in two processes:
what was told is known by the key of its message, that a period ended by its row in the ledger."""

from collections.abc import Iterator
from datetime import date, datetime
from functools import partial

from django.db import transaction
from django.utils.timezone import localtime

from chinar.domain.cases.models import Case, ReminderPlan
from chinar.domain.cases.notices import about, official_facts
from chinar.domain.cases.watching.officials import Officials, kept_from, officials
from chinar.domain.cases.watching.rules import Plan, Stage, horizon, reminder
from chinar.foundation.core.actor import Actor
from chinar.foundation.journal.actions import record
from chinar.foundation.notifications.actions import notify
from chinar.foundation.notifications.models import Message
from chinar.foundation.notifications.queries import unwritten, written
from chinar.foundation.notifications.recipients import Recipient, of_account
from chinar.foundation.time.queries import calendar_for
from chinar.foundation.time.rules import NoCalendar, WorkingCalendar

AT_ONCE = 500


def plan_in_force() -> Plan:
    """What the secretary set, or the usual."""
    row = ReminderPlan.objects.first()
    return row.as_plan() if row else Plan()


@transaction.atomic
def set_plan(*, plan: Plan, by: Actor, at: datetime) -> None:
    """From now on officials are reminded so. The database refuses an order in which the head is told first."""
    values = {name: getattr(plan, name) for name in Plan.__slots__}
    ReminderPlan.objects.update_or_create(defaults=values)
    record("watch.set", by=by, at=at)


def working_calendar(today: date) -> WorkingCalendar:
    """Of the years that reminders look at."""
    return calendar_for(years=range(today.year - 1, today.year + 2))


def may_remind(plan: Plan, *, at: datetime, calendar: WorkingCalendar) -> bool:
    """On working days, from the hour of the plan on. Raises NoCalendar."""
    now = localtime(at)
    return calendar.is_working(now.date()) and now.hour >= plan.from_hour


def remind(*, at: datetime) -> int:
    """Reminds of matters that fall due soon and of those that are late; answers of how many. Raises NoCalendar."""
    today, plan = localtime(at).date(), plan_in_force()
    calendar = working_calendar(today)
    if not may_remind(plan, at=at, calendar=calendar):
        return 0
    told = 0
    people = officials(on=today)
    for cases in _batches(horizon(plan, today=today, calendar=calendar)):
        told += _remind_of(cases, plan, people, today, calendar, at=at)
    return told


def _batches(last: date) -> Iterator[list[Case]]:
    """Open matters that do not wait, due up to that day."""
    cases = Case.objects.running().filter(due_on__lte=last).select_related("handler", "department").order_by("id")
    after = 0
    while batch := list(cases.filter(pk__gt=after)[:AT_ONCE]):
        yield batch
        after = batch[-1].pk


def _remind_of(
    cases: list[Case], plan: Plan, people: Officials, today: date, calendar: WorkingCalendar, *, at: datetime
) -> int:
    called: list[tuple[Case, str, Stage, list[Recipient]]] = []
    kept_away = kept_from(cases)
    for case in cases:
        now = reminder(plan, due_on=case.due_on, today=today, calendar=calendar)
        key = f"case:{case.number}:{now.stage}:{case.due_on}"
        near = people.of(case, sorted(now.levels), kept_away.get(case.pk, ()))
        called.append((case, key, now.stage, [of_account(one) for one in near]))
    known = written({f"{key}:{to.key}" for _case, key, _stage, recipients in called for to in recipients})
    told = 0
    for case, key, stage, recipients in called:
        to = unwritten(key, recipients, known)
        told += bool(to)
        notify(
            to,
            template=f"cases/notices/official_{stage}.txt",
            key=key,
            facts=partial(official_facts, case),
            audience=Message.Audience.OFFICIAL,
            about=about(case),
            at=at,
        )
    return told


def tell_of_missing_calendar(missing: NoCalendar, *, at: datetime) -> None:
    """Once a day, to those who can load it: until then nobody is reminded and no period can be counted there."""
    today = localtime(at).date()
    notify(
        [of_account(one) for one in officials(on=today).who_have("messages.watch")],
        template="cases/notices/no_calendar.txt",
        key=f"no-calendar:{missing.year}:{today}",
        facts=lambda town: {"year": missing.year},
        audience=Message.Audience.OFFICIAL,
        at=at,
    )
