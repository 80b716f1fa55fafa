"""How the check of files for malware does, for those who can do something about it.

An official who is kept away from a matter learns nothing of it here either.
"""

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from chinar.domain.cases.access import numbers_kept_from
from chinar.foundation.documents import clamd, scanning
from chinar.foundation.documents.queries import quarantine
from chinar.foundation.people.access import actor_of, require


@never_cache
@require("messages.watch")
@require_safe
def scans(request: HttpRequest) -> HttpResponse:
    """Whether a scanner is set and answers, what waits for it, and what it found."""
    found = quarantine(without=numbers_kept_from(request.user))
    answer, trouble = _answer()
    return render(request, "desk/scans.html", {"found": found, "answer": answer, "trouble": trouble})


@require("messages.watch")
@require_POST
def check_again(request: HttpRequest, pk: int) -> HttpResponse:
    """A verdict that may be a false alarm is asked for once more; the file stays held meanwhile."""
    held = quarantine(without=numbers_kept_from(request.user)).infected
    scan = next((one for one in held if one.pk == pk), None)
    if scan is None or not scanning.check_again(scan, by=actor_of(request.user), at=timezone.now()):
        messages.info(request, _("This file is not held as infected any more."))
    else:
        messages.success(request, _("The scanner is asked again. Until it finds the file clean, the file stays held."))
    return redirect("desk:scans")


def _answer() -> tuple[str, str]:
    """What the scanner says of itself, or why it does not; both "" where none is set."""
    if not settings.CLAMD:
        return "", ""
    try:
        return clamd.version(settings.CLAMD, seconds=3.0), ""
    except clamd.NoVerdict as trouble:
        return "", str(trouble)
