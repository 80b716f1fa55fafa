"""The worklist leaves the system as a table; the journal is told who took it."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from chinar.domain.cases import exports
from chinar.domain.cases.filters import Filter
from chinar.domain.cases.views.narrowing import way_to
from chinar.domain.cases.views.worklist import selection
from chinar.foundation.journal.actions import record_read
from chinar.foundation.people.access import actor_of, require

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@never_cache
@require("cases.read")
@require_safe
def export(request: HttpRequest, form: str) -> HttpResponse:
    """What the list shows, all its pages, as CSV or XLSX; a list too long for a spreadsheet is asked to be narrowed."""
    chosen, today = Filter.read(request.GET), timezone.localdate()
    who = selection(request, chosen)
    count = chosen.matching(who).filter(phase__in=chosen.phases)[: exports.MOST_ROWS + 1].count()
    if count > exports.MOST_ROWS:
        text = _("The list has more than %(most)s matters and was not exported. Narrow it first.")
        messages.error(request, text % {"most": exports.MOST_ROWS})
        return redirect(way_to(chosen))
    record_read(
        "worklist.exported", by=actor_of(request.user), at=timezone.now(), subject_kind="case", facts={"n": str(count)}
    )
    table = exports.lines(chosen, who)
    if form == "csv":
        response = HttpResponse(exports.as_csv(exports.columns(), table), content_type="text/csv; charset=utf-8")
    else:
        response = HttpResponse(exports.as_xlsx(table), content_type=XLSX)
    response["Content-Disposition"] = f'attachment; filename="worklist-{today.isoformat()}.{form}"'
    return response
