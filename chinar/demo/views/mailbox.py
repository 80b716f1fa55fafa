"""The mailbox of the whole demo town: what the municipality sent to whom. Outside the demo there is no such page."""

from typing import Any

from django.conf import settings
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from chinar.foundation.core.slots import rendered
from chinar.foundation.notifications.letters import parts
from chinar.foundation.notifications.models import Message

ON_A_PAGE = 20


@never_cache
@require_safe
def mailbox(request: HttpRequest) -> HttpResponse:
    """Newest first, all people of the cast together; the worker really writes them, into files."""
    if not settings.DEMO:
        raise Http404
    messages = Message.objects.select_related("account").order_by("-id")
    page = Paginator(messages, ON_A_PAGE).get_page(request.GET.get("page"))
    rows = [{"message": message, "parts": parts(message.text)} for message in page.object_list]
    return render(request, "demo/mailbox.html", {"rows": rows, "page": page})


def way(request: HttpRequest, subject: Any) -> str:
    """In the line that says that this is a demonstration."""
    return rendered("demo/mailbox_link.html", request) if settings.DEMO else ""
