"""Following by e-mail without an account: confirming it and ending it, each with one press of a link in a letter."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from chinar.foundation.conversation import access, links
from chinar.foundation.conversation.actions import subscribing
from chinar.foundation.conversation.models import Subscription
from chinar.foundation.conversation.subjects import Talked


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def confirm(request: HttpRequest, pk: int, code: str) -> HttpResponse:
    """A button, as programs that check mail open links by themselves."""
    found, talked = access.get_subscription(pk, code, links.to_confirm)
    if request.method == "POST" and subscribing.confirm(found, talked, at=timezone.now()):
        return redirect("conversation:confirm", pk=pk, code=code)
    return _page(request, "conversation/follow_confirm.html", found, talked)


@never_cache
@csrf_exempt  # mail programs send it by themselves, without our page (RFC 8058); the code is the proof
@require_http_methods(["GET", "HEAD", "POST"])
def leave(request: HttpRequest, pk: int, code: str) -> HttpResponse:
    """Ends it, by the link in each letter."""
    found, talked = access.get_subscription(pk, code, links.to_leave)
    if request.method == "POST":
        subscribing.leave(found, talked, at=timezone.now())
        found.refresh_from_db(fields=["ended_at"])
    return _page(request, "conversation/follow_leave.html", found, talked)


def _page(request: HttpRequest, template: str, found: Subscription, talked: Talked) -> HttpResponse:
    subject = talked.subject(found.subject)
    context = {
        "subscription": found,
        "label": talked.label(found.subject),
        "subject": subject,
        "address": talked.address(found.subject) if subject else "",
    }
    return render(request, template, context)
