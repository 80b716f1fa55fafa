"""The inner term of a resolution: whoever has the matter is reminded a working day before it ends, and together with
whoever wrote the resolution once it has passed. It binds nobody outside."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import partial
from typing import Any

from django.db.models import Exists, OuterRef
from django.utils.timezone import localtime

from chinar.domain.cases.models import Case, Resolution
from chinar.domain.cases.notices import about, official_facts
from chinar.domain.cases.watching.actions import may_remind, plan_in_force, working_calendar
from chinar.domain.cases.watching.officials import Officials, kept_from, officials
from chinar.domain.cases.watching.rules import Level, Stage
from chinar.foundation.notifications.actions import notify
from chinar.foundation.notifications.models import Message
from chinar.foundation.notifications.queries import unwritten, written
from chinar.foundation.notifications.recipients import Recipient, of_account
from chinar.foundation.people.models import Account
from chinar.foundation.territory.models import Municipality
from chinar.foundation.time.rules import WorkingCalendar

WRITTEN_WITHIN = timedelta(days=400)
"""An inner term ends before that of the law, and none of these is longer."""
LOOKS_BACK = timedelta(days=30)
"""Whoever was not reminded within so many days learns of it from the term of the law."""


@dataclass(frozen=True, slots=True)
class _Call:
    """Why whom is reminded of which resolution; the same key tells once."""

    resolution: Resolution
    stage: Stage
    to: tuple[Recipient, ...]

    @property
    def key(self) -> str:
        return f"case:{self.resolution.case.number}:inner:{self.stage}:{self.resolution.pk}"


def remind_of_inner_terms(*, at: datetime) -> int:
    """Answers of how many resolutions somebody was reminded. Raises NoCalendar."""
    today = localtime(at).date()
    calendar = working_calendar(today)
    if not may_remind(plan_in_force(), at=at, calendar=calendar):
        return 0
    resolutions = list(_ending(today, calendar, at=at))
    calls = list(_calls(resolutions, today)) if resolutions else []
    known = written({f"{call.key}:{to.key}" for call in calls for to in call.to})
    return sum(_tell(call, unwritten(call.key, call.to, known), at=at) for call in calls)


def _ending(today: date, calendar: WorkingCalendar, *, at: datetime) -> Iterator[Resolution]:
    """Those that hold, in matters that run, whose inner term ends by the next working day. One query."""
    tomorrow = calendar.next_working(today)
    later = Resolution.objects.filter(case=OuterRef("case"), pk__gt=OuterRef("pk"))
    found = Resolution.objects.filter(
        at__gte=at - WRITTEN_WITHIN,
        inner_due_on__range=(today - LOOKS_BACK, tomorrow),
        case__in=Case.objects.running(),
    )
    rows = found.filter(~Exists(later)).select_related("case__handler", "case__department", "by")
    yield from rows.order_by("id")


def _calls(resolutions: list[Resolution], today: date) -> Iterator[_Call]:
    people, away = officials(on=today), kept_from([one.case for one in resolutions])
    for one in resolutions:
        kept = away.get(one.case_id, set())
        near = people.of(one.case, [Level.HANDLER], kept)
        is_over = one.inner_due_on is not None and one.inner_due_on < today
        author = [one.by] if is_over and one.by and _hears(one.by, one.case, people, kept) else []
        accounts = dict.fromkeys([*near, *author])
        yield _Call(one, Stage.LATE if is_over else Stage.DUE, tuple(of_account(account) for account in accounts))


def _hears(author: Account, case: Case, people: Officials, kept_away: Iterable[int]) -> bool:
    """Whether they still write resolutions there, and nothing keeps them away from the matter."""
    return author.pk not in kept_away and author in people.who_have("cases.resolve", case.department_id)


def _tell(call: _Call, to: list[Recipient], *, at: datetime) -> bool:
    notify(
        to,
        template=f"cases/notices/official_inner_{call.stage}.txt",
        key=call.key,
        facts=partial(_facts, call.resolution),
        audience=Message.Audience.OFFICIAL,
        about=about(call.resolution.case),
        at=at,
    )
    return bool(to)


def _facts(resolution: Resolution, town: Municipality) -> dict[str, Any]:
    return {**official_facts(resolution.case, town), "inner_due_on": resolution.inner_due_on}
