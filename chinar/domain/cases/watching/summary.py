"""The summary of the day: what is late, due today, due this week, and what waits, and how much there is of what is no
matter and waits all the same (cases.waiting), in one message to each head of a department and to the secretary.
Nothing when there is nothing; never for a day that has passed."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial
from typing import Any

from django.db.models import Count, Q
from django.utils.timezone import localtime
from django.utils.translation import get_language

from chinar.domain.cases import kinds
from chinar.domain.cases.models import Case
from chinar.domain.cases.models.case import CaseQuerySet
from chinar.domain.cases.rules import Phase
from chinar.domain.cases.waiting import Source, counts
from chinar.domain.cases.watching.actions import may_remind, plan_in_force, working_calendar
from chinar.domain.cases.watching.officials import officials
from chinar.domain.cases.watching.rules import end_of_week
from chinar.foundation.core.urls import absolute_url
from chinar.foundation.notifications.actions import notify
from chinar.foundation.notifications.models import Message
from chinar.foundation.notifications.queries import unwritten, written
from chinar.foundation.notifications.recipients import of_account
from chinar.foundation.people.models import Account
from chinar.foundation.territory.models import Municipality

MOST_NAMED = 15


@dataclass(frozen=True, slots=True)
class Group:
    """Some of the open matters: how many, and the first of them by due date."""

    n: int
    first: tuple[Case, ...]


def summarise(*, at: datetime) -> int:
    """Writes the summary of today to whoever has not got it; answers to how many. Raises NoCalendar."""
    today = localtime(at).date()
    if not may_remind(plan_in_force(), at=at, calendar=working_calendar(today)):
        return 0
    key = f"summary:{today}"
    readers = {of_account(account): reach for account, reach in officials(on=today).departments().items()}
    known = written({f"{key}:{reader.key}" for reader in readers})
    told = 0
    for reader in unwritten(key, readers, known):
        groups = groups_of(readers[reader], on=today, reader=reader.account)
        besides = counts(reader.account, on=today, without=("matters",)) if reader.account else {}
        if besides or any(group.n for group in groups.values()):
            told += 1
            notify(
                [reader],
                template="cases/notices/summary.txt",
                key=key,
                facts=partial(_facts, groups, besides, today),
                audience=Message.Audience.OFFICIAL,
                at=at,
            )
    return told


def groups_of(departments: Iterable[int] | None, *, on: date, reader: Account | None = None) -> dict[str, Group]:
    """Open matters of the departments, of all for None, without those from which the reader is kept away; one query to
    count and one for each group that is not empty."""
    shown = Case.objects.open().shown_to(reader.pk if reader else None)
    cases = shown if departments is None else shown.filter(department__in=departments)
    runs = ~Q(phase=Phase.WAITING)
    which = {
        "late": runs & Q(due_on__lt=on),
        "today": runs & Q(due_on=on),
        "week": runs & Q(due_on__gt=on, due_on__lte=end_of_week(on)),
        "waiting": Q(phase=Phase.WAITING),
    }
    counted = cases.aggregate(**{name: Count("id", filter=condition) for name, condition in which.items()})
    return {
        name: Group(counted[name], _first(cases, condition) if counted[name] else ())
        for name, condition in which.items()
    }


def _first(cases: CaseQuerySet, condition: Q) -> tuple[Case, ...]:
    return tuple(cases.filter(condition).by_due_date().select_related("handler")[:MOST_NAMED])


def _facts(groups: dict[str, Group], besides: Mapping[Source, int], today: date, town: Municipality) -> dict[str, Any]:
    named = [case for group in groups.values() for case in group.first]
    link = absolute_url(town.slug, "cases:waiting", language=get_language() or "bg")
    return {"groups": groups, "titles": kinds.titles(named), "besides": besides, "today": today, "link": link}
