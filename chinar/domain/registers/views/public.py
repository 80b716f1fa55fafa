"""Who looked at my data."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from chinar.domain.registers.queries import queries_about
from chinar.domain.registers.words import FOR_CITIZEN
from chinar.foundation.identification.sessions import become_known
from chinar.foundation.journal.actions import record_read
from chinar.foundation.people.access import citizen_of, sign_in_required


@never_cache
@sign_in_required
@require_safe
def mine(request: HttpRequest) -> HttpResponse:
    """Each query to a register about the signed-in person: when, which, why, by whom; and who read the answer later."""
    become_known(request, at=timezone.now(), enter=True)
    rows, proven = queries_about(request.user)
    record_read("evidence.own_queries_read", by=citizen_of(request.user), at=timezone.now())
    told = [(row, FOR_CITIZEN[row.result.outcome] if hasattr(row, "result") else "") for row in rows]
    return render(request, "registers/mine.html", {"rows": told, "proven": proven})
