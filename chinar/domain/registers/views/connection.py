"""The operator sets how the municipality asks RegiX."""

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from chinar.domain.registers.actions.connecting import set_connection
from chinar.domain.registers.connecting import NotConnected, way
from chinar.domain.registers.forms import ConnectionForm
from chinar.domain.registers.models import Connection
from chinar.foundation.people.access import actor_of, require


@never_cache
@require("registers.connect")
def connection(request: HttpRequest) -> HttpResponse:
    """OID, address, signers, term of keeping; the key lies outside the database, and the page says whether it does."""
    held = Connection.objects.select_related("municipality").first()
    initial = {name: getattr(held, name) for name in ConnectionForm.base_fields} if held else None
    form = ConnectionForm(request.POST if request.method == "POST" else None, initial=initial)
    if request.method == "POST" and form.is_valid():
        set_connection(**form.cleaned_data, by=actor_of(request.user), at=timezone.now())
        messages.success(request, _("The connection is kept."))
        return redirect("registers:connection")
    context = {
        "form": form,
        "held": held,
        "simulated": bool(settings.REGIX_SIMULATOR),
        "trouble": _trouble() if held and held.is_on else "",
    }
    return render(request, "registers/connection.html", context)


def _trouble() -> str:
    try:
        way()
    except NotConnected as error:
        return str(error)
    return ""
