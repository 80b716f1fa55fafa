"""What came and was not read yet, also for matters that stand on no worklist any more."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from chinar.domain.cases.new_papers import MOST, new_papers
from chinar.foundation.people.access import require


@never_cache
@require("cases.read")
@require_safe
def unread(request: HttpRequest) -> HttpResponse:
    """One's own and what nobody has; `show=all` what one may read at all."""
    shows_all = request.GET.get("show") == "all"
    rows = new_papers(request.user, on=timezone.localdate(), all_of_them=shows_all)
    context = {"rows": rows, "shows_all": shows_all, "cut": len(rows) >= MOST}
    return render(request, "cases/new_papers.html", context)
