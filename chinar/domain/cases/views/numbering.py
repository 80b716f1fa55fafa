"""The town's records system: the connection, what waits for its numbers, a test."""

from django.contrib import messages
from django.db.models import Count, Min
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from chinar.domain.cases.models import OutsideNumber, RecordsConnection
from chinar.domain.cases.numbering.actions import note_test, set_connection
from chinar.domain.cases.numbering.client import NoNumber
from chinar.domain.cases.numbering.connecting import system_of
from chinar.domain.cases.numbering.forms import ConnectionForm
from chinar.domain.cases.numbering.rules import Trouble
from chinar.domain.cases.numbering.words import TROUBLES
from chinar.foundation.people.access import actor_of, require

ABILITY = "numbering.set"


@never_cache
@require(ABILITY)
@require_http_methods(["GET", "HEAD", "POST"])
def numbering(request: HttpRequest) -> HttpResponse:
    """How it stands, and the form to arrange it. Names no matter: who keeps the connection need not see any."""
    held = RecordsConnection.objects.first()
    initial = {"address": held.address, "is_on": held.is_on} if held else None
    typed = request.POST if request.method == "POST" else None
    form = ConnectionForm(typed, initial=initial, holds_token=held is not None)
    if request.method == "POST" and form.is_valid():
        set_connection(**form.cleaned_data, by=actor_of(request.user), at=timezone.now())
        messages.success(request, _("The connection is kept."))
        return redirect("cases:numbering")
    waiting = OutsideNumber.objects.waiting()
    tried = waiting.exclude(trouble="").values_list("trouble", "trouble_code")
    rows = tried.annotate(n=Count("id"), since=Min("asked_at")).order_by("-n")[:20]
    context = {
        "held": held,
        "form": form,
        "waiting": waiting.aggregate(n=Count("id"), since=Min("asked_at"), next=Min("next_try_at")),
        "given": OutsideNumber.objects.exclude(number="").count(),
        "troubles": [(TROUBLES[Trouble(trouble)], code, n, since) for trouble, code, n, since in rows],
        "last": TROUBLES[Trouble(held.trouble)] if held and held.trouble else "",
    }
    return render(request, "cases/numbering/numbering.html", context)


@never_cache
@require(ABILITY)
@require_POST
def test(request: HttpRequest) -> HttpResponse:
    """Reaches the system and registers nothing."""
    held = RecordsConnection.objects.first()
    if held is None:
        messages.error(request, _("Arrange the connection first."))
        return redirect("cases:numbering")
    by = actor_of(request.user)
    try:
        name = system_of(held).name()
    except NoNumber as why:
        note_test(why, by=by, at=timezone.now())
        messages.error(
            request, _("No connection: %(why)s (%(code)s)") % {"why": TROUBLES[why.trouble], "code": why.code}
        )
    else:
        note_test(None, by=by, at=timezone.now())
        messages.success(request, _("The records system answers: %(name)s") % {"name": name or "–"})
    return redirect("cases:numbering")
