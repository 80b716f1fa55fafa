"""The secretary looks at queries that may have been made out of curiosity."""

from datetime import date, timedelta

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from chinar.domain.registers.queries import doubtful_queries
from chinar.domain.registers.words import DOUBTS
from chinar.foundation.journal.actions import record_read
from chinar.foundation.people.access import actor_of, require


@never_cache
@require("registers.oversee")
@require_safe
def queries(request: HttpRequest) -> HttpResponse:
    """A week's list; last week unless another one is asked for."""
    now, today = timezone.now(), timezone.localdate()
    monday = _monday(request.GET.get("week", ""), today)
    rows = [(row.query, [DOUBTS[doubt] for doubt in row.doubts]) for row in doubtful_queries(monday, at=now)]
    record_read("registers.doubts_read", by=actor_of(request.user), at=now, ids=[query.pk for query, _ in rows])
    context = {
        "rows": rows,
        "monday": monday,
        "sunday": monday + timedelta(days=6),
        "before": monday - timedelta(days=7),
        "after": monday + timedelta(days=7) if monday + timedelta(days=7) <= today else None,
    }
    return render(request, "registers/doubts.html", context)


def _monday(typed: str, today: date) -> date:
    """The Monday of the week that holds the day; of last week when it is no day that can have been."""
    try:
        day = date.fromisoformat(typed)
    except ValueError:
        day = today - timedelta(days=7)
    if not date(2000, 1, 1) <= day <= today:
        day = today - timedelta(days=7)
    return day - timedelta(days=day.weekday())
