"""How the check of files for malware does, for those who can do something about it.

An official who is kept away from a matter learns nothing of it here either.
"""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from chinar.domain.cases.access import numbers_kept_from
from chinar.foundation.documents import clamd
from chinar.foundation.documents.queries import quarantine
from chinar.foundation.people.access import require


@never_cache
@require("messages.watch")
@require_safe
def scans(request: HttpRequest) -> HttpResponse:
    """Whether a scanner is set and answers, what waits for it, and what it found."""
    found = quarantine(without=numbers_kept_from(request.user))
    answer, trouble = _answer()
    return render(request, "desk/scans.html", {"found": found, "answer": answer, "trouble": trouble})


def _answer() -> tuple[str, str]:
    """What the scanner says of itself, or why it does not; both "" where none is set."""
    if not settings.CLAMD:
        return "", ""
    try:
        return clamd.version(settings.CLAMD, seconds=3.0), ""
    except clamd.NoVerdict as trouble:
        return "", str(trouble)
