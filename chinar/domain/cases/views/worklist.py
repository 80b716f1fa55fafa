"""The official's worklist: open matters by due date."""

from datetime import date

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from chinar.domain.cases import access, kinds
from chinar.domain.cases.models import Case
from chinar.domain.cases.rules import Phase, as_number
from chinar.foundation.people.access import require

ROWS_ON_A_PAGE = 50


@never_cache
@require("cases.read")
@require_safe
def worklist(request: HttpRequest) -> HttpResponse:
    """Open cases by due date: mine, nobody's, or all; those decided that wait to be handed over; one by its number."""
    today = timezone.localdate()
    cases = access.worklist_for(request.user, on=today)
    show = request.GET.get("show", "all")
    number = as_number(request.GET.get("number", ""))
    if number and access.cases_for(request.user, on=today).filter(number=number).exists():
        return redirect("cases:case", number=number)
    if show == "mine":
        cases = cases.filter(handler=request.user.pk)
    elif show == "free":
        cases = cases.filter(handler=None)
    elif show == "decided":
        cases = access.cases_for(request.user, on=today).filter(phase=Phase.DECIDED).order_by("id")
    cases = cases.select_related("department", "handler")
    page = Paginator(cases, ROWS_ON_A_PAGE).get_page(request.GET.get("page"))
    rows = [_row(case, words, today) for case, words in _titled(list(page.object_list))]
    context = {"rows": rows, "page": page, "show": show, "number": number}
    return render(request, "cases/worklist.html", context)


def _titled(cases: list[Case]) -> list[tuple[Case, str]]:
    titles = kinds.titles(cases)
    return [(case, titles[case.pk]) for case in cases]


def _row(case: Case, words: str, today: date) -> dict[str, object]:
    days = (case.due_on - today).days
    urgency = "overdue" if days < 0 else "today" if days == 0 else "later"
    return {
        "case": case,
        "title": words,
        "days": abs(days),
        "urgency": urgency,
        "state": kinds.kind_of(case).state(case.state).for_official,
    }
