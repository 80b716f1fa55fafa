"""How the registers do: for whoever keeps the connection, and whoever answers for the service."""

import random
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from chinar.domain.registers import connecting, watching, words
from chinar.domain.registers.actions.testing import note_test
from chinar.domain.registers.health import health
from chinar.domain.registers.regix import certificate
from chinar.domain.registers.regix.errors import RegixError
from chinar.foundation.people.access import actor_of, can, require

SEE = "registers.state"
SHAPES = {"closed": "decided", "half_open": "waiting", "open": "late"}


@never_cache
@require(SEE)
@require_safe
def state(request: HttpRequest) -> HttpResponse:
    """Certificate, each register that was asked lately, what it withheld; nothing of any person."""
    now = timezone.now()
    rows = health(watching.came_since(now - watching.DAYS), at=now)
    shows_fields = "fields" in request.GET
    context = {
        **_certificate(now),
        "rows": [
            (row, words.STATES[row.state], SHAPES[row.state], words.ERRORS.get(row.last_error, "")) for row in rows
        ],
        "days": watching.DAYS.days,
        "shows_fields": shows_fields,
        "withheld": watching.withheld_fields() if shows_fields else [],
        "may_connect": can(request.user, "registers.connect"),
    }
    return render(request, "registers/state.html", context)


def _certificate(now: datetime) -> dict[str, Any]:
    """Of the connection that is switched on: which certificate, and what is wrong with it."""
    try:
        way = connecting.way()
    except connecting.NotConnected:
        return {"way": None}
    asker = way.administration
    found, trouble = certificate.read(asker.certificate, asker.key, at=now)
    other = bool(found and found.oid and found.oid != asker.oid)
    return {
        "way": way,
        "found": found,
        "trouble": words.CERTIFICATE.get(trouble) if trouble else "",
        "other_oid": other,
    }


@never_cache
@require(SEE)
@require_POST
def test(request: HttpRequest) -> HttpResponse:
    """A dry test: RegiX is reached and answers, and no register is asked about anybody."""
    try:
        way = connecting.way()
        client = connecting.client_of(way, now=timezone.now, jitter=lambda: random.uniform(0.8, 1.2))  # noqa: S311
        note_test(oid=way.administration.oid, by=actor_of(request.user), at=timezone.now())
        seconds = client.probe()
    except (connecting.NotConnected, OSError):
        messages.error(request, _("No connection is set and switched on, or its key cannot be used."))
    except RegixError as error:
        told = words.ERRORS.get(error.code, "")
        messages.error(request, _("The test failed, and no register was asked.") + f" {told}")
    else:
        told = _("RegiX answered in %(n)d ms. No register was asked.") % {"n": round(seconds * 1000)}
        messages.success(request, told)
    return redirect("registers:state")
