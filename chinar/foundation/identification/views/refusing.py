"""Nobody was signed in: what happened, that nothing was lost, what to do."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from chinar.foundation.identification.actions import refuse
from chinar.foundation.identification.models import Attempt
from chinar.foundation.identification.rules import Reason
from chinar.foundation.identification.wording import WHAT_NOW, WHY


def refused_page(
    request: HttpRequest, provider: str, reason: Reason, *, attempt: Attempt | None = None, wanted: str = ""
) -> HttpResponse:
    """Tells the journal, ends the attempt, and says it in plain words. The way on leads to the page that was wanted."""
    refuse(attempt, provider=provider, reason=reason, at=timezone.now())
    context = {
        "why": WHY[reason],
        "what_now": WHAT_NOW[reason],
        "next": attempt.wanted if attempt else wanted,
        "is_signed_in": request.user.is_authenticated,
    }
    return render(request, "identification/refused.html", context, status=403)
