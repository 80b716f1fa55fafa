"""The legal periods by which the municipality counts, for everyone to read."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from chinar.domain.cases import law_here, legal_periods, words
from chinar.domain.cases.legal_periods import LegalPeriod


@require_safe
def periods(request: HttpRequest) -> HttpResponse:
    """Every rule with its period, event, article and validity, grouped by what it is about."""
    today = timezone.localdate()
    table = law_here.table()
    groups = [
        (group, words.GROUPS[group], [_row(rule) for rule in table if rule.group == group])
        for group in legal_periods.GROUPS
    ]
    return render(request, "cases/periods.html", {"groups": groups, "today": today})


def _row(rule: LegalPeriod) -> dict[str, object]:
    return {
        "rule": rule,
        "name": words.name(rule),
        "period": words.length(rule),
        "starts": words.EVENTS[legal_periods.Event(rule.starts)],
        "silence": words.SILENCES[rule.silence],
        "article": words.article(rule),
        "doubt": words.question(rule),
    }
