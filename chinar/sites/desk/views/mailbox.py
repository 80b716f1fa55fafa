"""The mailbox to which citizens write: where it is, how it does, a test."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from chinar.foundation.notifications.inbound import actions, fetching
from chinar.foundation.notifications.inbound.forms import MailboxForm
from chinar.foundation.notifications.models import Mailbox
from chinar.foundation.people.access import actor_of, require

ABILITY = "mailbox.set"
SHOWN = ("address", "host", "port", "security", "user", "folder", "from_on", "keep_days", "is_on")


@never_cache
@require(ABILITY)
@require_http_methods(["GET", "HEAD", "POST"])
def mailbox(request: HttpRequest) -> HttpResponse:
    """How it stands, and the form to arrange it. Shows no letter: who keeps the mailbox need not read any."""
    held, today = Mailbox.objects.first(), timezone.localdate()
    initial = {name: getattr(held, name) for name in SHOWN} if held else {"from_on": today}
    typed = request.POST if request.method == "POST" else None
    form = MailboxForm(typed, initial=initial, holds_password=held is not None, on=today)
    if request.method == "POST" and form.is_valid():
        actions.set_mailbox(**form.cleaned_data, by=actor_of(request.user), at=timezone.now())
        messages.success(request, _("The mailbox is kept. Test it now."))
        return redirect("desk:mailbox")
    return render(request, "desk/mailbox.html", {"held": held, "form": form})


@never_cache
@require(ABILITY)
@require_POST
def test(request: HttpRequest) -> HttpResponse:
    """Signs in and counts; nothing is fetched and nothing is changed there."""
    held = Mailbox.objects.first()
    if held is None:
        messages.error(request, _("Arrange the mailbox first."))
        return redirect("desk:mailbox")
    by = actor_of(request.user)
    try:
        count = fetching.test(held)
    except fetching.NoMail as why:
        actions.note_test(why, by=by, at=timezone.now())
        trouble = Mailbox.Trouble(why.trouble.value).label
        messages.error(request, _("No connection: %(why)s (%(code)s)") % {"why": trouble, "code": why.code or "–"})
    else:
        actions.note_test(None, by=by, at=timezone.now())
        messages.success(request, _("The mailbox answers. Letters in it: %(count)s.") % {"count": count})
    return redirect("desk:mailbox")
