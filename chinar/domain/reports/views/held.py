"""A form that was held back is confirmed by the link in a letter, and registered as if it were sent now."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from chinar.domain.reports import access
from chinar.domain.reports.views.filing import form_for, send


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def release(request: HttpRequest, key: UUID, code: str) -> HttpResponse:
    """A button, as programs that check mail open links by themselves. The clock counts from when it was sent."""
    held = access.get_held_report(key, code)
    wrong = ""
    if request.method == "POST":
        form = form_for(request, held.category, data=QueryDict(held.typed))
        if form.is_valid():
            return send(request, form, held.category, held.key, received_at=held.at)
        wrong = _("The form has changed meanwhile and asks something more. Please file the signal anew.")
    return render(request, "reports/held.html", {"held": held, "wrong": wrong, "sent": False})
