"""A draft is finished elsewhere: at a counter by its code, or online after a telephone call."""

import secrets
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django_ratelimit.core import is_ratelimited

from chinar.domain.applications import access
from chinar.domain.applications.drafting import AlreadyClaimed, claim, give_code
from chinar.domain.applications.forms.journey import CodeForm
from chinar.domain.applications.journey import Journey
from chinar.domain.applications.views.journey import of_draft
from chinar.foundation.documents.codes import draw, format_code
from chinar.foundation.offices.queries import offices_at
from chinar.foundation.people.access import citizen_of, sign_in_required


@never_cache
@of_draft
def code(request: HttpRequest, journey: Journey) -> HttpResponse:
    """The code of one's own draft, drawn when it is asked for, and where it can be finished with it."""
    draft = journey.draft
    if request.method == "POST":
        give_code(draft, code=draw(secrets.token_bytes), by=citizen_of(request.user), at=timezone.now())
        return redirect(request.path)
    context: dict[str, Any] = {
        "draft": draft,
        "version": draft.service_version,
        "code": format_code(draft.code),
        "offices": [seen.office for seen in offices_at(timezone.localtime().replace(tzinfo=None))],
    }
    return render(request, "applications/code.html", context)


@never_cache
@sign_in_required
def enter(request: HttpRequest) -> HttpResponse:
    """Whoever rang and got a code goes on with what was written down. A wrong and an old code answer alike."""
    form = CodeForm(request.POST if request.method == "POST" else None)
    if request.method != "POST" or not form.is_valid():
        return render(request, "applications/enter_code.html", {"form": form})
    if is_ratelimited(request, group="applications.code", key="user_or_ip", rate="20/h", increment=True):
        form.add_error(None, _("Too many attempts. Wait an hour, then try again. Nothing was lost."))
        return render(request, "applications/enter_code.html", {"form": form}, status=429)
    draft = access.find_draft_to_claim(form.cleaned_data["code"])
    try:
        if draft is None:
            raise AlreadyClaimed
        claim(draft, by=citizen_of(request.user), at=timezone.now())
    except AlreadyClaimed:
        form.add_error(
            "code", _("We find no draft with this code. Compare it, or ring us: a draft is kept for 30 days.")
        )
        return render(request, "applications/enter_code.html", {"form": form})
    return redirect("applications:resume", key=draft.key)
