"""A week of the worklist: which matters are due on each of its days."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.dates import WEEKDAYS
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from chinar.domain.cases import worklists
from chinar.domain.cases.filters import Filter
from chinar.domain.cases.views.worklist import lists, selection
from chinar.domain.cases.worklists import Row
from chinar.foundation.people.access import require
from chinar.foundation.time.queries import calendar_for

MOST = 100


@dataclass(frozen=True, slots=True)
class Day:
    """A day of the week with what is due on it, and the address of the list that shows all of it."""

    on: date
    name: object
    works: bool
    rows: Sequence[Row]
    query: str


@never_cache
@require("cases.read")
@require_safe
def due_week(request: HttpRequest) -> HttpResponse:
    """What is due from Monday to Sunday, from the same lists and filters. What waits is due on no day."""
    today, chosen = timezone.localdate(), Filter.read(request.GET)
    if chosen.show == "decided":
        chosen = Filter()
    monday = _monday(request.GET.get("week", ""), today)
    days = [monday + timedelta(days=n) for n in range(7)]
    of_week = Filter.read({**_said(chosen), "since": days[0].isoformat(), "until": days[-1].isoformat()})
    cases, more = worklists.page(of_week, selection(request, of_week), after=None, size=MOST)
    rows = worklists.rows(cases, today=today)
    calendar = calendar_for(years={days[0].year, days[-1].year})
    context = {
        "days": [
            Day(
                day,
                WEEKDAYS[day.weekday()],
                day.year not in calendar.years or calendar.is_working(day),
                [row for row in rows if row.case.due_on == day],
                chosen.query(due="", since=day, until=day),
            )
            for day in days
        ],
        "monday": monday,
        "sunday": days[-1],
        "before": monday - timedelta(days=7),
        "after": monday + timedelta(days=7),
        "today": today,
        "query": chosen.query(due="", since=None, until=None),
        "of_week": of_week.query(),
        "more": more is not None,
        "lists": [one for one in lists(request, chosen) if one[0] != chosen.query(show="decided")],
    }
    return render(request, "cases/due_week.html", context)


def _said(chosen: Filter) -> dict[str, object]:
    """What the list is narrowed to besides days."""
    kept = ("show", "kind", "state", "service", "channel", "handler", "department")
    return {name: getattr(chosen, name) or "" for name in kept}


def _monday(typed: str, today: date) -> date:
    """The Monday of the week of a day in the address; of this week when it is no day that can be."""
    try:
        day = date.fromisoformat(typed)
    except ValueError:
        day = today
    day = day if date(2000, 1, 1) <= day <= date(2100, 1, 1) else today
    return day - timedelta(days=day.weekday())
