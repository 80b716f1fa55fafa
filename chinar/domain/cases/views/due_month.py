"""A month of the worklist: how many matters are due on each day."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.dates import WEEKDAYS, WEEKDAYS_ABBR
from django.utils.formats import date_format
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from chinar.domain.cases import worklists
from chinar.domain.cases.filters import Filter, month_of
from chinar.domain.cases.views.worklist import lists, selection
from chinar.foundation.people.access import require
from chinar.foundation.time.queries import calendar_for


@dataclass(frozen=True, slots=True)
class Day:
    """A field of the month: `due` matters, and the address of the list that shows them."""

    on: date
    due: int
    query: str
    works: bool
    inside: bool


@never_cache
@require("cases.read")
@require_safe
def due_month(request: HttpRequest) -> HttpResponse:
    """How many are due on each day of a month, from the same lists and filters. What waits is due on no day."""
    today, chosen = timezone.localdate(), Filter.read(request.GET)
    if chosen.show == "decided":
        chosen = Filter()
    first, last = month_of(_month(request.GET.get("month", ""), today))
    begins, ends = first - timedelta(days=first.weekday()), last + timedelta(days=6 - last.weekday())
    due = worklists.due_on_days(chosen, selection(request, chosen), first=begins, last=ends)
    calendar = calendar_for(years={begins.year, ends.year})
    days = [
        Day(
            day,
            due.get(day, 0),
            chosen.query(due="", since=day, until=day),
            day.year not in calendar.years or calendar.is_working(day),
            first <= day <= last,
        )
        for day in (begins + timedelta(days=n) for n in range((ends - begins).days + 1))
    ]
    context = {
        "weeks": [days[n : n + 7] for n in range(0, len(days), 7)],
        "before": first - timedelta(days=1),
        "after": last + timedelta(days=1),
        "named": [_name(day) for day in (first, first - timedelta(days=1), last + timedelta(days=1))],
        "weekdays": [(WEEKDAYS[day], WEEKDAYS_ABBR[day]) for day in range(7)],
        "today": today,
        "query": chosen.query(),
        "lists": [one for one in lists(request, chosen) if one[0] != chosen.query(show="decided")],
        "in_all": sum(day.due for day in days if day.inside),
    }
    return render(request, "cases/due_month.html", context)


def _name(day: date) -> str:
    return date_format(day, "F Y").lower() if get_language() == "bg" else date_format(day, "F Y")


def _month(typed: str, today: date) -> date:
    """A day of the month in the address, `2026-11`; of this one when it is none that can be."""
    try:
        month = date.fromisoformat(f"{typed}-01")
    except ValueError:
        return today
    return month if date(2000, 1, 1) <= month <= date(2100, 1, 1) else today
