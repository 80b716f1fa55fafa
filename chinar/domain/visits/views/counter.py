"""The first page of the counter: whoever comes next, and who waits."""

from uuid import uuid4

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from chinar.domain.visits import access
from chinar.domain.visits.forms import SeekForm
from chinar.domain.visits.queries import open_visits
from chinar.foundation.journal.actions import record_read
from chinar.foundation.offices.models import Office
from chinar.foundation.people.access import actor_of, require


@never_cache
@require(access.ABILITY)
@require_safe
def counter(request: HttpRequest) -> HttpResponse:
    """One box for whoever stands at the counter; its form leads to the page of a visit with a key of its own."""
    offices = access.offices_of(request.user, on=timezone.localdate())
    if not offices:
        return render(request, "visits/no_office.html")
    return render(request, "visits/counter.html", context_of(request, offices))


def context_of(request: HttpRequest, offices: list[Office]) -> dict[str, object]:
    """With the visits that wait here; who they are of is journalled."""
    waiting = [visit for visit in open_visits([office.pk for office in offices]) if _has_begun(visit)]
    if waiting:
        facts = {"office": ", ".join(office.code for office in offices)}
        by, at = actor_of(request.user), timezone.now()
        record_read("visit.listed", by=by, at=at, facts=facts, ids=[visit.pk for visit in waiting])
    return {"offices": offices, "form": SeekForm(), "key": uuid4(), "waiting": waiting, "user": request.user}


def _has_begun(visit: object) -> bool:
    """Nobody needs to see what was opened and left empty."""
    return bool(visit.person or visit.organisation or visit.items.all())  # type: ignore[attr-defined]
